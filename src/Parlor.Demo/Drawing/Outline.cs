namespace Parlor.Demo.Drawing;

/// <summary>A closed outline, flattened into straight pieces that are too short to be seen as such.</summary>
internal sealed class Outline
{
    private const int PiecesOfCurve = 24;

    private const int PiecesOfEllipse = 96;

    private readonly List<(double X, double Y)> _points = [];

    public IReadOnlyList<(double X, double Y)> Points => _points;

    public static Outline Ellipse(double x, double y, double radiusX, double radiusY)
    {
        var outline = new Outline();
        for (var i = 0; i < PiecesOfEllipse; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / PiecesOfEllipse);
            outline._points.Add((x + (radiusX * cos), y + (radiusY * sin)));
        }

        return outline;
    }

    public static Outline Circle(double x, double y, double radius) => Ellipse(x, y, radius, radius);

    public static Outline Rectangle(double left, double top, double right, double bottom) =>
        From(left, top).To(right, top).To(right, bottom).To(left, bottom);

    public static Outline From(double x, double y)
    {
        var outline = new Outline();
        outline._points.Add((x, y));
        return outline;
    }

    public Outline To(double x, double y)
    {
        _points.Add((x, y));
        return this;
    }

    /// <summary>A cubic Bézier curve from where the outline is.</summary>
    public Outline Curve(double x1, double y1, double x2, double y2, double x, double y)
    {
        var (x0, y0) = _points[^1];
        for (var i = 1; i <= PiecesOfCurve; i++)
        {
            var t = (double)i / PiecesOfCurve;
            var (a, b, c, d) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t);
            _points.Add(((a * x0) + (b * x1) + (c * x2) + (d * x), (a * y0) + (b * y1) + (c * y2) + (d * y)));
        }

        return this;
    }

    /// <summary>The outline and its mirror image at the vertical line through <paramref name="x"/>.</summary>
    public Outline[] Mirrored(double x)
    {
        var other = new Outline();
        foreach (var point in _points)
            other._points.Add(((2 * x) - point.X, point.Y));
        return [this, other];
    }
}
