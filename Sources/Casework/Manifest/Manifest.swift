import Microscopy
import Prognosis

/// A slide as a manifest names it.
public struct ManifestSlide: Equatable, Sendable {
  /// As written: relative paths are relative to the manifest's folder.
  public let path: String
  /// Micrometres per level-0 px, where the manifest gives it.
  public let mpp: MicronsPerPixel?
  /// Line of the manifest.
  public let line: Int

  /// The values as given.
  public init(path: String, mpp: MicronsPerPixel?, line: Int) {
    self.path = path
    self.mpp = mpp
    self.line = line
  }
}

/// A case as a manifest gives it, gathered from its rows.
public struct ManifestCase: Equatable, Sendable {
  /// Accession number.
  public var id: String
  /// The first line that names it.
  public var line: Int
  /// In the order of the rows.
  public var slides: [ManifestSlide]
  /// ISO 8601 day.
  public var received: String?
  /// Pseudonym.
  public var patient: String?
  /// Within what is possible; what no row gives is missing.
  public var clinical: ClinicalVariables
  /// The notes of its rows, each once, joined by `; `.
  public var note: String?
  /// Unknown columns by their name as written, joined in the same way; blank cells are left out.
  public var extra: [String: String]

  /// The case to register, with the slides as they were found on opening them.
  public func record(with slides: [CaseSlide]) -> Case {
    Case(
      id: id, patient: patient, received: received, slides: slides, clinical: clinical, note: note, extra: extra)
  }
}

/// A table of cases: CSV after RFC 4180, in UTF-8, with a header.
///
/// Columns, in any order and letter case: `case, slide, mpp, received, patient, age, grade, tumour_size_mm,
/// positive_nodes, ki67, er, her2, menopausal, note`, and for the comparators `pr, er_h_score, pr_h_score, pr_percent,
/// nottingham_score, detection, smoker, chemotherapy, hormone_therapy, trastuzumab, bisphosphonates, radiotherapy,
/// heart_dose_gy`; `case` and `slide` must be there. A case on several rows has several slides; what one row leaves blank another may give, and what two rows give must agree. Other columns are kept. Blank
/// lines are skipped. A file with semicolons instead of commas is read as well; decimal commas are refused in both.
public struct Manifest: Equatable, Sendable {
  /// In the order of their first rows.
  public let cases: [ManifestCase]
  /// Names of the columns that are kept without being understood, in their order.
  public let unknownColumns: [String]

  /// Reads all of a manifest.
  ///
  /// - Throws: every problem at once; nothing of a manifest with a problem may be registered.
  public static func parse(_ text: String) throws(ManifestFailure) -> Manifest {
    var reading = ManifestReader(DelimitedText(text))
    reading.readAll()
    guard reading.problems.isEmpty else { throw ManifestFailure(problems: reading.problemsInOrder) }
    return Manifest(cases: reading.cases, unknownColumns: reading.unknownColumns)
  }

  /// Reads all of a manifest from the bytes of its file, which must be UTF-8.
  public static func parse(bytes: [UInt8]) throws(ManifestFailure) -> Manifest {
    try parse(try text(bytes))
  }

  /// The bytes of a file as text.
  static func text(_ bytes: [UInt8]) throws(ManifestFailure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ManifestFailure(problems: [ManifestProblem(line: firstLineNotUTF8(bytes), rule: .utf8)])
    }
    return text
  }

  private static func firstLineNotUTF8(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}
