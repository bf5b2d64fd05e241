namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>What a part of the document is (a heading, a table, a picture), for whoever has it read aloud.</summary>
/// <param name="Kind">A standard structure type: H1, P, Table, TR, TH, TD, Figure.</param>
/// <param name="Entries">More of its dictionary.</param>
internal sealed record PdfElement(string Kind, string Entries = "")
{
    /// <summary>Elements, or marks on pages, in the order they are read.</summary>
    public List<object> Kids { get; } = [];

    public PdfElement Add(string kind, string entries = "")
    {
        var kid = new PdfElement(kind, entries);
        Kids.Add(kid);
        return kid;
    }
}
