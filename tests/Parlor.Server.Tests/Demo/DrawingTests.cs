using Parlor.Demo;
using Parlor.Demo.Drawing;
using Parlor.Server.Pictures;

namespace Parlor.Server.Tests.Demo;

public sealed class DrawingTests
{
    [Theory]
    [InlineData("2 blond waves")]
    [InlineData("7 black afro")]
    [InlineData("4 black scarf glasses")]
    [InlineData("3 black parted beard")]
    public void A_portrait_is_a_picture_that_the_server_takes_and_the_same_each_time(string look)
    {
        var drawn = Draw(look);
        Assert.Equal(("png", 256, 256), PictureFormat.Of(drawn));
        Assert.True(drawn.Length < Picture.LargestFile / 4, $"{drawn.Length} bytes");
        Assert.Equal(drawn, Draw(look));
    }

    [Fact]
    public void What_an_outline_covers_half_is_half_its_colour()
    {
        var canvas = new Canvas(4);
        canvas.Fill(new Colour(200, 100, 50), Outline.Rectangle(0, 0, 1.5, 2));
        Assert.Equal([200, 100, 50, 100, 50, 25, 0, 0, 0], canvas.Pixels[..9].ToArray());
        Assert.Equal(0, canvas.Pixels[4 * 3 * 2]);
    }

    private static byte[] Draw(string look) => Portrait.Draw(Look.Parse(look, Dice.For(1, "look")), Dice.For(1, "face"));
}
