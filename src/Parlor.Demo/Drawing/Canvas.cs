namespace Parlor.Demo.Drawing;

/// <summary>
/// A square picture that outlines are filled into, one over the other. Each row of pixels is looked at in several lines; in a line what
/// an outline covers of each pixel is exact, so edges come out smooth.
/// </summary>
internal sealed class Canvas(int side)
{
    private const int LinesInRow = 5;

    private readonly byte[] _pixels = new byte[side * side * 3];
    private readonly double[] _coverage = new double[side];
    private readonly List<double> _crossings = [];

    public int Side => side;

    /// <summary>Red, green and blue of each pixel, row after row.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    public void Fill(Colour colour, params ReadOnlySpan<Outline> outlines)
    {
        foreach (var outline in outlines)
            FillOne(colour, outline);
    }

    private void FillOne(Colour colour, Outline outline)
    {
        var top = Math.Max(0, (int)Math.Floor(outline.Points.Min(point => point.Y)));
        var bottom = Math.Min(side - 1, (int)Math.Ceiling(outline.Points.Max(point => point.Y)));
        for (var row = top; row <= bottom; row++)
        {
            Array.Clear(_coverage);
            for (var line = 0; line < LinesInRow; line++)
                Cover(outline, row + ((line + 0.5) / LinesInRow));
            Blend(colour, row);
        }
    }

    private void Cover(Outline outline, double y)
    {
        _crossings.Clear();
        var (x0, y0) = outline.Points[^1];
        foreach (var (x1, y1) in outline.Points)
        {
            if (y0 <= y != y1 <= y)
                _crossings.Add(x0 + ((y - y0) / (y1 - y0) * (x1 - x0)));
            (x0, y0) = (x1, y1);
        }

        _crossings.Sort();
        for (var i = 0; i + 1 < _crossings.Count; i += 2)
            Cover(Math.Clamp(_crossings[i], 0, side), Math.Clamp(_crossings[i + 1], 0, side));
    }

    private void Cover(double from, double to)
    {
        for (var pixel = (int)from; pixel < Math.Min(side, Math.Ceiling(to)); pixel++)
            _coverage[pixel] += (Math.Min(to, pixel + 1) - Math.Max(from, pixel)) / LinesInRow;
    }

    private void Blend(Colour colour, int row)
    {
        var pixels = _pixels.AsSpan(row * side * 3, side * 3);
        for (var x = 0; x < side; x++)
        {
            var alpha = Math.Min(1, _coverage[x]) * colour.Alpha;
            if (alpha <= 0)
                continue;
            var pixel = pixels.Slice(x * 3, 3);
            pixel[0] = Mix(pixel[0], colour.Red, alpha);
            pixel[1] = Mix(pixel[1], colour.Green, alpha);
            pixel[2] = Mix(pixel[2], colour.Blue, alpha);
        }
    }

    private static byte Mix(byte below, byte above, double alpha) => (byte)Math.Round(below + ((above - below) * alpha));
}
