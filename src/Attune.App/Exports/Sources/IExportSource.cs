using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Sources;

/// <summary>Where the rows of an export come from: people who agreed to it, and nobody else.</summary>
public interface IExportSource
{
    /// <summary>What was done with the people, by the title of a document.</summary>
    string Title { get; }

    bool Simulated { get; }

    IReadOnlyList<ExportTable> Tables { get; }

    long People { get; }

    /// <summary>What a reader has to know, for the manifest.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Changes with whoever is in it: an unfinished export of other people cannot be gone on with.</summary>
    Task<string> Fingerprint(ExportKey key, CancellationToken ct);

    /// <summary>The same chunks in the same order for the same key, from this one on.</summary>
    IAsyncEnumerable<ExportChunk> Chunks(ExportKey key, int from, CancellationToken ct);
}
