import Foundation

/// Peak memory of `coverslip score` on a slide of 100352 x 100352 px, every tile of it.
enum MemoryBenchmark {
  static func run(_ folder: String) throws {
    guard let reference = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] else {
      return print("  left out: COVERSLIP_REFERENCE names no folder of real slides")
    }
    let casebook = folder + "/casebook.sqlite"
    let slide = reference + "/slides/giga_100352px_shared_tiles.svs"
    try Program.run("add", slide, "--case", "GIGA", "--casebook", casebook)
    var peak = 0
    let timing = try Timing.of { peak = try Program.run("score", "GIGA", "--casebook", casebook) }
    report("peak memory of score (wanted below 400)", Double(peak) / 1024, "MB", 0)
    report("time", timing.wall, "s", 0)
  }
}
