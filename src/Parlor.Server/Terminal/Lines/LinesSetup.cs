using Parlor.Server.Data;

namespace Parlor.Server.Terminal.Lines;

internal static class LinesSetup
{
    public static void AddLines(this IServiceCollection services)
    {
        services.AddSingleton<RoomLabels>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<RoomLabels>());
        services.AddSingleton<ILineCommands, RoomCommands>();
        services.AddSingleton<ILineCommands, MessageCommands>();
        services.AddSingleton<ILineCommands, PeopleCommands>();
        services.AddSingleton<ILineCommands, ScreenCommands>();
        services.AddSingleton<LineCommandTable>();
        services.AddSingleton(provider => new Lazy<LineCommandTable>(provider.GetRequiredService<LineCommandTable>));
        services.AddSingleton<LineDoor>();
        services.AddSingleton<LineServices>();
        services.AddSingleton<LineHandler>();
        services.AddSingleton(provider => new TextProtocol(
            LineHandler.Name, provider.GetRequiredService<Settings>().Lines.Listen, provider.GetRequiredService<LineHandler>().Serve));
    }
}
