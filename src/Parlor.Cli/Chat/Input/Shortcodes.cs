using System.Text.RegularExpressions;

namespace Parlor.Cli.Chat;

/// <summary>Names of the emoji that people send most, as in other chats: <c>:tada:</c>.</summary>
internal static partial class Shortcodes
{
    private const string Listed =
        """
        +1 👍|-1 👎|100 💯|angry 😠|apple 🍎|beer 🍺|bell 🔔|bike 🚲|birthday 🎂|blush 😊|book 📖|boom 💥|brain 🧠|broken_heart 💔|bug 🐛|
        bulb 💡|cake 🍰|calendar 📅|cat 🐱|chart 📈|clap 👏|clock 🕐|coffee ☕|confused 😕|cool 😎|cry 😢|dog 🐶|eyes 👀|facepalm 🤦|fire 🔥|
        gift 🎁|globe 🌍|grin 😁|handshake 🤝|heart ❤️|heart_eyes 😍|hourglass ⏳|house 🏠|hug 🤗|information ℹ️|joy 😂|key 🔑|kiss 😘|
        laughing 😆|lock 🔒|mag 🔍|mail 📧|memo 📝|moon 🌙|muscle 💪|neutral 😐|ok 👌|package 📦|party 🥳|pin 📌|pizza 🍕|plus ➕|
        point_right 👉|pray 🙏|question ❓|rage 😡|rainbow 🌈|raised_hands 🙌|rocket 🚀|rofl 🤣|rose 🌹|sad 🙁|scream 😱|see_no_evil 🙈|
        shrug 🤷|sleepy 😴|smile 😄|smirk 😏|snail 🐌|snowflake ❄️|sob 😭|sparkles ✨|star ⭐|sun ☀️|sweat 😅|tada 🎉|tea 🍵|thinking 🤔|
        thumbsdown 👎|thumbsup 👍|tools 🛠️|tongue 😛|trophy 🏆|umbrella ☔|unicorn 🦄|upside_down 🙃|warning ⚠️|wave 👋|
        white_check_mark ✅|wink 😉|x ❌|zap ⚡|zzz 💤
        """;

    private static readonly SortedDictionary<string, string> Emoji = new(
        Listed.ReplaceLineEndings("").Split('|').Select(emoji => emoji.Split(' ')).ToDictionary(emoji => emoji[0], emoji => emoji[1], StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The emoji whose names begin so, by name.</summary>
    public static IEnumerable<string> BeginningWith(string name) =>
        Emoji.Where(emoji => emoji.Key.StartsWith(name, StringComparison.Ordinal)).Select(emoji => emoji.Value);

    /// <summary>The text with the emoji in place of their names; names that there are not stay.</summary>
    public static string Replaced(string text) =>
        Name().Replace(text, match => Emoji.TryGetValue(match.Groups["name"].Value, out var emoji) ? emoji : match.Value);

    [GeneratedRegex("(?<![A-Za-z0-9]):(?<name>[a-z0-9_+-]{1,20}):(?![A-Za-z0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();
}
