// The events that bench/Library speaks, on SignalR with its JSON protocol.
using Parlor.Bench.Hosts;

var builder = BenchHost.CreateBuilder(args);
builder.Services.AddSignalR();

var app = builder.Build();
app.MapMeasures();
app.MapHub<EventHub>("/events");
await app.RunAsync();
