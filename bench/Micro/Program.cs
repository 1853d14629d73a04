using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Parlor.Bench.Micro;

// In this process: a program generated for each benchmark would need a build of its own, with the sources of the library again.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine("artifacts", "bench", "micro"));
BenchmarkSwitcher.FromTypes([typeof(Encoding), typeof(Decoding), typeof(Frames), typeof(Payloads)])
    .Run(args.Length > 0 ? args : ["--filter", "*"], config);
