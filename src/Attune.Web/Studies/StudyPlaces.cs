using Attune.Web.Programmes;
using Attune.Web.Sessions;

namespace Attune.Web.Studies;

public static class StudyPlaces
{
    /// <summary>The pages of the draft, in order.</summary>
    public static readonly IReadOnlyList<string> Steps = ["question", "design", "outcomes", "times", "people", "review"];

    /// <summary>The questions of a study, and where someone waits.</summary>
    public const string Here = SessionPlaces.Here + "/study";

    public const string Save = Here + "/save";

    public static string Home(string organisation, Guid programme) => ProgrammePlaces.Home(organisation, programme) + "/study";

    /// <summary>A page, an action or a file of a study.</summary>
    public static string At(string organisation, Guid programme, string place) => $"{Home(organisation, programme)}/{place}";

    public static string After(string step) => Steps[Math.Min(Steps.Count - 1, Steps.ToList().IndexOf(step) + 1)];
}
