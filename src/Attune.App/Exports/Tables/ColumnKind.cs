namespace Attune.App.Exports.Tables;

/// <summary>
/// All that a column of an export can be. There is no kind for text that somebody wrote, for a name, an address, a moment
/// or a place, so no such column can be made.
/// </summary>
public enum ColumnKind
{
    /// <summary>The person, under a code of this export alone.</summary>
    Person = 1,

    /// <summary>The occasion: one of the waves that a document or a plan names.</summary>
    Wave = 2,

    /// <summary>1, 2, 3 … where one person answered the same more than once in a wave.</summary>
    Occasion = 3,

    /// <summary>Whole days between joining and answering.</summary>
    Day = 4,

    /// <summary>An answer to a closed question.</summary>
    Item = 5,

    /// <summary>How sure somebody was of such an answer, on a closed scale.</summary>
    Sureness = 6,

    /// <summary>A scale's score.</summary>
    Score = 7,

    /// <summary>The arm of a study.</summary>
    Arm = 8,

    /// <summary>A stratum, cluster, pair or subgroup of a study as a number without a name.</summary>
    Group = 9,

    /// <summary>Which column an answer is missing in.</summary>
    Question = 10,

    /// <summary>Why an answer is missing.</summary>
    Reason = 11,
}
