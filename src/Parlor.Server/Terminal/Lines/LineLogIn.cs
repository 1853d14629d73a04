using Parlor.Server.Accounts;
using Parlor.Server.Accounts.TwoFactor;

namespace Parlor.Server.Terminal.Lines;

/// <summary>
/// Finds out who is at a terminal, question by question: <c>Name:</c>, <c>Password:</c>, and a code where the account asks for one. All of
/// it in one line goes too (<c>/login NAME PASSWORD</c>), for scripts.
/// </summary>
internal sealed class LineLogIn(LineServices services, LineTerminal terminal)
{
    /// <summary>What goes wrong before the connection is ended.</summary>
    private const int MostFailures = 3;

    private readonly Client _client = new(terminal.Client.Address, LineHandler.Name);

    private Func<string, Task> _next = _ => Task.CompletedTask;
    private NewAccount _new = new(null, null, null, null);
    private int _failures;

    /// <summary>Who it is, once that is known.</summary>
    public SignedIn? SignedIn { get; private set; }

    /// <summary>Whether they are here without an account.</summary>
    public bool IsGuest { get; private set; }

    public void Greet()
    {
        terminal.Say($"Welcome to {services.LiveSettings.Now.Name}.");
        terminal.Say($"Type your name to log in, or /signup for a new account{(services.Settings.Lines.Guests ? ", or /guest NAME to look around" : "")}.");
        AskName();
    }

    /// <summary>What was typed next.</summary>
    public async Task Take(string typed)
    {
        try
        {
            await _next(typed);
        }
        catch (Problem problem)
        {
            terminal.Complain(problem.Message);
            if (++_failures < MostFailures)
                AskName();
            else
                terminal.Client.Close();
        }
    }

    private void AskName() => Ask("Name", hidden: false, TakeName);

    private void Ask(string what, bool hidden, Func<string, Task> next)
    {
        terminal.Ask(what, hidden);
        _next = !hidden ? next : typed =>
        {
            terminal.ShowAgain();
            return next(typed);
        };
    }

    private Task TakeName(string typed)
    {
        var name = typed.Trim();
        if (name.Length == 0)
            AskName();
        else if (name[0] == '/')
            return Command(name);
        else
            Ask("Password", hidden: true, password => LogIn(name, password));
        return Task.CompletedTask;
    }

    private Task Command(string typed)
    {
        var words = typed.Split(' ', 2, StringSplitOptions.TrimEntries);
        var arguments = new Arguments(words.Length > 1 ? words[1] : "", "/login NAME PASSWORD");
        switch (words[0].ToUpperInvariant())
        {
            case "/LOGIN":
                return LogIn(arguments.Word(), arguments.Text());
            case "/SIGNUP":
                return SignUp(arguments);
            case "/GUEST":
                return Guest(arguments.TryText());
            case "/QUIT":
                terminal.Say("Goodbye.");
                terminal.Client.Close();
                return Task.CompletedTask;
            case "/HELP":
                terminal.Say("/login NAME PASSWORD | /signup [NAME [PASSWORD [INVITATION]]] | /guest NAME | /quit");
                AskName();
                return Task.CompletedTask;
            default:
                throw Problem.Invalid("command", "Log in first; /help says how.");
        }
    }

    private async Task LogIn(string name, string password)
    {
        var entered = await services.Door.LogIn.Execute(name, password, _client);
        if (entered.SecondStep is { } step)
            Ask("Code", hidden: false, code => FinishSecondStep(step.Ticket, code));
        SignedIn = entered.SignedIn;
    }

    private async Task FinishSecondStep(string ticket, string typed)
    {
        var code = typed.Trim();
        // Those of the app are six digits; those to fall back on are longer.
        var factor = code.Length <= Totp.Digits + 1 ? new SecondFactor(code, null) : new SecondFactor(null, code);
        var user = await services.Door.SecondStep.Finish(ticket, factor, _client);
        SignedIn = await services.Door.Entrance.Open(user, _client);
    }

    private Task SignUp(Arguments arguments)
    {
        var (name, password) = (arguments.TryWord(), arguments.TryWord());
        _new = new NewAccount(name, password, null, null, arguments.TryWord());
        if (name is null)
            Ask("New name", hidden: false, typed => SetName(typed.Trim()));
        else if (password is null)
            return SetName(name);
        else
            return FinishSignUp();
        return Task.CompletedTask;
    }

    private Task SetName(string name)
    {
        // Wrong ones are told now, before a password is thought of.
        _new = _new with { Username = AccountRules.Username(name) };
        Ask("New password", hidden: true, SetPassword);
        return Task.CompletedTask;
    }

    private Task SetPassword(string password)
    {
        _new = _new with { Password = password };
        if (services.LiveSettings.Now.SignUp is not "invitation")
            return FinishSignUp();
        Ask("Invitation", hidden: false, typed =>
        {
            _new = _new with { Invite = typed.Trim() };
            return FinishSignUp();
        });
        return Task.CompletedTask;
    }

    private async Task FinishSignUp() => SignedIn = await services.Door.SignUp.Execute(_new, _client);

    private async Task Guest(string name)
    {
        if (!services.Settings.Lines.Guests)
            throw Problem.Forbidden("Guests are not let in here; /signup makes an account.");
        SignedIn = await services.Door.Guests.Enter(name, _client);
        IsGuest = true;
    }
}
