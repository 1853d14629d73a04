namespace Parlor.Bench.Servers;

/// <summary>A server that cases run against: made ready once, then started afresh for every single measurement.</summary>
internal abstract class Contender
{
    /// <summary>What the tables call it.</summary>
    public abstract string Name { get; }

    /// <summary>What takes long and need not be measured: builds, packages, accounts.</summary>
    public virtual Task PrepareAsync() => Task.CompletedTask;
}
