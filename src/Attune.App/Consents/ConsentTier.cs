namespace Attune.App.Consents;

/// <summary>What somebody agreed their answers may be used for. The numbers are stored.</summary>
public enum ConsentTier
{
    /// <summary>In figures of five people or more together, and in nothing else.</summary>
    Together = 0,

    /// <summary>Also row by row, without a name, by those who study programmes.</summary>
    Rows = 1,
}
