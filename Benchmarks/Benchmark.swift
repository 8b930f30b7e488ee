import Foundation
import Tensors

/// Ratios, each against something that runs in the same process at the same time; never an absolute promise.
@main
enum Benchmark {
  /// `benchmark [pipeline] [morphometry] [preview] [memory] [encoder]`: all of them unless named.
  static func main() throws {
    BLASStart.useBestKernel()
    let wanted = Set(CommandLine.arguments.dropFirst())
    let folder = NSTemporaryDirectory() + "coverslip-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    print(
      "\(ProcessInfo.processInfo.activeProcessorCount) processors, \(processorName), OpenBLAS kernel "
        + "\(BLAS.kernel.name)"
    )
    let all: [(name: String, run: (String) throws -> Void)] = [
      ("morphometry", MorphometryBenchmark.run), ("preview", PreviewBenchmark.run),
      ("pipeline", PipelineBenchmark.run), ("memory", MemoryBenchmark.run), ("encoder", EncoderBenchmark.run),
      ("brainfloat", BrainFloatBenchmark.run), ("aggregator", AggregatorBenchmark.run), ("score", ScoreBenchmark.run),
      ("survival", SurvivalBenchmark.run), ("coverage", CoverageBenchmark.run),
      ("ink", InkBenchmark.run), ("queue", QueueBenchmark.run), ("pictures", PictureBenchmark.run),
      ("pan", PanBenchmark.run),
    ]
    for benchmark in all where wanted.isEmpty || wanted.contains(benchmark.name) {
      print("\n\(benchmark.name)")
      try benchmark.run(folder)
    }
  }

  private static var processorName: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
  }
}

/// Wall and processor seconds of a piece of work.
struct Timing {
  let wall: Double
  let processor: Double

  /// Processors kept busy on average.
  var busy: Double { processor / wall }

  static func of(_ work: () throws -> Void) rethrows -> Timing {
    let (wall, processor) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
    try work()
    return Timing(wall: seconds(CLOCK_MONOTONIC) - wall, processor: seconds(CLOCK_PROCESS_CPUTIME_ID) - processor)
  }

  /// The run with the median wall time of `count`.
  static func median(of count: Int, _ work: () throws -> Void) rethrows -> Timing {
    let runs = try (0..<count).map { _ in try of(work) }.sorted { $0.wall < $1.wall }
    return runs[count / 2]
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// A figure on a line of its own.
func report(_ name: String, _ value: Double, _ unit: String, _ digits: Int = 2) {
  print("  \(name.padding(toLength: 46, withPad: " ", startingAt: 0)) \(String(format: "%.\(digits)f", value)) \(unit)")
}
