using Parlor.Server.Pictures;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Pictures;

public sealed class PictureFormatTests
{
    public static TheoryData<string, byte[]> Whole => new()
    {
        { "png 640 480", SmallPictures.Png(640, 480) },
        { "jpg 640 480", SmallPictures.Jpeg(640, 480) },
        { "webp 640 480", SmallPictures.Webp(640, 480) },
        { "webp 640 480", SmallPictures.LosslessWebp(640, 480) },
        { "webp 640 480", SmallPictures.ExtendedWebp(640, 480) },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_picture_is_known_by_its_bytes(string expected, byte[] bytes) =>
        Assert.Equal(expected, PictureFormat.Of(bytes) is var (extension, width, height) ? $"{extension} {width} {height}" : null);

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_part_of_one_is_none(string format, byte[] bytes)
    {
        // Behind the header that starts the scan, a JPEG says no more of how long it is.
        var needed = format.StartsWith("jpg", StringComparison.Ordinal) ? bytes.Length - 6 : bytes.Length - 4;
        for (var length = 0; length < needed; length++)
            Assert.Null(PictureFormat.Of(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Whatever_else_comes_is_none_and_does_no_harm()
    {
        var random = new Random(1);
        foreach (var whole in Whole.Select(row => row.Data.Item2))
        {
            for (var i = 0; i < 2_000; i++)
            {
                var bytes = whole.ToArray();
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                _ = PictureFormat.Of(bytes);
            }
        }

        Assert.Null(PictureFormat.Of("<svg xmlns='http://www.w3.org/2000/svg'/>"u8));
        Assert.Null(PictureFormat.Of("GIF89a\x01\x00\x01\x00"u8));
    }
}
