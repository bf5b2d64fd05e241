namespace Attune.Web.Reminders;

public static class ReminderPlaces
{
    public const string Mine = "/reminders";
    public const string Calendar = Mine + "/calendar.ics";
    public const string Card = Mine + "/card";

    public static string Stop(string token) => $"{Mine}/stop/{token}";
}
