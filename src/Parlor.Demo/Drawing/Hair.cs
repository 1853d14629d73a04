namespace Parlor.Demo.Drawing;

/// <summary>Hair, and what is worn in its place: what falls behind the shoulders, and what lies over the forehead.</summary>
internal static class Hair
{
    private const double Middle = 128;

    public static void Behind(Canvas canvas, Look look)
    {
        var colour = look.Hair.Darker(0.12);
        switch (look.Style)
        {
            case HairStyle.Afro:
                canvas.Fill(look.Hair, Outline.Ellipse(Middle, 92, 74, 70));
                break;
            case HairStyle.Curls:
                foreach (var (x, y) in ((double, double)[])[(74, 92), (70, 118), (182, 92), (186, 118), (84, 70), (172, 70)])
                    canvas.Fill(look.Hair, Outline.Circle(x, y, 20));
                break;
            case HairStyle.Bob:
                canvas.Fill(colour, Outline.From(70, 110).Curve(66, 30, 190, 30, 186, 110).Curve(190, 140, 188, 160, 182, 172).To(74, 172).Curve(68, 160, 66, 140, 70, 110));
                break;
            case HairStyle.Long:
                canvas.Fill(colour, Outline.From(72, 100).Curve(66, 30, 190, 30, 184, 100).Curve(190, 150, 194, 190, 196, 236).To(60, 236).Curve(62, 190, 66, 150, 72, 100));
                break;
            case HairStyle.Waves:
                canvas.Fill(colour, Outline.From(72, 100).Curve(60, 30, 196, 30, 184, 100).Curve(206, 128, 176, 150, 200, 176).Curve(214, 206, 178, 214, 186, 232)
                    .To(70, 232).Curve(78, 214, 42, 206, 56, 176).Curve(80, 150, 50, 128, 72, 100));
                break;
            case HairStyle.Bun:
                canvas.Fill(colour, Outline.Ellipse(Middle + 6, 34, 25, 23));
                break;
            case HairStyle.Scarf:
                canvas.Fill(colour, Outline.From(66, 110).Curve(60, 22, 196, 22, 190, 110).Curve(194, 160, 206, 190, 212, 222).To(44, 222).Curve(50, 190, 62, 160, 66, 110));
                break;
            default:
                break;
        }
    }

    public static void InFront(Canvas canvas, Look look)
    {
        var colour = look.Hair;
        switch (look.Style)
        {
            case HairStyle.Bald:
                canvas.Fill(new Colour(255, 255, 255, 0.16), Outline.Ellipse(112, 70, 16, 8));
                break;
            case HairStyle.Crop:
                canvas.Fill(colour, Outline.From(77, 108).Curve(70, 34, 186, 34, 179, 108).Curve(178, 96, 172, 84, 164, 80).Curve(142, 88, 114, 88, 92, 80).Curve(84, 84, 78, 96, 77, 108));
                break;
            case HairStyle.Parted:
                canvas.Fill(colour, Outline.From(76, 112).Curve(66, 30, 184, 22, 181, 108).Curve(178, 94, 174, 86, 166, 78).Curve(146, 86, 118, 82, 104, 66).Curve(100, 82, 84, 88, 76, 112));
                break;
            case HairStyle.Curls:
                foreach (var (x, y) in ((double, double)[])[(90, 66), (108, 56), (128, 53), (148, 56), (166, 66), (80, 84), (176, 84), (118, 68), (140, 68)])
                    canvas.Fill(colour, Outline.Circle(x, y, 17));
                break;
            case HairStyle.Afro:
                canvas.Fill(colour, Outline.From(76, 106).Curve(66, 40, 190, 40, 180, 106).Curve(172, 82, 160, 76, 128, 76).Curve(96, 76, 84, 82, 76, 106));
                break;
            case HairStyle.Bob:
                canvas.Fill(colour, Outline.From(74, 136).Curve(62, 30, 194, 30, 182, 136).Curve(176, 116, 174, 98, 168, 86).To(88, 86).Curve(82, 98, 80, 116, 74, 136));
                break;
            case HairStyle.Long:
                canvas.Fill(colour, Outline.From(72, 150).Curve(62, 28, 158, 36, 128, 58).Curve(112, 74, 90, 88, 84, 104).Curve(82, 120, 80, 140, 72, 150));
                canvas.Fill(colour, Outline.From(184, 150).Curve(194, 28, 116, 30, 122, 60).Curve(146, 74, 166, 88, 172, 104).Curve(174, 120, 176, 140, 184, 150));
                break;
            case HairStyle.Waves:
                canvas.Fill(colour, Outline.From(72, 140).Curve(60, 26, 176, 24, 150, 58).Curve(128, 66, 96, 82, 86, 96).Curve(84, 112, 82, 130, 72, 140));
                canvas.Fill(colour, Outline.From(184, 140).Curve(196, 30, 132, 28, 144, 58).Curve(160, 68, 170, 84, 172, 98).Curve(174, 112, 174, 130, 184, 140));
                break;
            case HairStyle.Bun:
                canvas.Fill(colour, Outline.From(77, 110).Curve(68, 32, 188, 32, 179, 110).Curve(174, 88, 158, 74, 128, 72).Curve(98, 74, 82, 88, 77, 110));
                break;
            case HairStyle.Scarf:
                canvas.Fill(colour, Outline.From(70, 130).Curve(58, 24, 198, 24, 186, 130).Curve(184, 164, 160, 184, 150, 190).Curve(176, 160, 178, 96, 128, 78)
                    .Curve(78, 96, 80, 160, 106, 190).Curve(96, 184, 72, 164, 70, 130));
                canvas.Fill(colour.Darker(0.1), Outline.From(84, 168).Curve(104, 196, 152, 196, 172, 168).Curve(186, 206, 176, 226, 128, 228).Curve(80, 226, 70, 206, 84, 168));
                break;
            default:
                break;
        }
    }
}
