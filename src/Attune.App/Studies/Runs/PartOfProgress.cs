namespace Attune.App.Studies.Runs;

/// <summary>Progress of a part, told as progress of the whole.</summary>
internal sealed class PartOfProgress(IProgress<double> whole, double start, double share) : IProgress<double>
{
    public void Report(double value) => whole.Report(start + share * value);
}
