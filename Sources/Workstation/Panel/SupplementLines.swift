import Casework
import Labels
import TerminalKit

extension ThemedView {
  /// What came after the signature: what it says, who signed it and when.
  func supplementLines(_ supplement: Supplement, _ columns: Int, of record: Case) -> [Line] {
    switch supplement {
    case .addendum(let addendum):
      return [Line("✓ " + addendum.title.uppercased(), theme[.success])]
        + wrapped(addendum.text, columns: columns, style: theme[.text])
        + signatureLines(supplement, addendum.entryDigest, columns)
    case .amendment(let amendment):
      let reading = amendment.reading
      var lines = [Line([Span("✓ " + amendment.title.uppercased() + "  ", theme[.success])]) + callLine(of: reading)]
      lines += wrapped(reading.decision.presentWords, columns: columns, style: theme[.text])
      if let reason = reading.reason { lines += pair("reason", reason.label, columns) }
      lines += pair("class", amendment.kind.label, columns) + pair("why", amendment.reason, columns)
      lines += pair("told", amendment.toldWords, columns)
      if let files = reading.filesPhrase(record.slides) { lines += pair("files", files, columns) }
      return lines + signatureLines(supplement, reading.entryDigest, columns)
    }
  }

  /// What became of the patient, who recorded it and when.
  func outcomeLines(_ outcome: RecordedOutcome, _ columns: Int, of file: CaseFile) -> [Line] {
    let standing = file.standing(of: outcome) ?? "\(outcome.number)"
    var lines = [Line("✓ OUTCOME \(standing.uppercased())", theme[.success])]
    lines += wrapped(outcome.phrase, columns: columns, style: theme[.text])
    if !outcome.comment.isEmpty { lines += pair("comment", outcome.comment, columns) }
    lines += pair("by", outcome.reviewer, columns) + pair("at", TimeText.words(outcome.recordedAt), columns)
    lines += pair("meaning", outcome.statement, columns)
    if let digest = outcome.entryDigest { lines += pair("entry", String(digest.prefix(12)) + "…", columns) }
    return lines
  }

  private func signatureLines(_ supplement: Supplement, _ digest: String?, _ columns: Int) -> [Line] {
    pair("by", supplement.reviewer, columns) + pair("at", TimeText.words(supplement.signedAt), columns)
      + pair("meaning", supplement.statement, columns)
      + (digest.map { pair("entry", String($0.prefix(12)) + "…", columns) } ?? [])
  }
}
