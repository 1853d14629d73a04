using System.Globalization;
using System.Text.Json;
using Parlor.Bench.Load.Cases;
using Parlor.Bench.Load.Servers;

namespace Parlor.Bench.Load.Report;

/// <summary>Every round's figures, and the tables made of them.</summary>
internal sealed class Results
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Row> _rows = [];

    public void Add(Case measured, ServerUnderTest server, double[] figures)
    {
        var row = _rows.Find(row => row.Case == measured && row.Server == server);
        if (row is null)
            _rows.Add(row = new Row(measured, server, []));
        row.Rounds.Add(figures);
    }

    public void WriteTables(TextWriter output)
    {
        foreach (var table in _rows.GroupBy(row => row.Case.Table, StringComparer.Ordinal))
        {
            var columns = table.First().Case.Columns;
            output.WriteLine($"\n**{table.Key}**\n");
            WriteLine(output, ["case", "server", .. columns.Select(column => column.Title)]);
            WriteLine(output, ["---", "---", .. columns.Select(_ => "--:")]);
            foreach (var @case in table.GroupBy(row => row.Case))
            {
                foreach (var row in @case)
                    WriteLine(output, [row.Case.Name, row.Server.Name, .. columns.Select((column, i) => row.Cell(i, column))]);
                WriteRatios(output, @case.ToArray(), columns.Count);
            }
        }
    }

    public void WriteJson(string path) => File.WriteAllText(path, JsonSerializer.Serialize(
        _rows.Select(row => new
        {
            table = row.Case.Table,
            @case = row.Case.Name,
            server = row.Server.Name,
            rounds = row.Rounds.Select(row.ByTitle),
        }),
        Indented));

    /// <summary>What each server's figures are as multiples of those of its peers, which ran in the same rounds.</summary>
    private static void WriteRatios(TextWriter output, Row[] rows, int columns)
    {
        foreach (var row in rows.Where(row => row.Server is not Peer))
        {
            foreach (var peer in rows.Where(row => row.Server is Peer))
            {
                var ratios = Enumerable.Range(0, columns).Select(i => Number(row.Median(i) / peer.Median(i), "N2"));
                WriteLine(output, ["", $"{row.Server.Name} ÷ {peer.Server.Name}", .. ratios]);
            }
        }
    }

    private static void WriteLine(TextWriter output, IEnumerable<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Row(Case Case, ServerUnderTest Server, List<double[]> Rounds)
    {
        public double Median(int column) => Statistics.Median(Rounds.Select(figures => figures[column]));

        public string Cell(int index, Column column)
        {
            var values = Rounds.Select(figures => figures[index]).ToArray();
            var median = Number(Median(index), column.Format);
            return values.Length == 1
                ? median
                : $"{median} ({Number(values.Min(), column.Format)}–{Number(values.Max(), column.Format)})";
        }

        public Dictionary<string, double> ByTitle(double[] figures) =>
            Case.Columns.Zip(figures).ToDictionary(pair => pair.First.Title, pair => pair.Second, StringComparer.Ordinal);
    }
}
