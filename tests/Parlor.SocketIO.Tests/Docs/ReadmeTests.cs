using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Docs;

/// <summary>The README's tables say what the code says.</summary>
public sealed partial class ReadmeTests
{
    private static readonly Assembly Library = typeof(SocketIOServer).Assembly;

    private static readonly Dictionary<string, Type> Variables = new(StringComparer.Ordinal)
    {
        ["io"] = typeof(SocketIOServer),
        ["socket"] = typeof(Socket),
        ["e"] = typeof(SocketEvent),
        ["engine"] = typeof(EngineServer),
        ["connection"] = typeof(EngineConnection),
        ["options"] = typeof(SocketIOOptions),
        ["services"] = typeof(ServiceCollectionExtensions),
        ["app"] = typeof(EndpointExtensions),
        ["health"] = typeof(HealthChecksBuilderExtensions),
        ["listen"] = typeof(ListenOptionsExtensions),
        ["webHost"] = typeof(WebHostBuilderExtensions),
    };

    // What is named beside our own members.
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal) { "ILogger", "TimeProvider", "To", "In", "Except", "Parlor.SocketIO", "socket.io-client" };

    private static readonly string Text = File.ReadAllText(Markdown.Readme);

    public static TheoryData<string, Type> OptionTables => new()
    {
        { "What is set in", typeof(SocketIOOptions) },
        { "`ConnectionStateRecoveryOptions`:", typeof(ConnectionStateRecoveryOptions) },
        { "`PerMessageDeflateOptions`:", typeof(PerMessageDeflateOptions) },
        { "`SessionCookie`:", typeof(SessionCookie) },
    };

    [Fact]
    public void Every_member_beside_its_JavaScript_twin_is_there()
    {
        string[][] rows = [.. Markdown.Rows(Markdown.Section(Text, "Beside its JavaScript twin"))];
        string[] named = [.. rows.SelectMany(row => row.Skip(1)).SelectMany(Markdown.Code).Where(code => !Foreign.Contains(code))];
        Assert.True(named.Length > 100, "the tables are not where they are looked for");
        string[] missing = [.. named.Where(code => code is not ['{', ..] && !IsThere(Arguments().Replace(code, "")))];
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(OptionTables))]
    public void Every_option_is_listed_with_its_default(string heading, Type options)
    {
        string section = Markdown.Section(Text, "Options");
        string table = section[section.IndexOf(heading, StringComparison.Ordinal)..].Split("\n\n")[1];
        IEnumerable<string> listed = Markdown.Rows(table).Select(row => $"{row[0].Trim('`')}: {row[1]}");
        Assert.Equal(Defaults(options).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_instrument_is_listed_with_its_unit()
    {
        var found = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is "Parlor.SocketIO")
                    found[instrument.Name] = instrument.Unit;
            },
        };
        listener.Start();
        await using TestServer server = await TestServer.StartAsync();
        string section = Markdown.Section(Text, "Metrics, traces, logs, health");
        IEnumerable<string> listed = Markdown.Rows(section).Select(row => $"{row[0].Trim('`')} in {row[1].Trim('`')}");
        Assert.Equal(found.Select(each => $"{each.Key} in {each.Value}").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reason_for_a_disconnect_is_explained()
    {
        string page = File.ReadAllText(Repository.PathTo("docs", "socketio", "events.md"));
        foreach (FieldInfo reason in typeof(DisconnectReason).GetFields(BindingFlags.Public | BindingFlags.Static))
            Assert.Contains($"| `{reason.GetRawConstantValue()}` | `{reason.Name}` |", page, StringComparison.Ordinal);
    }

    // Group options that are always there are listed by their parts.
    private static IEnumerable<string> Defaults(Type type, string prefix = "")
    {
        object options = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties())
        {
            object? value = property.GetValue(options);
            if (value is CorsOptions or HttpCompressionOptions)
            {
                foreach (string part in Defaults(property.PropertyType, property.Name + "."))
                    yield return part;
            }
            else
            {
                yield return $"{prefix}{property.Name}: {Describe(value)}";
            }
        }
    }

    private static string Describe(object? value) => value switch
    {
        null => "`null`",
        TimeSpan time => $"{time.TotalSeconds} s",
        string text => $"`\"{text}\"`",
        bool flag => flag ? "`true`" : "`false`",
        Enum name => $"`{name}`",
        IFormattable number => number.ToString("N0", CultureInfo.InvariantCulture),
        IList { Count: 0 } or ICollection<string> { Count: 0 } => "none",
        Func<Namespace, IAdapter> => "in memory",
        _ => value.ToString()!,
    };

    // A type, or a variable or type and a chain of members.
    private static bool IsThere(string code)
    {
        string[] names = code.Split('.');
        Type? type = Variables.GetValueOrDefault(names[0]) ?? Library.GetType("Parlor.SocketIO." + names[0]);
        foreach (string name in names.Skip(1))
        {
            MemberInfo? member = type?.GetMember(name).FirstOrDefault();
            type = member switch
            {
                PropertyInfo property => property.PropertyType,
                MethodInfo method => method.ReturnType,
                FieldInfo field => field.FieldType,
                _ => null,
            };
        }

        return type is not null && (type.Assembly != Library || type.IsVisible);
    }

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Arguments();
}
