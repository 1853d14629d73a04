using Microsoft.AspNetCore.Authentication;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Providers;

/// <summary>
/// Why somebody was sent to a provider. It travels there and back inside OAuth's <c>state</c>, sealed, and is tied to the browser that it
/// was given to by a cookie (RFC 6749, section 10.12).
/// </summary>
/// <param name="Connect">The session whose person wants to connect the account with theirs, or to show that it is; null to sign in.</param>
/// <param name="Next">The page to go to afterwards.</param>
/// <param name="Invite">The invitation that a new account would come by.</param>
internal sealed record ProviderErrand(Session? Connect, string? Next, string? Invite)
{
    private const string UserKey = "user";
    private const string SessionKey = "session";
    private const string NextKey = "next";
    private const string InviteKey = "invite";

    public AuthenticationProperties ToProperties()
    {
        var properties = new AuthenticationProperties { RedirectUri = "/" };
        if (Connect is not null)
        {
            properties.Items[UserKey] = Ids.Text(Connect.UserId);
            properties.Items[SessionKey] = Ids.Text(Connect.SessionId);
        }

        if (Next is not null)
            properties.Items[NextKey] = Next;
        if (Invite is not null)
            properties.Items[InviteKey] = Invite;
        return properties;
    }

    public static ProviderErrand Of(AuthenticationProperties properties)
    {
        var items = properties.Items;
        var connect = items.TryGetValue(UserKey, out var user) && items.TryGetValue(SessionKey, out var session)
            ? new Session(Ids.Parse(user!), Ids.Parse(session!), DateTimeOffset.MaxValue)
            : null;
        return new ProviderErrand(connect, items.TryGetValue(NextKey, out var next) ? next : null, items.TryGetValue(InviteKey, out var invite) ? invite : null);
    }
}
