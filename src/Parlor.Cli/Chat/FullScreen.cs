using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Parlor.Cli.Chat;

/// <summary><c>parlor chat</c> on a terminal: keys come in, pictures go out.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FullScreen : IDisposable
{
    /// <summary>An escape that nothing follows for so long is the key.</summary>
    private static readonly TimeSpan EscapeWait = TimeSpan.FromMilliseconds(50);

    /// <summary>So many updates are taken before the picture is drawn.</summary>
    private const int MostAtOnce = 256;

    private readonly Loop _loop = new();
    private readonly KeyDecoder _keys = new();
    private readonly Scroll _scroll = new();
    private readonly LineEditor _editor = new();
    private readonly ChatModel _model;
    private readonly ChatClient _client;
    private readonly ChatView _view;
    private readonly ChatSession _session;
    private readonly Commands _commands;
    private readonly string? _first;
    private readonly CancellationToken _cancel;
    private int _drawnWidth = 80;

    public FullScreen(ChatClient client, ChatModel model, ChatApi api, ChatOptions options, CancellationToken cancel)
    {
        (_client, _model, _first, _cancel) = (client, model, options.Room, cancel);
        _view = new ChatView(model, _editor, _scroll, TimeProvider.System);
        _session = new ChatSession(client, model, api, _view, _scroll, TimeProvider.System, cancel);
        _commands = new Commands(_session);
        _editor.Complete = new Completer(model, _commands).Complete;
    }

    /// <exception cref="ChatProblem">The session is over.</exception>
    public async Task Run()
    {
        using var terminal = Terminal.Open();
        var screen = new Screen(UsesColour);
        using var resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _loop.Wake());
        using var continued = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => _loop.Post(_ =>
        {
            terminal.Resume();
            screen.Invalidate();
        }, state: null));
        using var second = new Timer(_ => _ = _loop.Bring(_session.Activity.Tick), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        new Thread(ReadKeys) { IsBackground = true, Name = "Keys" }.Start();
        var updates = Task.Run(TakeUpdates, _cancel);
        // Drawing and all that the session does stay on one thread.
        var drawing = Task.Factory.StartNew(() => _loop.Run(() => Draw(terminal, screen), _cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(updates, drawing) == updates)
            _loop.Stop();
        await drawing;
        if (updates.IsFaulted)
            await updates;
    }

    public void Dispose() => _loop.Dispose();

    /// <summary>Colours unless somebody does not want them (no-color.org), or the terminal has none.</summary>
    private static bool UsesColour =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb" or "vt100" or "vt220");

    private void Draw(Terminal terminal, Screen screen)
    {
        if (_session.Writing.IsOver)
        {
            _loop.Stop();
            return;
        }

        var (width, height) = Terminal.Size();
        _drawnWidth = width;
        _session.Read();
        _view.Draw(screen, width, height);
        terminal.Write(screen.Flush());
    }

    private async Task TakeUpdates()
    {
        while (await _client.Updates.WaitToReadAsync(_cancel))
        {
            await _loop.Bring(() =>
            {
                for (var i = 0; i < MostAtOnce && _client.Updates.TryRead(out var update); i++)
                    _session.Apply(update, _first);
            });
        }
    }

    private void ReadKeys()
    {
        using var input = Terminal.OpenInput();
        using var flush = new Timer(_ => _ = _loop.Bring(() => Press(_keys.Flush())));
        var buffer = new byte[1024];
        try
        {
            while (input.Read(buffer) is > 0 and var read)
            {
                var bytes = buffer[..read];
                flush.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _loop.Bring(() =>
                {
                    Press(_keys.Decode(bytes));
                    if (_keys.IsWaiting)
                        flush.Change(EscapeWait, Timeout.InfiniteTimeSpan);
                }).Wait(_cancel);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The terminal is gone, or the program ends.
        }

        _ = _loop.Bring(_session.Writing.Quit);
    }

    private void Press(IReadOnlyList<Key> keys)
    {
        foreach (var key in keys)
            Press(key);
    }

    private void Press(Key key)
    {
        _view.Notice = "";
        switch (key)
        {
            case { Control: true, Text: "c" }: Quit(); break;
            case { Control: true, Text: "d" } when _editor.Text.Length == 0: _session.Writing.Quit(); break;
            case { Name: KeyName.PageUp }: Scroll(_view.TimelineHeight - 1); break;
            case { Name: KeyName.PageDown }: Scroll(1 - _view.TimelineHeight); break;
            case { Name: KeyName.Up, Alt: true }: _session.Step(-1); break;
            case { Name: KeyName.Down, Alt: true }: _session.Step(1); break;
            case { Name: KeyName.Text, Alt: true, Text: [>= '1' and <= '9' and var digit] }: Jump(digit - '1'); break;
            case { Name: KeyName.Text, Alt: true, Text: "a" }: _session.NextUnread(); break;
            case { Name: KeyName.Escape }: _scroll.ToEnd(); break;
            default: Write(key); break;
        }
    }

    private void Write(Key key)
    {
        if (_editor.Press(key) is { } line)
            _ = _commands.Enter(line);
        else
            _session.Activity.Touched(typing: _editor.Text.Length > 0 && !_editor.Text.StartsWith('/'));
    }

    /// <summary>Ctrl+C takes back what is written; with nothing written, it ends the program.</summary>
    private void Quit()
    {
        if (_editor.Text.Length > 0)
            _editor.Replace("");
        else
            _session.Writing.Quit();
    }

    private void Jump(int place)
    {
        if (place < _model.Rooms.Count)
            _session.Open(_model.Rooms[place]);
    }

    private void Scroll(int rows)
    {
        if (_model.Current is not { } room || _view.TimelineOf(_drawnWidth) is not { } timeline)
            return;
        _scroll.Move(rows, room, timeline, _view.TimelineHeight);
        if (rows > 0 && _scroll.IsNearStart(room, timeline, _view.TimelineHeight))
            _ = _session.Try(() => _session.LoadOlder(room));
    }
}
