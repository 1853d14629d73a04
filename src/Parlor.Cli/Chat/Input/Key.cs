namespace Parlor.Cli.Chat;

/// <summary>A key with a name of its own; <see cref="Text"/> is for what is typed or pasted.</summary>
internal enum KeyName
{
    Text,
    Paste,
    Enter,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Other,
}

/// <summary>What somebody pressed.</summary>
/// <param name="Text">What was typed or pasted; with <paramref name="Control"/>, the letter.</param>
internal readonly record struct Key(KeyName Name, string Text = "", bool Alt = false, bool Control = false)
{
    public static Key Typed(string text) => new(KeyName.Text, text);

    public static Key Ctrl(char letter) => new(KeyName.Text, letter.ToString(), Control: true);
}
