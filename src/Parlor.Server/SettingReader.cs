using System.Globalization;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server;

/// <summary>Reads settings by their names, each checked for what it is; and knows in the end which names nobody has asked for.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    /// <summary>Sections that ASP.NET Core reads by itself: log levels, and Kestrel's certificates.</summary>
    private static readonly string[] FrameworkSections = ["Logging", "Kestrel"];

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public string Text(string name, string otherwise)
    {
        _known.Add(name);
        return configuration[name] ?? otherwise;
    }

    /// <summary>Whether anything is set below this name.</summary>
    public bool Has(string section) => configuration.GetSection(section).Exists();

    public string Required(string name) =>
        Text(name, "") is { Length: > 0 } text ? text : throw new SettingException($"Setting {name} is missing.");

    public Uri Address(string name)
    {
        var text = Required(name);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingException($"Setting {name}: '{text}' is not an address that begins with https:// or http://.");
    }

    public string Line(string name, string otherwise, int longest)
    {
        var text = Text(name, otherwise).Trim();
        return text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : throw new SettingException(name, $"must be a line of 1 to {longest} characters.");
    }

    /// <summary>A host name: letters, digits, hyphens and dots (RFC 1123, section 2.1), with a dot in it.</summary>
    public string Host(string name, string otherwise)
    {
        var text = Text(name, otherwise);
        return text.Length <= 63 && text.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(text) == UriHostNameType.Dns
            ? text
            : throw new SettingException(name, $"'{text}' is no host name such as irc.example.org.");
    }

    public int Number(string name, int otherwise)
    {
        var text = Text(name, otherwise.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new SettingException(name, $"'{text}' is not a whole number above 0.");
    }

    public bool YesOrNo(string name, bool otherwise) => OneOf(name, otherwise ? "true" : "false", "true", "false") is "true";

    /// <summary>Where something listens that is not HTTP.</summary>
    public TextAddress Listener(string name, TextAddress otherwise)
    {
        _known.Add(name);
        return configuration[name] is { } text ? TextAddress.Parse(name, text) : otherwise;
    }

    /// <summary>Where rooms listen that have a port of their own.</summary>
    public IReadOnlyDictionary<string, string> Rooms(string section)
    {
        var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var room in configuration.GetSection(section).GetChildren().Where(room => room.Value is not null))
        {
            _known.Add(room.Path);
            DedicatedAddress.Parse(room.Path, room.Value!);
            rooms[room.Key.ToLowerInvariant()] = room.Value!;
        }

        return rooms;
    }

    public string OneOf(string name, string otherwise, params string[] allowed)
    {
        var text = Text(name, otherwise);
        return allowed.Contains(text, StringComparer.Ordinal)
            ? text
            : throw new SettingException(name, $"'{text}' is none of {string.Join(", ", allowed)}.");
    }

    public string Url(string name, string otherwise)
    {
        var text = Text(name, otherwise);
        // A star or plus for "every interface" is Kestrel's own form, which Uri does not know.
        var probe = text.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
        return Uri.TryCreate(probe, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && string.Equals(url.PathAndQuery, "/", StringComparison.Ordinal)
            ? text
            : throw new SettingException(name, $"'{text}' is not an address such as http://localhost:5000.");
    }

    /// <summary>A mistyped name would otherwise be a limit that silently does not hold.</summary>
    public void RefuseUnknown()
    {
        var unknown = configuration.AsEnumerable()
            .Where(pair => pair.Value is not null)
            .Select(pair => pair.Key)
            .FirstOrDefault(name => !_known.Contains(name) && !FrameworkSections.Contains(name.Split(':')[0], StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new SettingException(unknown, "there is no setting of that name.");
    }
}
