import Casework
import Labels
import TerminalKit

extension ThemedView {
  /// A signature: what it says, who made it and when.
  func signedLines(_ signOff: SignOff, _ columns: Int) -> [Line] {
    var lines = [Line([Span(signOff.decision.mark + "  ", theme[.success])]) + callLine(of: signOff)]
    lines += wrapped(signOff.decision.presentWords, columns: columns, style: theme[.text])
    if let reason = signOff.reason { lines += pair("reason", reason.label, columns) }
    if !signOff.comment.isEmpty { lines += pair("comment", signOff.comment, columns) }
    lines += pair("by", signOff.reviewer, columns) + pair("at", TimeText.words(signOff.signedAt), columns)
    if let read = signOff.firstRead { lines += pair("1st call", read.phrase, columns) }
    if let grade = signOff.grade, grade.differs { lines += pair("grade", grade.phrase(), columns) }
    lines += pair("meaning", signOff.statement, columns)
    if case .record(let record)? = signOff.reading {
      lines += pair("reading", "\(record.timePhrase); \(record.seenPhrase)", columns)
      lines += pair("shown", record.layersPhrase, columns)
    }
    if let digest = signOff.entryDigest { lines += pair("entry", String(digest.prefix(12)) + "…", columns) }
    return lines
  }

  /// The call that a signature leaves; empty where it leaves none.
  func callLine(of signOff: SignOff) -> Line {
    guard let call = signOff.finalCall else { return Line() }
    let badge = CallBadge(call)
    return Line(badge.text, theme[badge.role])
  }

  /// What answered: the slide alone, or with the clinical variables.
  func basisLine(of finding: Finding) -> Line? {
    finding.basis.map { Line([Span("basis    ", theme[.dim]), Span($0.words, theme[.text])]) }
  }
}

extension CasePanel {
  /// The first calls that no signature tells of.
  func firstReadLines(_ columns: Int) -> [Line] {
    file.firstReads.filter { $0 != file.signOff?.firstRead }.flatMap { read in
      pair("1st call", "\(read.phrase), by \(read.reviewer)", columns)
    }
  }
}

extension Decision {
  /// Over a signature.
  fileprivate var mark: String {
    switch self {
    case .confirm, .override, .acknowledge, .assess: "✓ SIGNED"
    case .defer: "… DEFERRED"
    case .reject: "✗ SLIDE REJECTED"
    }
  }
}
