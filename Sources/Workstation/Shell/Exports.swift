import Casework
import Labels
import TerminalKit

/// Files that are made of the open case: what the list asks for, and what comes back.
extension WorkstationState {
  mutating func openExports() -> [Effect] {
    guard exports.folder != nil else { return say("Nothing is exported from this screen.") }
    popup = .exports(ExportState())
    return []
  }

  mutating func press(_ key: Key, in list: ExportState) -> [Effect] {
    guard let file = reading?.file else { return [] }
    guard let command = keys.exports.command(for: key) else {
      // There is little time for it, wherever one is.
      return keys.shell.everywhere.key(of: .withdraw) == key ? withdraw() : []
    }
    switch command {
    case .close:
      popup = nil
      return []
    case .make(let format): return make(format, of: file)
    }
  }

  /// Has the files made; behind the signature of the case where that is not in the casebook yet.
  private mutating func make(_ format: ExportFormat, of file: CaseFile) -> [Effect] {
    let signature = surroundings.withdrawable(of: file.id)
    if let refusal = format.refusal(of: file, isSigned: signature != nil) {
      popup = .exports(ExportState(complaint: "No \(format.label): \(refusal)."))
      return []
    }
    // The list stays: several formats are chosen one after the other.
    popup = .exports(ExportState())
    let export = WantedExport(caseID: file.id, format)
    guard signature == nil else {
      exports.hold(export)
      // While it can be withdrawn, the last line says so, and what waits for it.
      return withdrawalNote == nil ? say("The \(format.label) is made once the signature is in the casebook.") : []
    }
    exports.begin(export)
    return say("Making the \(format.label) of \(shortName(file.id)) …") + [export.effect]
  }

  mutating func receive(_ end: ExportEnd, of export: WantedExport) -> [Effect] {
    exports.receive(end, of: export)
    tellExports()
    return []
  }

  /// Tells what was made last. What can still be withdrawn stands in the last line, and matters more.
  mutating func tellExports() {
    guard withdrawalNote == nil, let words = exports.takeNews(over: notice, columns: size.columns - 2) else { return }
    tellOwn(words)
  }

  /// Tells what became of what the reader asked for: it lapses like the answer to a key.
  mutating func tellOwn(_ words: String) {
    ownNews = words
    notice = words
  }

  /// Time goes by: what could not be told before is told where nothing stands there.
  mutating func tickExports() -> [Effect] {
    if notice == nil { tellExports() }
    return []
  }

  // MARK: Signatures

  /// What waited for the signature of a case is asked for behind it.
  mutating func releaseExports(of caseID: String) -> [Effect] { exports.release(caseID).map(\.effect) }

  /// The same of every case, before the program ends: behind the signatures that are on their way.
  mutating func releaseExports() -> [Effect] {
    let waiting = exports.awaiting
    return waiting.flatMap { releaseExports(of: $0.caseID) }
  }

  /// A signature is in the casebook, and nobody looks at its dialog: the report is offered.
  mutating func offerReport(of caseID: String) {
    guard exports.folder != nil, reading?.file.id == caseID, case .reading = room, popup == nil, held == nil else {
      return
    }
    tellOwn("\(shortName(caseID)) signed; \(reportKeys) makes the PDF report.")
  }

  /// The keys that make the report of the open case: `E p`.
  var reportKeys: String {
    "\(keyChanges.reading.label("E")) \(keys.exports.label(of: .make(.pdf)))"
  }

  /// The same behind a signature, whose dialog leads to the list; `nil` where nothing makes any.
  var reportKeysInDialog: String? { reportKeys(behind: keys.signOff.signed.label(of: .export)) }

  /// The same behind an amendment or an addendum.
  var reportKeysInSupplement: String? { reportKeys(behind: keys.amend.signed.label(of: .export)) }

  private func reportKeys(behind key: String) -> String? {
    exports.folder == nil ? nil : "\(key) \(keys.exports.label(of: .make(.pdf)))"
  }

  private func shortName(_ caseID: String) -> String {
    TextWidth.middleTruncated(TextWidth.printable(caseID), to: 34)
  }
}

extension WantedExport {
  /// What makes it.
  var effect: Effect { .export(caseID: caseID, format) }
}
