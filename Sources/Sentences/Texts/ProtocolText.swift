import Basics
import Casework
import Labels

/// What `coverslip protocol` says.
package enum ProtocolText {
  /// How the casebook's cases are read, and how many are read otherwise.
  package static func text(house: ReadingProtocol, others: [ReadingProtocol: Int]) -> String {
    let own = ReadingProtocol.allCases.compactMap { code in
      others[code].map { "\($0 == 1 ? "1 case has" : "\($0) cases have") the protocol \(code.label) of their own" }
    }
    return ([line("cases are read: ", house)] + own).joined(separator: "\n")
  }

  /// How one case is read.
  package static func text(of file: CaseFile) -> String {
    let origin = file.ownProtocol == nil ? "as the casebook's cases are" : "by a protocol of its own"
    return line("case \(file.id.printable) is read ", file.readingProtocol) + " It is read \(origin)."
  }

  /// What was set.
  package static func done(_ readingProtocol: ReadingProtocol, for caseID: String?, by name: String) -> String {
    let subject = caseID.map { "case \($0.printable) is read " } ?? "cases without a protocol of their own are read "
    return line(subject, readingProtocol) + " Set by \(name.printable)."
  }

  private static func line(_ subject: String, _ readingProtocol: ReadingProtocol) -> String {
    "\(subject)\(readingProtocol.label). \(readingProtocol.sentence)"
  }
}
