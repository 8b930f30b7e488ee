import Basics
import Casework
import Microscopy
import Prognosis
import TerminalKit
import Workstation

/// Processor time of a frame of the queue, and of what a key costs before it, by the number of cases.
enum QueueBenchmark {
  static func run(_ folder: String) throws {
    guard let mpp = MicronsPerPixel(x: 0.25, y: 0.25) else { return }
    for count in [100, 1000, 10_000] {
      var state = WorkstationState(size: TerminalSize(columns: 120, rows: 40), reviewer: "benchmark")
      let files = cases(count, mpp)
      let loading = Timing.of {
        for case .listCases(let request) in update(&state, .started) {
          let window = CaseWindow(of: files, request.query, at: request.anchor, limit: request.limit, entry: 1)
          _ = update(&state, .casesListed(request, window))
        }
      }
      let frame = Timing.median(of: 9) { _ = view(state) }
      let key = Timing.median(of: 9) { _ = update(&state, .keyPressed(.down)) }
      report("a frame, \(count) cases", frame.processor * 1000, "ms")
      report("a key that moves the selection, \(count) cases", key.processor * 1000, "ms", 3)
      report("taking the list in, \(count) cases", loading.processor * 1000, "ms")
    }
  }

  /// Scored cases, none of them by a demonstration model, so that nothing can stop early.
  private static func cases(_ count: Int, _ mpp: MicronsPerPixel) -> [CaseFile] {
    let model = ModelIdentity(
      name: "benchmark", version: "1", digest: String(repeating: "a", count: 64), demonstration: false, threshold: 0.05)
    return (0..<count).map { number in
      let slide = CaseSlide(
        path: "/slides/\(number).svs", size: PixelSize(width: 40_000, height: 30_000), mpp: mpp, mppGiven: false,
        objective: 40, vendor: "aperio")
      let finding = Finding(
        id: "finding \(number)", model: model, software: "benchmark", computedAt: "2026-01-01T00:00:00Z", tiles: 480,
        tilesAvailable: 480, tissueMM2: 31.2, probability5y: Double(number % 97) / 100,
        interval: ProbabilityInterval(lower: 0.01, upper: 0.9), call: number % 2 == 0 ? .low : .high)
      let day = String(10 + number % 18)
      let record = Case(id: "S26-\(100_000 + number)", received: "2026-01-\(day)", slides: [slide])
      return CaseFile(record: record, status: .scored, finding: finding)
    }
  }
}
