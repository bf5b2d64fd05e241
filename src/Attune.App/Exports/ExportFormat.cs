namespace Attune.App.Exports;

/// <summary>What an export can be written as; each has a folder of its own.</summary>
public enum ExportFormat
{
    /// <summary>Text with commas, for anything.</summary>
    Csv = 1,

    /// <summary>A system file for SPSS, PSPP and R.</summary>
    Spss = 2,

    /// <summary>A data file for Stata 14 and newer, and R.</summary>
    Stata = 3,

    /// <summary>An object a line, for programs.</summary>
    JsonLines = 4,

    /// <summary>A folder after the Psych-DS standard, to be deposited.</summary>
    PsychDs = 5,
}
