using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Administration;

/// <summary>Settings have been changed while the server runs.</summary>
public sealed class SettingsChanged(Settings settings) : CommittedEvent
{
    public Settings Settings { get; } = settings;
}

/// <summary>
/// Changes settings while the server runs. What was changed is kept in the database and goes over what the configuration says; it holds
/// from the commit on, for everyone who asks <see cref="LiveSettings"/>.
/// </summary>
public sealed partial class ChangeSettings(
    Db db, SettingsStore store, LiveSettings live, People people, TimeProvider clock, ILogger<ChangeSettings> logger) : ICommitListener
{
    /// <summary>The settings as they are, as they are configured, and which of them were changed.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    internal async Task<SettingsAnswer> Get(Administrator by, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        var changed = await store.Read(cancel);
        return new SettingsAnswer(
            ServerSettings.Of(live.Now), ServerSettings.Of(live.Configured), [.. changed.Keys.Order(StringComparer.Ordinal).Select(SettingName.ToField)]);
    }

    /// <exception cref="Problem"><c>forbidden</c>; <c>invalid</c>, naming the setting.</exception>
    public Task Execute(Administrator by, SettingsChange change)
    {
        var changes = change.ByName();
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            by.Require(transaction);
            var stored = SettingsStore.Read(transaction);
            var news = changes.Where(one => !string.Equals(stored.GetValueOrDefault(one.Key), one.Value, StringComparison.Ordinal)).ToList();
            if (news.Count == 0)
                return;
            List<AuditChange> audited =
            [
                .. news.Select(one => AuditChange.Of(SettingName.ToField(one.Key), stored.GetValueOrDefault(one.Key), one.Value)),
            ];
            foreach (var (name, value) in news)
                stored[name] = value;
            var settings = Checked(stored);
            SettingsStore.Write(transaction, news);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.SettingsChanged, by.UserId, now) { Changes = audited });
            transaction.Publish(new SettingsChanged(settings));
        });
    }

    /// <summary>
    /// Puts what was changed in earlier runs into force. A value that this program does not accept is left out, and said so: a server that
    /// does not start could not be mended from its own pages.
    /// </summary>
    internal void Start()
    {
        foreach (var stored in store.Read().GetAwaiter().GetResult())
        {
            try
            {
                live.Become(live.Now.With([stored]));
            }
            catch (SettingException wrong)
            {
                LogLeftOut(wrong.Message);
            }
        }
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var changed in committed.OfType<SettingsChanged>())
            live.Become(changed.Settings);
    }

    private Settings Checked(Dictionary<string, string?> stored)
    {
        try
        {
            return live.Configured.With(stored.Where(one => one.Value is not null));
        }
        catch (SettingException wrong)
        {
            throw Problem.Invalid(SettingName.ToField(wrong.Setting!), wrong.Wrong!);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A changed setting is left out, and counts as configured: {Reason}")]
    private partial void LogLeftOut(string reason);
}
