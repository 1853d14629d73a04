using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Data;
using Parlor.Server.Pictures;

namespace Parlor.Server.Accounts.Export;

/// <summary>The account's own part of the archive: who they are, how they sign in, from where, and whom they have blocked.</summary>
internal sealed class AccountExport(
    UserStore users, Profiles profiles, Sessions sessions, PasskeyStore passkeys, ExternalAccountStore external, Blocks blocks, PictureFiles pictures)
    : IExportPart
{
    public async Task Write(long userId, ExportArchive archive, CancellationToken cancel)
    {
        var user = await users.Find(userId, cancel) ?? throw Problem.NotFound("There is no such user.");
        var all = await sessions.Of(userId);
        var account = new ExportedAccount(
            Account.Of(user),
            await profiles.Get(userId),
            user.PasswordHash is not null,
            user.HasTwoFactor,
            await passkeys.Of(userId),
            await external.Of(userId),
            [.. all.Select(one => new ExportedSession(Client.Device(one.UserAgent), one.UserAgent, one.Address, one.CreatedAt, one.LastUsedAt))],
            await blocks.Of(userId));
        await archive.Add("account.json", account, AccountsJson.Wire.ExportedAccount, cancel);
        if (user.AvatarUrl is { } address && pictures.Find(address[PictureFiles.Path.Length..]) is var (file, _))
            await archive.AddFile($"picture{Path.GetExtension(file)}", file, cancel);
    }
}

internal sealed record ExportedAccount(
    Account User,
    Profile Profile,
    bool HasPassword,
    bool TwoFactor,
    IReadOnlyList<Passkey> Passkeys,
    IReadOnlyList<ConnectedAccount> ConnectedAccounts,
    IReadOnlyList<ExportedSession> Sessions,
    IReadOnlyList<Person> Blocked);

internal sealed record ExportedSession(string? Device, string UserAgent, string Address, Timestamp CreatedAt, Timestamp LastUsedAt);
