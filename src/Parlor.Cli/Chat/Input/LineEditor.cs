using System.Globalization;

namespace Parlor.Cli.Chat;

/// <summary>
/// The line that somebody writes: cursor, words, what was written before, completion. Keys are those of readline. A text may have several
/// lines, by Alt+Enter or by pasting.
/// </summary>
internal sealed class LineEditor
{
    private const int MostHistory = 200;

    /// <summary>The server's bound for a message.</summary>
    private const int LongestText = 16_000;

    private readonly List<string> _history = [];
    private int _historyAt;
    private string _unfinished = "";
    private CompletionCycle? _cycle;

    public string Text { get; private set; } = "";

    /// <summary>Where the cursor stands, in UTF-16 units: never inside of a character.</summary>
    public int Cursor { get; private set; }

    /// <summary>Gives what the word before the cursor may become; the first is put in, and each further Tab takes the next.</summary>
    public Func<string, int, Completion?> Complete { get; set; } = static (_, _) => null;

    /// <summary>Takes a key.</summary>
    /// <returns>The text, when the key finishes it; otherwise null.</returns>
    public string? Press(Key key)
    {
        if (key.Name is KeyName.Tab or KeyName.BackTab)
        {
            CompleteNext(key.Name == KeyName.Tab ? 1 : -1);
            return null;
        }

        _cycle = null;
        if (key is { Name: KeyName.Enter, Alt: false })
            return Finish();
        Edit(key);
        return null;
    }

    /// <summary>Puts a text in place of what is there, such as a message to be changed.</summary>
    public void Replace(string text) => Set(text, text.Length);

    private void Edit(Key key)
    {
        switch (key)
        {
            case { Name: KeyName.Enter }: Insert("\n"); break;
            case { Name: KeyName.Paste }: Insert(Harmless.Lines(key.Text)); break;
            case { Name: KeyName.Text, Control: false, Alt: false }: Insert(key.Text); break;
            case { Name: KeyName.Left, Control: false, Alt: false } or { Control: true, Text: "b" }: Cursor = Before(Cursor); break;
            case { Name: KeyName.Right, Control: false, Alt: false } or { Control: true, Text: "f" }: Cursor = After(Cursor); break;
            case { Name: KeyName.Left } or { Alt: true, Text: "b" }: Cursor = WordBefore(); break;
            case { Name: KeyName.Right } or { Alt: true, Text: "f" }: Cursor = WordAfter(); break;
            case { Name: KeyName.Home } or { Control: true, Text: "a" }: Cursor = 0; break;
            case { Name: KeyName.End } or { Control: true, Text: "e" }: Cursor = Text.Length; break;
            case { Name: KeyName.Backspace, Alt: true } or { Control: true, Text: "w" }: Remove(WordBefore(), Cursor); break;
            case { Name: KeyName.Backspace }: Remove(Before(Cursor), Cursor); break;
            case { Name: KeyName.Delete } or { Control: true, Text: "d" }: Remove(Cursor, After(Cursor)); break;
            case { Alt: true, Text: "d" }: Remove(Cursor, WordAfter()); break;
            case { Control: true, Text: "u" }: Remove(0, Cursor); break;
            case { Control: true, Text: "k" }: Remove(Cursor, Text.Length); break;
            case { Name: KeyName.Up, Alt: false } or { Control: true, Text: "p" }: Recall(_historyAt - 1); break;
            case { Name: KeyName.Down, Alt: false } or { Control: true, Text: "n" }: Recall(_historyAt + 1); break;
        }
    }

    private string Finish()
    {
        var finished = Text;
        if (finished.Length > 0 && (_history.Count == 0 || !string.Equals(_history[^1], finished, StringComparison.Ordinal)))
            _history.Add(finished);
        if (_history.Count > MostHistory)
            _history.RemoveAt(0);
        _historyAt = _history.Count;
        _unfinished = "";
        Set("", 0);
        return finished;
    }

    private void Recall(int at)
    {
        if (at < 0 || at > _history.Count)
            return;
        if (_historyAt == _history.Count)
            _unfinished = Text;
        _historyAt = at;
        Replace(at == _history.Count ? _unfinished : _history[at]);
    }

    private void CompleteNext(int step)
    {
        if (_cycle is null)
        {
            if (Complete(Text, Cursor) is not { Choices.Count: > 0 } completion)
                return;
            _cycle = new CompletionCycle(Text, Cursor, completion, step > 0 ? 0 : completion.Choices.Count - 1);
        }
        else
        {
            var count = _cycle.Completion.Choices.Count;
            _cycle = _cycle with { At = (_cycle.At + step + count) % count };
        }

        var choice = _cycle.Completion.Choices[_cycle.At];
        Set(_cycle.Text[.._cycle.Completion.Start] + choice + _cycle.Text[_cycle.Cursor..], _cycle.Completion.Start + choice.Length);
    }

    private void Insert(string text)
    {
        if (Text.Length + text.Length <= LongestText)
            Set(Text.Insert(Cursor, text), Cursor + text.Length);
    }

    private void Remove(int from, int to) => Set(Text.Remove(from, to - from), from);

    private void Set(string text, int cursor) => (Text, Cursor) = (text, cursor);

    private int After(int at) => at < Text.Length ? at + StringInfo.GetNextTextElementLength(Text, at) : at;

    private int Before(int at)
    {
        var before = 0;
        for (var next = After(0); next < at; next = After(next))
            before = next;
        return before;
    }

    private int WordBefore()
    {
        var at = Cursor;
        while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
            at--;
        while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
            at--;
        return at;
    }

    private int WordAfter()
    {
        var at = Cursor;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
            at++;
        while (at < Text.Length && !char.IsWhiteSpace(Text[at]))
            at++;
        return at;
    }

    private sealed record CompletionCycle(string Text, int Cursor, Completion Completion, int At);
}

/// <summary>What may stand in place of the text from <paramref name="Start"/> to the cursor; the likeliest first.</summary>
internal sealed record Completion(int Start, IReadOnlyList<string> Choices);
