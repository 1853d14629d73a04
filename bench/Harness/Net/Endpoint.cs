using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Parlor.Bench.Net;

/// <summary>Where a server listens, and how its connections are to be made.</summary>
/// <param name="Address">on the loopback interface</param>
/// <param name="Certificate">the one that it shows, if it speaks TLS</param>
/// <param name="Deflate">whether to offer permessage-deflate, and to fail if that is not taken</param>
internal sealed record Endpoint(IPEndPoint Address, X509Certificate2? Certificate = null, bool Deflate = false);
