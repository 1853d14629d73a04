using Parlor.Server.Accounts;

namespace Parlor.Server.Tests.Accounts;

public sealed class PasswordWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_comes_while_the_queue_is_full_is_refused_and_those_in_it_are_served()
    {
        using var work = new PasswordWork();
        var gate = new TaskCompletionSource();
        var slots = Math.Max(1, Environment.ProcessorCount - 1);
        var served = Enumerable.Range(0, slots + PasswordWork.QueueLength).Select(i => work.Run(async () =>
        {
            await gate.Task;
            return i;
        })).ToList();

        var refused = await Assert.ThrowsAsync<Problem>(() => work.Run(() => Task.FromResult(0)));
        Assert.Equal(ProblemCode.Unavailable, refused.Code);

        gate.SetResult();
        Assert.Equal(Enumerable.Range(0, served.Count), await Task.WhenAll(served).WaitAsync(Patience));
    }

    [Fact]
    public async Task Work_that_fails_makes_room_for_the_next()
    {
        using var work = new PasswordWork();
        for (var i = 0; i < Environment.ProcessorCount + 1; i++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => work.Run<int>(() => throw new InvalidOperationException()));
        Assert.Equal(7, await work.Run(() => Task.FromResult(7)).WaitAsync(Patience));
    }
}
