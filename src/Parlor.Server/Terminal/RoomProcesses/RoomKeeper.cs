using Parlor.Server.Data;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>How a room's process is.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WireEnum<RoomProcessState>))]
internal enum RoomProcessState
{
    /// <summary>It has been started and does not listen yet.</summary>
    Starting,

    /// <summary>It serves its port.</summary>
    Running,

    /// <summary>It has ended, and is started again after a while.</summary>
    Waiting,
}

/// <summary>
/// Keeps the process of one room alive: one that ends is started again, at once the first time, and then after longer and longer pauses
/// unless it lived for a minute.
/// </summary>
internal sealed partial class RoomKeeper(
    long roomId, string listen, LinkDoor door, RoomFrontServices services, LaunchRoom launch, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A process that lived so long is well; what ended it is not what ended the one before.</summary>
    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(1);

    /// <summary>How long a process has to link up, and to end when it is told to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LinkLimit = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task _keeping = Task.CompletedTask;
    private RoomFront? _front;
    private IRoomProcess? _process;
    private RoomProcessState _state;
    private Timestamp _startedAt;
    private string? _problem;
    private int _restarts;

    public long RoomId { get; } = roomId;

    /// <summary>Where it is to listen, as the operator has written it.</summary>
    public string Listen { get; } = listen;

    /// <summary>Where it listens; null before it does. Its port is known there even where the system was to choose one.</summary>
    public string? Address { get; private set; }

    /// <summary>How the process is now.</summary>
    public RoomProcessStatus Status
    {
        get
        {
            lock (_lock)
            {
                var isAlive = _state != RoomProcessState.Waiting;
                return new RoomProcessStatus(
                    _state, isAlive ? _process?.Id : null, _front?.Connections ?? 0, isAlive && _process is not null ? _startedAt : null, _restarts, _problem);
            }
        }
    }

    public void Start() => _keeping = Task.Run(Keep);

    /// <summary>Ends the process and starts it no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        _stop.Dispose();
    }

    private async Task Keep()
    {
        var pause = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            var begun = clock.GetTimestamp();
            try
            {
                await LiveOnce();
            }
            catch (Exception failure)
            {
                // Whatever it was, the room is to come back.
                SetState(RoomProcessState.Waiting, failure.Message);
                LogFailure(failure, RoomId);
            }

            if (_stop.IsCancellationRequested)
                return;
            pause = clock.GetElapsedTime(begun) >= LongLife ? TimeSpan.Zero : pause;
            SetState(RoomProcessState.Waiting, Status.Problem);
            LogEnded(RoomId, pause);
            try
            {
                await Task.Delay(pause, clock, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            lock (_lock)
                _restarts++;
        }
    }

    /// <summary>One life of the process, from start to end.</summary>
    private async Task LiveOnce()
    {
        var (secret, linked) = door.Expect();
        using var process = launch(door.Path, secret, Listen);
        lock (_lock)
            (_process, _startedAt, _state) = (process, Timestamp.Now(clock), RoomProcessState.Starting);
        try
        {
            await Task.WhenAny(linked, process.Ended, Task.Delay(LinkLimit, _stop.Token));
            door.Forget(secret);
            if (linked.IsCompletedSuccessfully)
                await Serve(await linked);
        }
        finally
        {
            // It ends by itself when its link does.
            if (await Task.WhenAny(process.Ended, Task.Delay(Patience)) != process.Ended)
                process.Kill();
            await process.Ended;
            lock (_lock)
                (_process, _front, Address) = (null, null, null);
        }
    }

    private async Task Serve(RoomLink link)
    {
        await using (link)
        {
            var front = new RoomFront(RoomId, link, services) { Reported = Report };
            lock (_lock)
                _front = front;
            try
            {
                await front.Run(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                // The room is given up, or the server stops.
            }
            catch (LinkException wrong)
            {
                LogLink(RoomId, wrong.Message);
            }
        }
    }

    private void Report(RoomFront front, LinkFrame frame)
    {
        var text = RoomFront.Text(frame);
        if (frame.Type == LinkFrameType.Failed)
        {
            SetState(RoomProcessState.Starting, text);
            LogFailed(RoomId, Listen, text);
            return;
        }

        Address = text;
        SetState(RoomProcessState.Running, problem: null);
    }

    private void SetState(RoomProcessState state, string? problem)
    {
        lock (_lock)
            (_state, _problem) = (state, problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process of room {Room} has ended; it is started again after {Pause}")]
    private partial void LogEnded(long room, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The process of room {Room} could not be kept")]
    private partial void LogFailure(Exception failure, long room);

    [LoggerMessage(Level = LogLevel.Error, Message = "The process of room {Room} broke the rules of the link: {Reason}")]
    private partial void LogLink(long room, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The process of room {Room} cannot listen at {Address}: {Reason}")]
    private partial void LogFailed(long room, string address, string reason);
}

/// <summary>How a room's process is.</summary>
/// <param name="State">Whether it runs.</param>
/// <param name="Pid">Its number among the processes of the machine; null while there is none.</param>
/// <param name="Connections">Clients that it has.</param>
/// <param name="StartedAt">Since when it runs.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="Problem">What keeps it from listening, if anything.</param>
internal sealed record RoomProcessStatus(
    RoomProcessState State, int? Pid, int Connections, Timestamp? StartedAt, int Restarts, string? Problem);
