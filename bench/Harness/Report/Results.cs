using System.Globalization;
using System.Text.Json;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Report;

/// <summary>Two servers whose figures are shown as a ratio.</summary>
internal readonly record struct Ratio(Contender Of, Contender To);

/// <summary>Every round's figures, and the tables made of them.</summary>
internal sealed class Results(int rounds)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Row> _rows = [];

    public void Add(Case measured, Contender server, double[] figures)
    {
        var row = _rows.Find(row => row.Case == measured && row.Server == server);
        if (row is null)
            _rows.Add(row = new Row(measured, server, []));
        row.Rounds.Add(figures);
    }

    /// <summary>Writes Markdown.</summary>
    /// <param name="output">where to</param>
    /// <param name="data">folder of the run, whose file system is named</param>
    /// <param name="ratios">rows to add to each case in which both servers ran</param>
    public void WriteTables(TextWriter output, string data, IReadOnlyList<Ratio> ratios)
    {
        output.WriteLine($"{Machine.Description(data)}.");
        output.WriteLine($"Median of {rounds} interleaved rounds (least–most). Every delivery was checked.");
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
                WriteRatios(output, @case.ToDictionary(row => row.Server), ratios, columns.Count);
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

    private static void WriteRatios(TextWriter output, Dictionary<Contender, Row> rows, IReadOnlyList<Ratio> ratios, int columns)
    {
        foreach (var (of, to) in ratios)
        {
            if (!rows.TryGetValue(of, out var over) || !rows.TryGetValue(to, out var under))
                continue;
            var cells = Enumerable.Range(0, columns).Select(i => Number(over.Median(i) / under.Median(i), "N2"));
            WriteLine(output, ["", $"{of.Name} ÷ {to.Name}", .. cells]);
        }
    }

    private static void WriteLine(TextWriter output, IEnumerable<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>A figure that a server does not have is not a number.</summary>
    private static string Number(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private sealed record Row(Case Case, Contender Server, List<double[]> Rounds)
    {
        public double Median(int column) => Statistics.Median(Rounds.Select(figures => figures[column]));

        public string Cell(int index, Column column)
        {
            var values = Rounds.Select(figures => figures[index]).ToArray();
            var median = Number(Median(index), column.Format);
            return values.Length == 1 || !double.IsFinite(Median(index))
                ? median
                : $"{median} ({Number(values.Min(), column.Format)}–{Number(values.Max(), column.Format)})";
        }

        public Dictionary<string, double?> ByTitle(double[] figures) => Case.Columns.Zip(figures).ToDictionary(
            pair => pair.First.Title, pair => double.IsFinite(pair.Second) ? pair.Second : (double?)null, StringComparer.Ordinal);
    }
}
