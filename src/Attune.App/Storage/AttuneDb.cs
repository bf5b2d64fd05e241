using Attune.App.Consents;
using Attune.App.Documents;
using Attune.App.Helping;
using Attune.App.Matching;
using Attune.App.Measures;
using Attune.App.Organisations;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Reflections;
using Attune.App.Reminders;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Staff;
using Attune.App.Stories;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Attune.App.Withdrawals;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Storage;

/// <summary>
/// The one database context. It shows nothing of an organisation until <see cref="Enter"/> names it, and refuses to
/// save a row of any other. Only <see cref="Doorway"/> looks across organisations.
/// </summary>
public sealed class AttuneDb(DbContextOptions<AttuneDb> options) : IdentityUserContext<StaffUser, Guid>(options)
{
    /// <summary>The organisation whose rows are visible; <see cref="Guid.Empty"/> shows none.</summary>
    public Guid Organisation { get; private set; }

    /// <summary>
    /// The study whose answers this context may read; <see cref="Guid.Empty"/> reads none. Only <see cref="OutcomeDoor"/> sets
    /// it, after looking at the locked plan.
    /// </summary>
    public Guid OpenedStudy { get; internal set; }

    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();
    public DbSet<DocumentVersion> Documents => Set<DocumentVersion>();
    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<ProgrammeInstrument> ProgrammeInstruments => Set<ProgrammeInstrument>();
    public DbSet<ConsentVersion> ConsentVersions => Set<ConsentVersion>();
    public DbSet<ConsentRecord> ConsentRecords => Set<ConsentRecord>();
    public DbSet<Participant> Participants => Set<Participant>();
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<PersonKey> PersonKeys => Set<PersonKey>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<StepVisit> StepVisits => Set<StepVisit>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<WriteKey> WriteKeys => Set<WriteKey>();
    public DbSet<Story> Stories => Set<Story>();
    public DbSet<ParagraphRating> ParagraphRatings => Set<ParagraphRating>();
    public DbSet<Match> Matches => Set<Match>();
    public DbSet<Reflection> Reflections => Set<Reflection>();
    public DbSet<Correction> Corrections => Set<Correction>();
    public DbSet<Response> Responses => Set<Response>();
    public DbSet<SideTaken> SidesTaken => Set<SideTaken>();
    public DbSet<AnswerTimes> AnswerTimes => Set<AnswerTimes>();
    public DbSet<HelpingApproval> HelpingApprovals => Set<HelpingApproval>();
    public DbSet<HelpRequest> HelpRequests => Set<HelpRequest>();
    public DbSet<HelpOffer> HelpOffers => Set<HelpOffer>();
    public DbSet<PlannedWave> PlannedWaves => Set<PlannedWave>();
    public DbSet<ReminderAddress> ReminderAddresses => Set<ReminderAddress>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Study> Studies => Set<Study>();
    public DbSet<StudyVersion> StudyVersions => Set<StudyVersion>();
    public DbSet<StudyMember> StudyMembers => Set<StudyMember>();
    public DbSet<Withdrawal> Withdrawals => Set<Withdrawal>();
    public DbSet<AllocationLine> AllocationLines => Set<AllocationLine>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <summary>From here on this context sees one organisation and no other; it cannot be changed afterwards.</summary>
    public void Enter(Guid organisation)
    {
        if (Organisation != Guid.Empty && Organisation != organisation)
            throw new InvalidOperationException("This context already belongs to another organisation.");
        Organisation = organisation;
    }

    /// <summary>A context of its own on the same database, in no organisation yet.</summary>
    public AttuneDb Another() => new(options);

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous: use SaveChangesAsync.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken ct = default)
    {
        foreach (var entry in ChangeTracker.Entries<IOwned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && entry.Entity.OrganisationId != Organisation)
                throw new InvalidOperationException(
                    $"A row of {entry.Metadata.ClrType.Name} belongs to another organisation than this context.");
        }

        if (ChangeTracker.Entries<IAppendOnly>().FirstOrDefault(entry => entry.State is EntityState.Modified or EntityState.Deleted) is { } altered)
            throw new InvalidOperationException($"A row of {altered.Metadata.ClrType.Name} is written once and stays as it is.");

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        conventions.Properties<DateTimeOffset?>().HaveConversion<UtcTicks>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(AttuneDb).Assembly);
        foreach (var type in model.Model.GetEntityTypes().ToList())
        {
            if (!typeof(IOwned).IsAssignableFrom(type.ClrType))
                continue;
            OwnedRows.Filter(model, type.ClrType, this);
            References.Add(model, type);
        }

        // Besides their organisation, a study's answers ask for the door to have been opened.
        model.Entity<Response>().HasQueryFilter(row =>
            row.OrganisationId == Organisation && (row.OfStudy == null || row.OfStudy == OpenedStudy));
    }
}
