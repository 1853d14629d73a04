namespace Parlor.Server.Terminal.Irc;

/// <summary>How many clients and people there are, for LUSERS.</summary>
internal sealed class IrcCounts
{
    private int _unregistered;
    private int _mostPeople;

    /// <summary>Clients that are connected, and not registered yet.</summary>
    public int Unregistered => Volatile.Read(ref _unregistered);

    /// <summary>A client connects.</summary>
    public void Enter() => Interlocked.Increment(ref _unregistered);

    /// <summary>A client is registered, or goes without having been.</summary>
    public void Leave() => Interlocked.Decrement(ref _unregistered);

    /// <summary>The most people that there were at one time, as far as anybody looked; now there are so many.</summary>
    public int MostPeople(int now)
    {
        int most;
        do
            most = Volatile.Read(ref _mostPeople);
        while (most < now && Interlocked.CompareExchange(ref _mostPeople, now, most) != most);
        return Math.Max(most, now);
    }
}
