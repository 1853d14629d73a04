namespace Parlor.Demo.Drawing;

/// <summary>Draws pictures of rooms: a plain sign on a coloured ground.</summary>
internal static class Emblem
{
    private const int Side = 192;

    private static readonly Colour White = new(255, 255, 255, 0.95);

    /// <summary>A picture in PNG.</summary>
    /// <param name="sign"><c>waves</c>, <c>leaf</c>, <c>sun</c>, <c>hills</c>, <c>bubble</c>, <c>rings</c>, <c>bars</c> or <c>mast</c>.</param>
    /// <param name="colour">The ground's.</param>
    public static byte[] Draw(string sign, Colour colour)
    {
        var canvas = new Canvas(Side);
        canvas.Fill(colour, Outline.Rectangle(0, 0, Side, Side));
        canvas.Fill(colour.Darker(-0.25).With(0.35), Outline.Circle(150, 30, 90));
        switch (sign)
        {
            case "waves":
                foreach (var y in (double[])[68, 100, 132])
                    canvas.Fill(White, Wave(y, 11));
                break;
            case "leaf":
                canvas.Fill(White, Outline.From(46, 146).Curve(40, 80, 90, 40, 150, 44).Curve(154, 108, 116, 156, 46, 146));
                canvas.Fill(colour, Outline.From(40, 156).Curve(70, 120, 96, 96, 122, 74).Curve(98, 102, 76, 128, 50, 160));
                break;
            case "sun":
                canvas.Fill(White, Outline.Circle(96, 104, 34));
                canvas.Fill(White, Outline.Rectangle(36, 146, 156, 154));
                canvas.Fill(White, Outline.Rectangle(92, 34, 100, 58));
                canvas.Fill(White, Outline.From(46, 62).To(52, 56).To(66, 72).To(60, 78).Mirrored(96));
                break;
            case "hills":
                canvas.Fill(White, Outline.From(26, 144).To(78, 66).To(112, 116).To(128, 94).To(166, 144));
                canvas.Fill(White, Outline.Circle(136, 60, 14));
                break;
            case "bubble":
                canvas.Fill(White, Outline.Ellipse(96, 88, 60, 46), Outline.From(62, 120).To(56, 156).To(100, 130));
                foreach (var x in (double[])[70, 96, 122])
                    canvas.Fill(colour, Outline.Circle(x, 88, 8));
                break;
            case "rings":
                canvas.Fill(White, Outline.Circle(96, 96, 58));
                canvas.Fill(colour, Outline.Circle(96, 96, 44));
                canvas.Fill(White, Outline.Circle(96, 96, 28));
                canvas.Fill(colour, Outline.Circle(96, 96, 13));
                break;
            case "bars":
                canvas.Fill(White, Outline.Rectangle(46, 96, 70, 148), Outline.Rectangle(84, 70, 108, 148), Outline.Rectangle(122, 44, 146, 148));
                break;
            case "mast":
                canvas.Fill(White, Outline.From(92, 36).To(92, 124).To(40, 124), Outline.From(100, 52).Curve(136, 80, 148, 104, 150, 124).To(100, 124));
                canvas.Fill(White, Outline.From(36, 134).To(156, 134).Curve(146, 158, 128, 160, 120, 160).To(70, 160).Curve(58, 160, 44, 154, 36, 134));
                break;
            default:
                throw new ArgumentException($"There is no sign named {sign}.", nameof(sign));
        }

        return Png.Encode(canvas);
    }

    private static Outline Wave(double y, double thickness) => Outline.From(32, y)
        .Curve(54, y - 24, 74, y - 24, 96, y).Curve(118, y + 24, 138, y + 24, 160, y)
        .To(160, y + thickness).Curve(138, y + 24 + thickness, 118, y + 24 + thickness, 96, y + thickness)
        .Curve(74, y - 24 + thickness, 54, y - 24 + thickness, 32, y + thickness);
}
