using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>What a client's <c>Sec-WebSocket-Extensions</c> offers (RFC 6455, 9.1, and RFC 7692, 7.1).</summary>
internal static class DeflateOffer
{
    private const string Name = "permessage-deflate";
    private const string Answer = Name + "; server_no_context_takeover; client_no_context_takeover";

    // The window of .NET's deflate; it knows no smaller one.
    private const int WindowBits = 15;

    /// <summary>
    /// Takes the first offer that can be honoured. False when the header is malformed, for which the handshake is to fail.
    /// </summary>
    /// <param name="offered">The header.</param>
    /// <param name="answer">The header of the answer; null when no extension will be used.</param>
    public static bool TryChoose(StringValues offered, out string? answer)
    {
        answer = null;
        // A comma inside of quotes makes the value no token, so the header is malformed in any case.
        foreach (string part in offered.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!NameValueWithParametersHeaderValue.TryParse(part, out NameValueWithParametersHeaderValue? extension))
                return false;
            if (answer is null && extension is { Name: Name, Value: null })
                answer = AnswerTo(extension.Parameters);
        }

        return true;
    }

    // RFC 7692, 7.1: an offer with a parameter that is unknown, repeated or has a bad value is declined.
    private static string? AnswerTo(ICollection<NameValueHeaderValue> parameters)
    {
        if (parameters.DistinctBy(parameter => parameter.Name, StringComparer.Ordinal).Count() != parameters.Count)
            return null;
        string answer = Answer;
        foreach (NameValueHeaderValue parameter in parameters)
        {
            string? value = parameter.Value?.Trim('"');
            switch (parameter.Name)
            {
                case "server_no_context_takeover" or "client_no_context_takeover" when value is null:
                case "client_max_window_bits" when value is null || IsWindow(value):
                    break;
                case "server_max_window_bits" when value is not null && IsWindow(value) && int.Parse(value) == WindowBits:
                    answer += "; server_max_window_bits=15";
                    break;
                default:
                    return null;
            }
        }

        return answer;
    }

    // 8 to 15, without leading zeros.
    private static bool IsWindow(string value) => value is "8" or "9" or ['1', >= '0' and <= '5'];
}
