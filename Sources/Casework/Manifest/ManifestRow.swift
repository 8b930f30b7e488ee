import Basics
import Microscopy
import Prognosis
import Tables

/// One row of a manifest: its cells, read one by one; what is wrong is noted and left out.
struct ManifestRow {
  /// A value read, and how it enters the case.
  struct Value {
    let column: TableColumn
    let set: (inout ManifestCase) -> Void
  }

  static let required: [TableColumn] = [.name, .slide]

  /// Unknown columns, in their order.
  let extra: [(column: String, cell: DelimitedCell)]
  private var reader: RowReader

  private static let textLimit = 4000

  init(_ reader: RowReader, _ extra: [(column: String, cell: DelimitedCell)]) {
    self.reader = reader
    self.extra = extra
  }

  var line: Int { reader.line }
  var problems: [TableProblem] { reader.problems }
  var note: String { reader.written(.note) }

  /// The cell without blanks around it; empty where it says that there is no value.
  func text(_ column: TableColumn) -> String { reader.text(column) }

  func line(of column: TableColumn) -> Int { reader.line(of: column) }

  /// The case of a row that is not read further; `nil` where it cannot be told.
  static func caseName(_ reader: RowReader) -> String? {
    var row = ManifestRow(reader, [])
    return row.caseName()
  }

  mutating func caseName() -> String? {
    let name = text(.name)
    if name.isEmpty { return reader.refuse(.name, .required) }
    return CaseFile.isName(name) ? name : reader.refuse(.name, .plainText(limit: CaseFile.nameLimit))
  }

  mutating func slide() -> ManifestSlide? {
    let mpp = reader.number(.mpp, in: MicronsPerPixel.plausible).flatMap { MicronsPerPixel(x: $0, y: $0) }
    guard !text(.slide).isEmpty else { return reader.refuse(.slide, .required) }
    let label = reader.plain(.barcode, limit: LabelText.limit)
    return reader.plain(.slide, limit: Self.textLimit).map {
      ManifestSlide(path: $0, mpp: mpp, label: label, line: line(of: .slide))
    }
  }

  /// The values of the case, in the order of the columns.
  mutating func values() -> [Value] {
    let received = reader.date(.received).map { day in Value(column: .received) { $0.received = day } }
    let patient = reader.plain(.patient, limit: CaseFile.nameLimit).map { name in
      Value(column: .patient) { $0.patient = name }
    }
    let clinical = reader.clinicalValues().map { value in Value(column: value.column) { value.set(&$0.clinical) } }
    return [received, patient].compactMap(\.self) + clinical
  }
}
