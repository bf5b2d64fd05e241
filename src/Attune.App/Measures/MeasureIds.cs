namespace Attune.App.Measures;

/// <summary>What measured outcomes are called; some are followed by the scale they are about.</summary>
internal static class MeasureIds
{
    public const string Own = "own-";
    public const string Picture = "picture-";
    public const string Gap = "gap-";
    public const string Size = "-size";
    public const string Granted = "granted-";
    public const string Seconds = "seconds-";

    public const string Helped = "helped";
    public const string LeavingHard = "leaving-hard";
    public const string PictureDistance = "picture-distance";
    public const string Nearer = "nearer";
    public const string TraceDistance = "trace-distance";
    public const string TraceR = "trace-r";
}
