import Sentences
import Casework
import Foundation
import Microscopy

/// A manifest with its slides opened: all of it, or the reason why not.
struct ManifestReading {
  let cases: [Case]
  let unknownColumns: [String]
  /// As they were found, in the order of the table.
  let slides: [ExaminedSlide]
  /// What was wrong with the cases that were left out; empty unless they were to be left out.
  let leftOut: [String]
  /// How many cases that were.
  let leftOutCases: Int

  /// Reads the table and opens every slide. Paths are relative to the manifest's folder. What is wrong with its rows,
  /// slides that are not there and cases that are `registered` already are told together.
  ///
  /// - Parameter leniency: whether the cases concerned are left out instead of refusing all.
  init(path: String, _ leniency: Manifest.Leniency = .none, registered: Set<String> = []) throws {
    let data = try readWhole(path)
    let manifest: Manifest
    do {
      manifest = try Manifest.parse(
        bytes: Array(data), .init(leavesOut: true, keepsNearColumns: leniency.keepsNearColumns))
    } catch {
      throw CommandFailure(.badData, error.sentence(table: path) + "; nothing was taken over")
    }
    let folder = URL(fileURLWithPath: absolutePath(path)).deletingLastPathComponent().path
    unknownColumns = manifest.unknownColumns
    var problems = manifest.leftOut.map { (line: $0.line, failure: $0.words(path: path)) }
    var (cases, examined) = ([Case](), [ExaminedSlide]())
    let bar = ProgressBar(
      "opening slides", total: manifest.cases.count, unit: "cases", logged: manifest.cases.count > 1000)
    for row in manifest.cases {
      do {
        guard !registered.contains(row.id) else { throw Self.registered(row, path) }
        let slides = try Self.slides(of: row, folder: folder, manifest: path)
        cases.append(row.record(with: slides.map(\.record)))
        examined += slides
      } catch let failure as CommandFailure {
        problems.append((row.line, failure))
      }
      bar.advance()
    }
    bar.finish()
    problems.sort { $0.line < $1.line }
    if !leniency.leavesOut, let failure = CommandFailure(problems.map(\.failure)) { throw failure }
    self.cases = cases
    slides = examined
    leftOutCases = manifest.leftOutCases + manifest.cases.count - cases.count
    leftOut = problems.map(\.failure.sentence)
  }

  private static func registered(_ row: ManifestCase, _ path: String) -> CommandFailure {
    CommandFailure(.badData, "\(path), line \(row.line): the case \(row.id) is in the casebook already")
  }

  private static func slides(of row: ManifestCase, folder: String, manifest: String) throws -> [ExaminedSlide] {
    try row.slides.map { slide in
      do {
        return try SlideOpening.examined(absolutePath(slide.path, relativeTo: folder), mpp: slide.mpp)
      } catch let failure as CommandFailure {
        throw CommandFailure(failure.exit, "\(manifest), line \(slide.line), column slide: \(failure.sentence)")
      }
    }
  }
}

extension CommandFailure {
  /// Several failures of a manifest's cases in one sentence, the first of them in full; `nil` of none.
  fileprivate init?(_ failures: [CommandFailure]) {
    guard let first = failures.first else { return nil }
    let shown = failures.prefix(5).map(\.sentence).joined(separator: "; ")
    let more = failures.count > 5 ? "; and \(failures.count - 5) more problems" : ""
    let isOfOneKind = failures.allSatisfy { $0.exit == first.exit }
    self.init(
      isOfOneKind ? first.exit : .badData,
      "\(shown)\(more); nothing was taken over; correct them, or leave these cases out with --skip")
  }
}
