namespace Parlor.Demo.Drawing;

/// <summary>Draws people, from the back to the front.</summary>
internal static class Portrait
{
    /// <summary>Pixels of a side; the drawing's own measure, too.</summary>
    private const int Side = 256;

    private const double Middle = Side / 2.0;

    /// <summary>A picture in PNG.</summary>
    public static byte[] Draw(Look look, Dice dice)
    {
        var canvas = new Canvas(Side);
        canvas.Fill(look.Ground, Outline.Rectangle(0, 0, Side, Side));
        canvas.Fill(look.Ground.Darker(-0.35).With(0.6), Outline.Circle(dice.Between(40, 216), dice.Between(30, 110), dice.Between(70, 120)));

        Hair.Behind(canvas, look);
        Body(canvas, look);
        Head(canvas, look);
        Face(canvas, look, dice);
        if (look.HasBeard)
            Beard(canvas, look);
        Mouth(canvas, look, dice);
        Hair.InFront(canvas, look);
        if (look.HasGlasses)
            Glasses(canvas, look);
        return Png.Encode(canvas);
    }

    private static void Body(Canvas canvas, Look look)
    {
        canvas.Fill(look.Shirt, Outline.From(24, 262).Curve(28, 210, 66, 204, 104, 192).To(152, 192).Curve(190, 204, 228, 210, 232, 262));
        canvas.Fill(look.Skin.Darker(0.14), Outline.From(106, 150).To(150, 150).To(150, 190).Curve(150, 214, 106, 214, 106, 190));
        canvas.Fill(look.Shirt.Darker(0.18), Outline.From(100, 190).Curve(100, 226, 156, 226, 156, 190).To(164, 194).Curve(162, 238, 94, 238, 92, 194));
    }

    private static void Head(Canvas canvas, Look look)
    {
        foreach (var ear in Outline.Ellipse(80, 122, 10, 15).Mirrored(Middle))
            canvas.Fill(look.Skin.Darker(0.08), ear);
        canvas.Fill(look.Skin, Outline.From(80, 108)
            .Curve(80, 40, 176, 40, 176, 108)
            .Curve(176, 152, 154, 178, 128, 178)
            .Curve(102, 178, 80, 152, 80, 108));
    }

    private static void Face(Canvas canvas, Look look, Dice dice)
    {
        var (apart, height) = (dice.Between(20.0, 23.0), dice.Between(112.0, 117.0));
        var ink = new Colour(38, 30, 32);
        foreach (var cheek in Outline.Ellipse(Middle - 30, 140, 11, 8).Mirrored(Middle))
            canvas.Fill(new Colour(222, 92, 84, 0.16), cheek);
        foreach (var eye in Outline.Ellipse(Middle - apart, height, 4.6, dice.Between(5.2, 6.0)).Mirrored(Middle))
            canvas.Fill(ink, eye);
        foreach (var eye in (double[])[Middle - apart, Middle + apart])
            canvas.Fill(new Colour(255, 255, 255, 0.9), Outline.Circle(eye + 1.6, height - 2, 1.5));

        var lift = dice.Between(-1.5, 2.5);
        var brow = Outline.From(Middle - apart - 10, height - 13).Curve(
            Middle - apart - 4, height - 18 - lift, Middle - apart + 5, height - 18 - lift, Middle - apart + 9, height - 13);
        brow.Curve(Middle - apart + 5, height - 14 - lift, Middle - apart - 4, height - 14 - lift, Middle - apart - 10, height - 10);
        canvas.Fill((look.Style == HairStyle.Scarf ? ink : look.Hair.Darker(0.25)).With(0.9), brow.Mirrored(Middle));

        canvas.Fill(look.Skin.Darker(0.2), Outline.From(128, height + 4).Curve(124, height + 14, 119, height + 22, 123, height + 25)
            .Curve(126, height + 27, 130, height + 27, 133, height + 25).Curve(128, height + 24, 126, height + 22, 128, height + 4));
        for (var i = 0; look.HasFreckles && i < 14; i++)
        {
            var (x, y) = (dice.Between(12, 34), dice.Between(128, 142));
            canvas.Fill(look.Skin.Darker(0.28).With(0.55), Outline.Circle(Middle + (i % 2 == 0 ? x : -x), y, 1.3));
        }
    }

    private static void Mouth(Canvas canvas, Look look, Dice dice)
    {
        var (width, depth) = (dice.Between(12.0, 17.0), dice.Between(7.0, 13.0));
        var lip = look.Skin.Mixed(new Colour(150, 40, 48), 0.55);
        if (dice.Chance(0.4))
        {
            var smile = Outline.From(Middle - width, 150).Curve(Middle - 8, 153, Middle + 8, 153, Middle + width, 150)
                .Curve(Middle + 10, 152 + depth, Middle - 10, 152 + depth, Middle - width, 150);
            canvas.Fill(lip.Darker(0.25), smile);
            canvas.Fill(new Colour(255, 252, 246), Outline.From(Middle - width + 3, 151).Curve(Middle - 7, 153.5, Middle + 7, 153.5, Middle + width - 3, 151)
                .Curve(Middle + 8, 156, Middle - 8, 156, Middle - width + 3, 151));
            return;
        }

        canvas.Fill(lip, Outline.From(Middle - width, 150).Curve(Middle - 8, 150 + depth, Middle + 8, 150 + depth, Middle + width, 150)
            .Curve(Middle + 8, 154 + depth, Middle - 8, 154 + depth, Middle - width, 150));
    }

    private static void Beard(Canvas canvas, Look look)
    {
        canvas.Fill(look.Hair, Outline.From(79, 112).Curve(84, 132, 98, 140, 110, 141).Curve(122, 137, 134, 137, 146, 141)
            .Curve(158, 140, 172, 132, 177, 112).Curve(180, 158, 158, 190, 128, 190).Curve(98, 190, 76, 158, 79, 112));
        canvas.Fill(look.Skin, Outline.Ellipse(Middle, 154, 18, 8));
    }

    private static void Glasses(Canvas canvas, Look look)
    {
        var frame = look.Shirt.Darker(0.45);
        foreach (var lens in Outline.Circle(106, 115, 17).Mirrored(Middle))
            canvas.Fill(new Colour(255, 255, 255, 0.22), lens);
        // A ring is a circle whose inside is walked the other way, so that it stays empty.
        foreach (var ring in Ring(106, 115, 17, 14).Mirrored(Middle))
            canvas.Fill(frame, ring);
        canvas.Fill(frame, Outline.From(121, 111).Curve(125, 108, 131, 108, 135, 111).To(135, 114).Curve(131, 111, 125, 111, 121, 114));
        foreach (var arm in Outline.From(90, 111).To(78, 108).To(78, 111).To(90, 115).Mirrored(Middle))
            canvas.Fill(frame, arm);
    }

    private static Outline Ring(double x, double y, double outer, double inner)
    {
        var ring = Outline.From(x + outer, y);
        foreach (var point in Outline.Circle(x, y, outer).Points.Append((x + outer, y)))
            ring.To(point.Item1, point.Item2);
        foreach (var point in Outline.Circle(x, y, inner).Points.Append((x + inner, y)).Reverse())
            ring.To(point.Item1, point.Item2);
        return ring;
    }
}
