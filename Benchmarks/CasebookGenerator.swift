import Basics
import CasebookStore
import Casework
import Foundation
import Microscopy
import Prognosis

/// Casebooks of synthetic cases, to measure lists of any length: nobody's, and plainly so by their names.
enum CasebookGenerator {
  /// A casebook of `count` cases `SYNTH-000001` ..., half of them scored and some signed, in a folder of its own.
  static func make(_ count: Int, in folder: String) throws -> Casebook {
    let path = path(count, in: folder)
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
    let casebook = try open(path)
    var events: [(String, LedgerEvent)] = []
    for number in 0..<count { events += try self.events(number) }
    try casebook.write(events)
    return casebook
  }

  static func path(_ count: Int, in folder: String) -> String { "\(folder)/synthetic-\(count).sqlite" }

  static func open(_ path: String) throws -> Casebook {
    try Casebook.open(path: path, createIfMissing: true, now: { "2026-01-31T12:00:00Z" }, actor: "benchmark")
  }

  /// What happens to one case: it is registered; half are scored, one in twenty is signed.
  private static func events(_ number: Int) throws -> [(String, LedgerEvent)] {
    let digits = String(number + 1)
    let id = "SYNTH-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    var events: [(String, LedgerEvent)] = [(id, .registered(try record(id, number)))]
    guard number % 2 == 0 else { return events }
    let finding = finding(id, number)
    events.append((id, .scored(finding)))
    guard number % 20 == 0 else { return events }
    let signOff = try SignOff.make(
      SignOffDraft(decision: .confirm, finalCall: finding.call), finding: finding, reviewer: "benchmark",
      now: "2026-01-31T12:00:00Z")
    return events + [(id, .reviewOpened(reviewer: "benchmark")), (id, .signed(signOff))]
  }

  private struct NoScale: Error {}

  private static func record(_ id: String, _ number: Int) throws -> Case {
    guard let mpp = MicronsPerPixel(x: 0.25, y: 0.25) else { throw NoScale() }
    let slide = CaseSlide(
      path: "/synthetic/\(id).svs", size: PixelSize(width: 40_000, height: 30_000), mpp: mpp, mppGiven: false,
      objective: 40, vendor: "aperio")
    let day = String(10 + number % 18)
    return Case(
      id: id, patient: "synthetic \(number)", received: number % 50 == 0 ? nil : "2026-01-\(day)", slides: [slide],
      clinical: ClinicalVariables(age: Double(30 + number % 50), grade: 1 + number % 3, er: .positive, her2: .negative))
  }

  private static func finding(_ id: String, _ number: Int) -> Finding {
    let model = ModelIdentity(
      name: "benchmark", version: "1", digest: String(repeating: "a", count: 64), demonstration: false,
      threshold: 0.05)
    return Finding(
      id: "finding of \(id)", model: model, software: "benchmark", computedAt: "2026-01-30T12:00:00Z", tiles: 480,
      tilesAvailable: 480, tissueMM2: 31.2, probability5y: Double(number % 97) / 100,
      interval: ProbabilityInterval(lower: 0.01, upper: 0.9), call: number % 97 < 5 ? .low : .high,
      flags: number % 7 == 0 ? [QualityFlag(kind: .pen, details: [QualityDetail(.measured, 0.03)])] : [])
  }
}
