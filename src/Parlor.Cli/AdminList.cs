using System.Text.Json;

namespace Parlor.Cli;

/// <summary>Prints a list of the administration, page after page: in columns for people, as JSON for programs.</summary>
internal static class AdminList
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Print(
        AdminConnection server,
        string path,
        string property,
        (string Name, string? Value)[] filters,
        bool json,
        (string Name, Func<JsonElement, string> Of)[] columns,
        CancellationToken cancel)
    {
        var rows = await All(server, path, property, filters, cancel);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(rows, Indented));
            return;
        }

        string[][] lines = [[.. columns.Select(column => column.Name)], .. rows.Select(row => columns.Select(column => OneLine(column.Of(row))).ToArray())];
        var widths = columns.Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        foreach (var line in lines)
            Console.WriteLine(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    /// <summary>A member's text; empty where there is none.</summary>
    public static string Text(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";

    private static async Task<List<JsonElement>> All(
        AdminConnection server, string path, string property, (string Name, string? Value)[] filters, CancellationToken cancel)
    {
        var rows = new List<JsonElement>();
        var cursor = "";
        do
        {
            var query = filters.Append(("cursor", cursor)).Append(("limit", "200"))
                .Where(pair => !string.IsNullOrEmpty(pair.Item2))
                .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}");
            var page = await server.Get($"{path}?{string.Join('&', query)}", cancel);
            rows.AddRange(page.GetProperty(property).EnumerateArray());
            cursor = page.Text("next");
        }
        while (cursor.Length > 0);
        return rows;
    }

    /// <summary>What people call themselves and their rooms must not steer a terminal.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
