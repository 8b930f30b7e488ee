import Casework
import Labels
import TerminalKit

extension ThemedView {
  /// A signature: what it says, who made it and when.
  ///
  /// - Parameters:
  ///   - title: what it is among those of several readers.
  ///   - record: the case.
  func signedLines(_ signOff: SignOff, _ columns: Int, title: String? = nil, of record: Case) -> [Line] {
    let mark = title.map { "✓ " + $0.uppercased() } ?? signOff.decision.mark
    var lines = [Line([Span(mark + "  ", theme[.success])]) + callLine(of: signOff)]
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
      if let trials = record.trialsPhrase() { lines += pair("tried", trials, columns) }
    }
    if let tiles = signOff.judgedTiles.phrase { lines += pair("tiles", tiles, columns) }
    if let files = signOff.filesPhrase(record.slides) { lines += pair("files", files, columns) }
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
  /// Whether the reader is the one who decides between the readings of others.
  var decides: Bool { file.isToAdjudicate && !file.hasRead(reader) }

  /// Who decides next, and between what; nothing where one reader signs alone.
  func readersLines(_ columns: Int) -> [Line] {
    guard let words = file.readersSentence(for: reader) else { return [] }
    let voices = decides ? file.readings.flatMap { wrapped($0.voice, columns: columns, style: theme[.text]) } : []
    return wrapped(words, columns: columns, style: theme[.accent]) + voices
  }

  /// What each of several readers has signed, whole.
  func readingSections(_ columns: Int) -> [[Line]] {
    file.readings.map { signedLines($0, columns, title: file.title(of: $0), of: file.record) }
  }

  /// What put the case off before something else was signed, the last first.
  func putOffSections(_ columns: Int) -> [[Line]] {
    file.putOff.reversed().map { signedLines($0, columns, of: file.record) }
  }

  /// The first calls that no signature tells of.
  func firstReadLines(_ columns: Int) -> [Line] {
    let told = (file.readings + [file.signOff].compactMap(\.self)).compactMap(\.firstRead)
    return file.firstReads.filter { !told.contains($0) }.flatMap { read in
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
