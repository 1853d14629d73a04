namespace Parlor.Demo.Drawing;

/// <summary>A colour of sRGB, with how much of it covers what is below.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue, double Alpha = 1)
{
    /// <summary>From <c>#rrggbb</c>.</summary>
    public static Colour Parse(string hex)
    {
        var value = Convert.ToInt32(hex[1..], 16);
        return new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    public Colour With(double alpha) => this with { Alpha = alpha };

    /// <summary>Towards black, or with a negative share towards white.</summary>
    public Colour Darker(double share) => share >= 0 ? Mixed(new Colour(0, 0, 0), share) : Mixed(new Colour(255, 255, 255), -share);

    public Colour Mixed(Colour other, double share) => new(
        Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share), Alpha);

    private static byte Mix(byte one, byte other, double share) => (byte)Math.Clamp(Math.Round(one + ((other - one) * share)), 0, 255);
}
