import Casework
import Foundation
import Microscopy
import Tables

/// A manifest with its slides opened: all of it, or the reason why not.
package struct ManifestReading: Sendable {
  package let cases: [Case]
  /// Columns that are kept and not used: those of the specimen are.
  package let unknownColumns: [String]
  /// As they were found, in the order of the table.
  package let slides: [ExaminedSlide]
  /// What was wrong with the cases that were left out; empty unless they were to be left out.
  package let leftOut: [ManifestFault]
  /// How many cases that were.
  package let leftOutCases: Int

  /// Reads the table and opens every slide. Paths are relative to the manifest's folder. What is wrong with its rows,
  /// slides that are not there and cases that are `registered` already are told together.
  ///
  /// - Parameters:
  ///   - path: of the manifest, as it is named in failures.
  ///   - bytes: its content.
  ///   - folder: in which relative paths of slides begin, absolute.
  ///   - leniency: whether the cases concerned are left out instead of refusing all.
  /// - Throws: a ``ManifestReadingFailure``, or `Cancelled`.
  package init(
    path: String, bytes: [UInt8], folder: String, _ leniency: Manifest.Leniency = .none, registered: Set<String> = [],
    slides access: SlideAccess, environment: UseCaseEnvironment
  ) throws {
    let manifest: Manifest
    do {
      manifest = try Manifest.parse(bytes: bytes, .init(leavesOut: true, keepsNearColumns: leniency.keepsNearColumns))
    } catch { throw ManifestReadingFailure.table(path: path, error) }
    unknownColumns = manifest.unknownColumns.filter { !Case.namesSpecimen($0) }
    var faults = manifest.leftOut.map { ManifestFault(line: $0.line, .row($0)) }
    var (cases, examined) = ([Case](), [ExaminedSlide]())
    let opening = SlideOpeningOfManifest(folder: folder, access: access, registered: registered)
    try environment.notices.during(.openingSlides) {
      for (index, row) in manifest.cases.enumerated() {
        try environment.cancellation.check()
        switch opening.slides(of: row) {
        case .success(let slides):
          cases.append(row.record(with: slides.map(\.record)))
          examined += slides
        case .failure(let fault): faults.append(fault)
        }
        environment.notices.progress(.openingSlides, index + 1, of: manifest.cases.count)
      }
    }
    faults.sort { $0.line < $1.line }
    guard leniency.leavesOut || faults.isEmpty else { throw ManifestReadingFailure.cases(path: path, faults) }
    guard !cases.isEmpty || faults.isEmpty else { throw ManifestReadingFailure.nothingLeft(path: path, faults) }
    self.cases = cases
    slides = examined
    leftOutCases = manifest.leftOutCases + manifest.cases.count - cases.count
    leftOut = faults
  }
}

/// How the slides of a manifest's case are opened.
private struct SlideOpeningOfManifest {
  let folder: String
  let access: SlideAccess
  /// Names of the cases that are in the casebook already.
  let registered: Set<String>

  /// The slides of a case, or what is wrong with the first that cannot be opened.
  func slides(of row: ManifestCase) -> Result<[ExaminedSlide], ManifestFault> {
    guard !registered.contains(row.id) else { return .failure(ManifestFault(line: row.line, .registered(id: row.id))) }
    var slides: [ExaminedSlide] = []
    for slide in row.slides {
      do {
        slides.append(try access.examined(path(of: slide), mpp: slide.mpp).labelled(slide.label))
      } catch { return .failure(ManifestFault(line: row.line, .slide(line: slide.line, error))) }
    }
    return .success(slides)
  }

  private func path(of slide: ManifestSlide) -> String {
    let whole = slide.path.hasPrefix("/") ? slide.path : "\(folder)/\(slide.path)"
    return URL(fileURLWithPath: whole).standardizedFileURL.path
  }
}

/// Why a manifest is not registered.
package enum ManifestReadingFailure: Error, Sendable {
  /// The table cannot be read.
  case table(path: String, TableFailure)
  /// Cases that cannot be registered.
  case cases(path: String, [ManifestFault])
  /// Every case was left out.
  case nothingLeft(path: String, [ManifestFault])
}

/// Why a case of a manifest cannot be registered.
package struct ManifestFault: Error, Sendable {
  /// The first line that names the case.
  package let line: Int
  package let cause: Cause

  package init(line: Int, _ cause: Cause) {
    self.line = line
    self.cause = cause
  }

  package enum Cause: Sendable {
    case row(TableProblem)
    /// A case of this name is in the casebook already.
    case registered(id: String)
    /// The slide on this line cannot be opened.
    case slide(line: Int, any Error)
  }
}
