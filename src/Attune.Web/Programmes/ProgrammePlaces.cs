namespace Attune.Web.Programmes;

public static class ProgrammePlaces
{
    public static string New(string organisation) => $"/o/{organisation}/programmes/new";

    /// <summary>The same with a practice chosen: its waves and its suggested text of consent come with it.</summary>
    public static string New(string organisation, string practice) => $"{New(organisation)}?practice={practice}";

    public static string Home(string organisation, Guid programme) => $"/o/{organisation}/programmes/{programme}";

    public static string Live(string organisation, Guid programme) => Home(organisation, programme) + "/live";

    public static string Open(string organisation, Guid programme) => Home(organisation, programme) + "/open";

    public static string Close(string organisation, Guid programme) => Home(organisation, programme) + "/close";

    public static string ApproveHelping(string organisation, Guid programme) => Home(organisation, programme) + "/approve-helping";

    public static string RePair(string organisation, Guid programme) => Home(organisation, programme) + "/re-pair";
}
