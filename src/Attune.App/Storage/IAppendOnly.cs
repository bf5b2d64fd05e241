namespace Attune.App.Storage;

/// <summary>A row that is written once: never changed and never taken out, so that what it says can be relied on later.</summary>
public interface IAppendOnly : IOwned;
