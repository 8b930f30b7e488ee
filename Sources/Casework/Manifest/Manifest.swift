import Microscopy
import Prognosis
import Tables

/// A slide as a manifest names it.
public struct ManifestSlide: Equatable, Sendable {
  /// As written: relative paths are relative to the manifest's folder.
  public let path: String
  /// Micrometres per level-0 px, where the manifest gives it.
  public let mpp: MicronsPerPixel?
  /// What the slide's label must say, where the manifest gives it.
  public let label: String?
  /// Line of the manifest.
  public let line: Int

  /// A slide of the manifest by its path, its pixel size and what its label must say where the row gives these, and its
  /// line.
  public init(path: String, mpp: MicronsPerPixel?, label: String? = nil, line: Int) {
    self.path = path
    self.mpp = mpp
    self.label = label
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

/// A table of cases: CSV after RFC 4180 with a header, in UTF-8, UTF-16 or Windows-1252.
///
/// Columns, in any order and letter case: `case, slide, mpp, barcode, received, patient, age, grade, tumour_size_mm,
/// positive_nodes, ki67, er, her2, menopausal, note`, and for the comparators `pr, er_h_score, pr_h_score, pr_percent,
/// nottingham_score, detection, smoker, chemotherapy, hormone_therapy, trastuzumab, bisphosphonates, radiotherapy,
/// heart_dose_gy`; `case` and `slide` must be there. A case on several rows has several slides; what one row leaves
/// blank another may give, and what two rows give must agree. Other columns are kept, except where a name is nearly the
/// one of a known column that is not there. Blank lines are skipped. A file with tabs or semicolons instead of commas
/// is read as well, with decimal commas; where a comma separates the cells a decimal comma is refused.
public struct Manifest: Equatable, Sendable {
  /// In the order of their first rows.
  public let cases: [ManifestCase]
  /// Names of the columns that are kept without being understood, in their order.
  public let unknownColumns: [String]
  /// What was wrong with the cases that were left out, in the order of the lines; empty unless they were to be left
  /// out.
  public let leftOut: [TableProblem]
  /// How many cases that were; a row of which the case cannot be told counts as one.
  public let leftOutCases: Int

  /// How to take what is not as it should be.
  public struct Leniency: Sendable, Hashable {
    /// Whether cases with a problem are left out instead of refusing all.
    public var leavesOut = false
    /// Whether columns with nearly the name of a known one are kept like other unknown ones.
    public var keepsNearColumns = false

    /// Every problem refuses all.
    public static let none = Leniency()

    /// By default every problem refuses all, and near names are asked about.
    public init(leavesOut: Bool = false, keepsNearColumns: Bool = false) {
      self.leavesOut = leavesOut
      self.keepsNearColumns = keepsNearColumns
    }
  }

  /// Reads all of a manifest. Fails with every problem at once; nothing of a manifest with a problem may be registered.
  /// What concerns the whole table (header, quotes) is thrown whatever is left out.
  ///
  /// - Throws: the first fault of the table, with its line, that `leniency` does not leave out.
  public static func parse(_ text: String, _ leniency: Leniency = .none) throws(TableFailure) -> Manifest {
    try parse(Table(text), leniency)
  }

  /// Reads all of a manifest from the bytes of its file, in any of the encodings of ``TableText``.
  ///
  /// - Throws: as ``parse(_:_:)``, or where the bytes are of none of these encodings.
  public static func parse(bytes: [UInt8], _ leniency: Leniency = .none) throws(TableFailure) -> Manifest {
    try parse(Table(bytes: bytes), leniency)
  }

  private static func parse(_ table: Table, _ leniency: Leniency) throws(TableFailure) -> Manifest {
    var reading = ManifestReader(table, leniency)
    reading.readAll()
    guard reading.problems.isEmpty else { throw .problems(reading.problems.inOrder) }
    return Manifest(
      cases: reading.cases, unknownColumns: reading.unknownColumns, leftOut: reading.leftOut,
      leftOutCases: reading.leftOutCases)
  }
}
