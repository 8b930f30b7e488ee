import CasebookStore
import Casework
import Labels

/// Registers cases, and says on stderr what does not agree about their slides; each finding says it again as a flag.
enum SlideRemarks {
  static func register(_ cases: [Case], in casebook: Casebook) throws {
    let known = try casebook.caseFiles()
    try casebook.register(cases)
    let shelf = SlideShelf(known.map(\.record) + cases)
    for record in cases {
      for flag in record.slides.flatMap(\.scaleFlags) + shelf.flags(of: record) { tell(record.id, flag) }
    }
    let others = cases.reduce(into: Set<String>()) { $0.formUnion(shelf.others(of: $1)) }
    for file in known where others.contains(file.id) {
      for flag in shelf.flags(of: file.record) where flag.kind == .slideInOtherCase { tell(file.id, flag) }
      guard file.finding != nil, file.signOff == nil else { continue }
      Standard.error("case \(file.id) was scored before; coverslip score \(file.id) puts the flag into its finding")
    }
  }

  private static func tell(_ id: String, _ flag: QualityFlag) {
    Standard.error("warning: case \(id)\(flag.slide.map { ", \($0)" } ?? ""): \(flag.kind.label): \(flag.sentence)")
  }
}
