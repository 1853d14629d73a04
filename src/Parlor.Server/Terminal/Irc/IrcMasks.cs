using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Whom the masks on the lists of rooms fit: <c>nick!user@host</c> with <c>*</c> and <c>?</c>; <c>a:account</c>; and before either
/// <c>m:</c>, which is about speaking and not about coming in (ISUPPORT EXTBAN).
/// </summary>
internal static class IrcMasks
{
    private const string OfAccount = "a:";

    private const string OfSpeaking = "m:";

    /// <summary>A mask as it is kept: what is missing of <c>nick!user@host</c> fits anything.</summary>
    public static string Full(string mask)
    {
        if (mask.StartsWith(OfSpeaking, StringComparison.OrdinalIgnoreCase))
            return OfSpeaking + Full(mask[OfSpeaking.Length..]);
        if (mask.StartsWith(OfAccount, StringComparison.OrdinalIgnoreCase))
            return OfAccount + mask[OfAccount.Length..];
        return (mask.Contains('!', StringComparison.Ordinal), mask.Contains('@', StringComparison.Ordinal)) switch
        {
            (true, true) => mask,
            (true, false) => mask + "@*",
            (false, true) => "*!" + mask,
            _ => mask + "!*@*",
        };
    }

    /// <summary>Who alone is meant, where a mask is <c>nick!*@*</c>; null: it is another one.</summary>
    public static string? NickOf(string mask) =>
        mask.EndsWith("!*@*", StringComparison.Ordinal) && mask[..^4] is { Length: > 0 } nick && !nick.Any(c => c is '*' or '?' or '!' or '@' or ':') ? nick : null;

    /// <summary>Whether a ban by a mask keeps the person out.</summary>
    public static bool KeepOut(IReadOnlyList<ChannelMask> masks, IrcIdentity person) =>
        Any(masks, MaskKind.Ban, person, isOfSpeaking: false) && !Any(masks, MaskKind.BanException, person, isOfSpeaking: false);

    /// <summary>Whether a ban by a mask silences the person.</summary>
    public static bool Silence(IReadOnlyList<ChannelMask> masks, IrcIdentity person) =>
        Any(masks, MaskKind.Ban, person, isOfSpeaking: true) && !Any(masks, MaskKind.BanException, person, isOfSpeaking: true);

    /// <summary>Whether an invite exception names the person.</summary>
    public static bool Invite(IReadOnlyList<ChannelMask> masks, IrcIdentity person) =>
        Any(masks, MaskKind.InviteException, person, isOfSpeaking: false);

    private static bool Any(IReadOnlyList<ChannelMask> masks, MaskKind kind, IrcIdentity person, bool isOfSpeaking)
    {
        foreach (var one in masks)
        {
            var isThis = one.Mask.StartsWith(OfSpeaking, StringComparison.Ordinal);
            if (one.Kind == kind && isThis == isOfSpeaking && Fits(isThis ? one.Mask[OfSpeaking.Length..] : one.Mask, person))
                return true;
        }

        return false;
    }

    private static bool Fits(string mask, IrcIdentity person) => mask.StartsWith(OfAccount, StringComparison.Ordinal)
        ? person.Account is { } account && IrcNames.Fits(mask[OfAccount.Length..], account)
        : IrcNames.Fits(mask, person.Mask);
}
