using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Attune.App.Vault;

namespace Attune.App.Studies.Conduct;

/// <summary>Where somebody is in the study of their programme: asked something now, waiting, or free to go on with the practice.</summary>
public static class FindPlace
{
    public sealed record Request(PersonHere Person);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record NotInAStudy : Outcome;

        /// <summary>Questions are to be answered first.</summary>
        public sealed record Asked(WavePage Page) : Outcome;

        /// <summary>There is nothing to answer now, and the practice is not theirs yet, or never.</summary>
        public sealed record Waits(StudyNotice Notice) : Outcome;

        /// <summary>The practice, as in any programme.</summary>
        public sealed record GoesOn(StudyNotice Notice) : Outcome;

        /// <summary>The study was ended, or the programme closed.</summary>
        public sealed record Ended(bool MayPractise) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await Participation.Load(db, shelf, request.Person, master, clock, ct) is not { } here)
            return new Outcome.NotInAStudy();
        var (walk, path) = (here.Walk, here.Path);
        if (!here.Open)
            return new Outcome.Ended(!walk.IsHeldBack(path.Today));
        if (path.Due is { } wave)
        {
            var key = StudyWaves.Key(wave);
            return new Outcome.Asked(new WavePage(
                wave, here.Plan.Latest.Waves.ToList().IndexOf(wave) + 1, here.Plan.Latest.Waves.Count, WavePage.ScreenOf(here.Plan.Latest, wave, walk),
                await Drafts.Read(walk, key, keys, ct), walk.Documents.Practice.Language));
        }

        var notice = StudyNotice.Of(here, master);
        return walk.IsHeldBack(path.Today) ? new Outcome.Waits(notice) : new Outcome.GoesOn(notice);
    }
}
