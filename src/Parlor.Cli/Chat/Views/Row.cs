namespace Parlor.Cli.Chat;

/// <summary>A piece of a row.</summary>
internal readonly record struct Span(int Column, string Text, Style Style = default);

/// <summary>One row of a timeline.</summary>
internal sealed record Row(IReadOnlyList<Span> Spans)
{
    public static Row Of(int column, string text, Style style = default) => new([new Span(column, text, style)]);
}
