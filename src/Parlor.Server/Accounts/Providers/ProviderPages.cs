using Parlor.Server.Accounts.TwoFactor;

namespace Parlor.Server.Accounts.Providers;

/// <summary>Pages of the web client that somebody who comes back from a provider is sent to. What they need stands behind the #, which no log keeps.</summary>
internal static class ProviderPages
{
    public const string Connected = "/settings/connected#connected";

    /// <summary>The session is there, in the cookie; the client asks for its first token by itself.</summary>
    public static string SignedIn(string? next) => $"/signed-in#next={Uri.EscapeDataString(next ?? "/")}";

    public static string SecondStep(SecondStepTicket step, string? next) =>
        $"/sign-in?next={Uri.EscapeDataString(next ?? "/")}#ticket={Uri.EscapeDataString(step.Ticket)}";

    /// <summary>It came to nothing, and this is why.</summary>
    public static string Refused(string code, bool wasConnecting) => wasConnecting ? $"/settings/connected#problem={code}" : $"/sign-in#problem={code}";
}
