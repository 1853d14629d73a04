using System.Text;

namespace Parlor.Cli.Chat;

/// <summary>
/// What the terminal shows, as a grid of cells. Views write into it; <see cref="Flush"/> gives the control sequences (ECMA-48) that make the
/// terminal show it, and only for what has changed since the last time.
/// </summary>
internal sealed class Screen(bool colour = true)
{
    private static readonly Cell Blank = new(" ", Style.Plain);

    private Cell[] _cells = [];
    private Cell[] _shown = [];
    private bool _stale = true;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Where the cursor is to stand.</summary>
    public (int Row, int Column) Cursor { get; set; }

    /// <summary>Begins a picture of this size; everything is blank.</summary>
    public void Begin(int width, int height)
    {
        if (width != Width || height != Height)
        {
            (Width, Height) = (width, height);
            _cells = new Cell[width * height];
            _shown = new Cell[width * height];
            _stale = true;
        }

        Array.Fill(_cells, Blank);
    }

    /// <summary>The terminal's content is not known any more: the next flush writes all.</summary>
    public void Invalidate() => _stale = true;

    /// <summary>Writes a line of text, cut at the width given or at the edge.</summary>
    /// <returns>The column after it.</returns>
    public int Write(int row, int column, string text, Style style = default, int width = int.MaxValue)
    {
        if (row < 0 || row >= Height)
            return column;
        var end = (int)Math.Min(Width, (long)column + width);
        foreach (var character in CellWidth.Characters(text))
        {
            var cells = CellWidth.OfCharacter(character);
            if (cells == 0)
                continue;
            if (column + cells > end)
                break;
            Put(row, column, new Cell(character, style));
            if (cells == 2)
                Put(row, column + 1, new Cell("", style));
            column += cells;
        }

        return column;
    }

    /// <summary>Gives a part of a row a look, and blanks it.</summary>
    public void Fill(int row, int column, int width, Style style)
    {
        for (var i = 0; i < width && column + i < Width; i++)
            Put(row, column + i, new Cell(" ", style));
    }

    /// <summary>What the terminal is to be sent.</summary>
    public string Flush()
    {
        var output = new StringBuilder("\e[?25l");
        if (_stale)
            output.Append("\e[0m\e[2J");
        Style? style = null;
        for (var row = 0; row < Height; row++)
        {
            // Where the terminal's cursor is in this row; unknown at its beginning.
            var at = -1;
            for (var column = 0; column < Width; column++)
            {
                var i = (row * Width) + column;
                var cell = _cells[i];
                if (!_stale && cell == _shown[i])
                    continue;
                // The second half of a wide character is written with the first.
                if (cell.Text.Length == 0)
                    continue;
                if (at != column)
                    output.Append($"\e[{row + 1};{column + 1}H");
                if (style != cell.Style)
                    output.Append((style = cell.Style).Value.Sgr(colour));
                output.Append(cell.Text);
                // Terminals differ about the width of what is more than one code point: afterwards the place is said anew.
                at = cell.Text is [>= ' ' and <= '~'] ? column + 1 : -1;
            }
        }

        _stale = false;
        _cells.CopyTo(_shown, 0);
        return output.Append($"\e[0m\e[{Cursor.Row + 1};{Cursor.Column + 1}H\e[?25h").ToString();
    }

    /// <summary>The picture as text, a line for each row, without the spaces at the ends.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, Height)
        .Select(row => string.Concat(_cells.Skip(row * Width).Take(Width).Select(cell => cell.Text)).TrimEnd()));

    /// <summary>The look of one cell.</summary>
    public Style StyleAt(int row, int column) => _cells[(row * Width) + column].Style;

    private void Put(int row, int column, Cell cell)
    {
        if (row >= 0 && row < Height && column >= 0 && column < Width)
            _cells[(row * Width) + column] = cell;
    }

    /// <param name="Text">One character as people count them; empty for the second half of a wide one.</param>
    private readonly record struct Cell(string Text, Style Style);
}
