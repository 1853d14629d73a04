// The classic chat: what one says, everyone reads, and who was away for a moment catches up.
// dotnet run --project samples/Chat, then open the address that it prints in two windows.
using Parlor.SocketIO;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddSocketIO(options => options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions());

WebApplication app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();

SocketIOServer io = app.MapSocketIO();
io.OnConnection(socket => socket.On("chat message", (string text) => io.Emit("chat message", text)));

app.Run();
