import Foundation

/// Peak memory of `coverslip score` on a slide of 100352 x 100352 px, every tile of it.
enum MemoryBenchmark {
  static func run(_ folder: String) throws {
    guard let reference = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] else {
      return print("  left out: COVERSLIP_REFERENCE names no folder of real slides")
    }
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/coverslip"
    let casebook = folder + "/casebook.sqlite"
    let slide = reference + "/slides/giga_100352px_shared_tiles.svs"
    _ = try run([program, "add", slide, "--case", "GIGA", "--casebook", casebook])
    var peak = 0
    let timing = try Timing.of { peak = try run([program, "score", "GIGA", "--casebook", casebook]) }
    report("peak memory of score (wanted below 400)", Double(peak) / 1024, "MB", 0)
    report("time", timing.wall, "s", 0)
  }

  /// Runs a command; the peak of its resident memory, KiB (`wait4`, `ru_maxrss`).
  private static func run(_ arguments: [String]) throws -> Int {
    var pid: pid_t = 0
    let argv = arguments.map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    guard posix_spawn(&pid, arguments[0], nil, nil, argv, environ) == 0 else {
      throw CocoaError(.executableNotLoadable)
    }
    var (status, usage): (Int32, rusage) = (0, rusage())
    wait4(pid, &status, 0, &usage)
    return usage.ru_maxrss
  }
}
