using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.SocketIO.Packets;

/// <summary>What is read whatever the application's options know.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonContext : JsonSerializerContext;
