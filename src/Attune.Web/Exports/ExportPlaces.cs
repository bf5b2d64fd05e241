using Attune.Web.Programmes;

namespace Attune.Web.Exports;

public static class ExportPlaces
{
    public static string Page(string organisation, Guid programme) => ProgrammePlaces.Home(organisation, programme) + "/export";

    public static string Archive(string organisation, Guid programme) => Page(organisation, programme) + ".zip";
}
