namespace Parlor.Server.Pictures;

/// <summary>Whoever refers to pictures, and so says which are still needed.</summary>
public interface IPictureKeeper
{
    /// <summary>The addresses of all pictures that something refers to.</summary>
    IEnumerable<string> PicturesInUse();
}

/// <summary>
/// Removes pictures that nothing refers to: a process that ended between keeping a picture and storing its address, or between storing
/// another and removing this one, has left such a file behind. Done at each start, when nobody changes pictures.
/// </summary>
public sealed partial class PictureSweep(PictureFiles files, IEnumerable<IPictureKeeper> keepers, TimeProvider clock, ILogger<PictureSweep> log)
{
    /// <summary>Files that one start looks at, at most; the next one goes on.</summary>
    public const int MostAtOnce = 100_000;

    /// <summary>A picture whose address is being stored is younger, whatever else starts meanwhile.</summary>
    public static readonly TimeSpan Spared = TimeSpan.FromHours(1);

    public void Execute()
    {
        var old = files.Addresses(before: clock.GetUtcNow() - Spared).Take(MostAtOnce).ToHashSet(StringComparer.Ordinal);
        if (old.Count == 0)
            return;
        foreach (var keeper in keepers)
            old.ExceptWith(keeper.PicturesInUse());
        foreach (var address in old)
            files.Remove(address);
        if (old.Count > 0)
            LogSwept(old.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} pictures that nothing refers to")]
    private partial void LogSwept(int count);
}
