namespace Parlor.Server;

/// <summary>Where people have an account elsewhere that they can sign in with: any OAuth 2 or OpenID provider with a user-info endpoint.</summary>
public sealed record ProviderSettings
{
    /// <summary>Providers at most.</summary>
    public const int Most = 10;

    /// <summary>What links it with accounts, and stands in its return address; made from the name when not given.</summary>
    public required string Id { get; init; }

    /// <summary>What the button says.</summary>
    public required string Name { get; init; }

    public required Uri AuthorizationEndpoint { get; init; }

    public required Uri TokenEndpoint { get; init; }

    public required Uri UserInformationEndpoint { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>What is asked for, separated by spaces.</summary>
    public string Scope { get; init; } = "openid profile email";

    /// <summary>The member of the user information that names the person for ever.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>The member that becomes the username of a new account.</summary>
    public string UsernameClaim { get; init; } = "preferred_username";

    /// <summary>The member that becomes the display name of a new account.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The member that becomes the e-mail address of a new account. It links nothing: an address is no proof.</summary>
    public string EmailClaim { get; init; } = "email";

    internal static IReadOnlyList<ProviderSettings> Read(SettingReader read)
    {
        var providers = new List<ProviderSettings>();
        while (providers.Count < Most && read.Has($"SignIn:Providers:{providers.Count}"))
        {
            var provider = Read(read, $"SignIn:Providers:{providers.Count}");
            if (providers.Exists(other => string.Equals(other.Id, provider.Id, StringComparison.Ordinal)))
                throw new SettingException($"Setting SignIn:Providers:{providers.Count}:Id: '{provider.Id}' is another provider's.");
            providers.Add(provider);
        }

        return providers;
    }

    private static ProviderSettings Read(SettingReader read, string at)
    {
        var name = read.Required($"{at}:Name");
        var provider = new ProviderSettings
        {
            Name = name,
            Id = read.Text($"{at}:Id", new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')])),
            AuthorizationEndpoint = read.Address($"{at}:AuthorizationEndpoint"),
            TokenEndpoint = read.Address($"{at}:TokenEndpoint"),
            UserInformationEndpoint = read.Address($"{at}:UserInformationEndpoint"),
            ClientId = read.Required($"{at}:ClientId"),
            ClientSecret = read.Required($"{at}:ClientSecret"),
        };
        if (provider.Id.Length > 32 || !provider.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
            throw new SettingException($"Setting {at}:Id: '{provider.Id}' is not up to 32 of a to z, 0 to 9 and '-'.");
        return provider with
        {
            Scope = read.Text($"{at}:Scope", provider.Scope),
            SubjectClaim = read.Text($"{at}:SubjectClaim", provider.SubjectClaim),
            UsernameClaim = read.Text($"{at}:UsernameClaim", provider.UsernameClaim),
            NameClaim = read.Text($"{at}:NameClaim", provider.NameClaim),
            EmailClaim = read.Text($"{at}:EmailClaim", provider.EmailClaim),
        };
    }
}
