using System.Globalization;

namespace Parlor.Server.Terminal.Lines;

/// <summary>What was typed behind a command, taken word by word.</summary>
/// <param name="typed">All of it.</param>
/// <param name="usage">How the command is typed, for who gets it wrong.</param>
internal sealed class Arguments(string typed, string usage)
{
    private string _rest = typed.Trim();

    public bool IsEmpty => _rest.Length == 0;

    /// <summary>The next word; null when there is none.</summary>
    public string? TryWord()
    {
        if (IsEmpty)
            return null;
        var end = _rest.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? "" : _rest[end..].TrimStart();
        return word;
    }

    /// <exception cref="Problem"><c>invalid</c>: there is none.</exception>
    public string Word() => TryWord() ?? throw Wrong();

    /// <summary>A number of a message, <c>17</c> or <c>#17</c>.</summary>
    /// <exception cref="Problem"><c>invalid</c>: the next word is none.</exception>
    public long Number() =>
        long.TryParse(Word().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong();

    /// <summary>Whether the next word is <c>on</c>, and not <c>off</c>.</summary>
    /// <exception cref="Problem"><c>invalid</c>: it is neither.</exception>
    public bool OnOrOff() => Word().ToUpperInvariant() switch
    {
        "ON" => true,
        "OFF" => false,
        _ => throw Wrong(),
    };

    /// <summary>All that is left.</summary>
    /// <exception cref="Problem"><c>invalid</c>: nothing is.</exception>
    public string Text() => IsEmpty ? throw Wrong() : _rest;

    /// <summary>All that is left, be it nothing.</summary>
    public string TryText() => _rest;

    private Problem Wrong() => Problem.Invalid("command", $"That is typed so: {usage}");
}
