using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Providers;

/// <summary>Somebody's account elsewhere, as its provider has told us just now.</summary>
/// <param name="Provider">The provider's id in the settings.</param>
/// <param name="Subject">Whom the provider means, for ever.</param>
/// <param name="Username">What they are called there, if it says so.</param>
/// <param name="DisplayName">The name that people read there, if it says so.</param>
/// <param name="Email">Their address there, if it says so.</param>
public sealed record ExternalAccount(string Provider, string Subject, string? Username, string? DisplayName, string? Email)
{
    /// <summary>Characters of a subject at most (OpenID Connect Core, section 2).</summary>
    public const int LongestSubject = 255;

    private const int LongestLabel = 100;

    /// <summary>By what its person knows it in a list.</summary>
    public string Label
    {
        get
        {
            var label = new string([.. (Username ?? Email ?? DisplayName ?? Subject).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
            return label.Length > LongestLabel ? label[..LongestLabel] : label;
        }
    }
}

/// <summary>An account elsewhere as its person sees it in the list of them.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Name">What they are called there.</param>
/// <param name="CreatedAt">When the two were connected.</param>
/// <param name="LastUsedAt">When it was last used to sign in.</param>
public sealed record ConnectedAccount(string Provider, string Name, Timestamp CreatedAt, Timestamp LastUsedAt);
