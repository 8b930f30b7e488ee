import Basics
import Casework
import Foundation
import Labels
import Prognosis

/// Findings in words, the same in every list.
package enum Words {
  /// `HIGH`, `HIGH borderline`, `no call`, `-` where nothing was scored.
  package static func call(_ finding: Finding?) -> String {
    guard let finding else { return "-" }
    let word = finding.call.word
    return finding.borderline ? "\(word) borderline" : word
  }

  /// `HIGH`, `LOW override`, `LOW own assessment`, `no call acknowledged`, `deferred`; `-` where nobody has signed.
  package static func finalCall(_ signOff: SignOff?) -> String {
    guard let signOff else { return "-" }
    let call = signOff.finalCall?.word
    switch signOff.decision {
    case .confirm: return call ?? signOff.outcomeWord
    case .override, .acknowledge, .assess, .defer, .reject:
      return [call, signOff.outcomeWord].compactMap(\.self).joined(separator: " ")
    }
  }

  /// `6.3 % (3.1-12.4)`; a finding without a call shows no number as an answer.
  package static func risk(_ finding: Finding?) -> String {
    guard let finding, finding.call.isAnswer, let probability = finding.probability5y else { return "-" }
    return risk(probability, finding.interval)
  }

  /// The risk at ten years, likewise; `nil` where there is none.
  static func laterRisk(_ finding: Finding) -> String? {
    finding.told.probability10y.map { risk($0, finding.interval10y) }
  }

  private static func risk(_ probability: Double, _ interval: ProbabilityInterval?) -> String {
    guard let interval else { return percent(probability) }
    return "\(percent(probability)) (\(figure(interval.lower))-\(figure(interval.upper)))"
  }

  /// `3.1-12.4 %`; `-` where there is none, or no call.
  package static func interval(_ finding: Finding?) -> String {
    guard let finding, finding.call.isAnswer, let interval = finding.interval else { return "-" }
    return "\(figure(interval.lower))-\(figure(interval.upper)) %"
  }

  /// The risk, or why there is none.
  package static func riskOrReasons(_ finding: Finding) -> String {
    finding.call.isAnswer ? risk(finding) : finding.reasons.map(\.label).joined(separator: ", ")
  }

  package static func percent(_ share: Double) -> String { "\(figure(share)) %" }

  /// Three decimals.
  package static func decimal(_ value: Double) -> String { NumberText.shell.fixed(value, digits: 3) }

  private static func figure(_ share: Double) -> String { NumberText.shell.fixed(share * 100, digits: 1) }
}

extension Call {
  /// `HIGH`, `LOW`, `no call`.
  fileprivate var word: String {
    switch self {
    case .high, .low: label.uppercased()
    case .noCall: label
    }
  }
}

/// A case as text for a shell.
package struct CaseText {
  package let text: String

  package init(_ file: CaseFile) {
    var lines = ["Case \(file.id)   \(file.status.label)"]
    lines += file.record.slides.map(Self.slide) + Self.labelLines(file)
    for signOff in file.signatures { lines += Self.lines(signOff, of: file) }
    lines += file.supplements.flatMap { Self.lines($0, of: file) }
    lines += file.opinions.flatMap { Self.lines($0, of: file) } + file.outcomes.flatMap { Self.lines($0, of: file) }
    lines += file.repeats.flatMap(Self.lines)
    if let words = file.rescoredWords { lines.append("  note     \(words)") }
    if file.readingProtocol.asksFirstCall { lines.append("  protocol \(file.readingProtocol.label)") }
    if let finding = file.finding { lines += Self.lines(finding) }
    if let withheld = file.withheld { lines.append("  model    \(withheld.label)") }
    text = ([lines[0].printable] + lines.dropFirst().map { "  " + $0.printable } + ["", ResearchUse.sentence])
      .joined(separator: "\n")
  }

  private static func slide(_ slide: CaseSlide) -> String {
    let given = slide.mppGiven ? " (given)" : ""
    return "  slide    \(slide.path)   \(slide.size.width) x \(slide.size.height) px, "
      + NumberText.shell.significant(slide.mpp.mean) + " um/px" + "\(given), \(slide.vendor)"
  }

  private static func lines(_ finding: Finding) -> [String] {
    let demo = finding.model.demonstration ? "DEMO " : ""
    let later = Words.laterRisk(finding).map { "   10-year risk \($0)" } ?? ""
    var lines = [
      "  model    \(demo)\(finding.model.name) \(finding.model.version)  \(finding.model.digest.prefix(12))",
      "  call     \(Words.call(finding))   5-year risk \(Words.risk(finding))\(later)",
      "  tiles    \(finding.tiles) of \(finding.tilesAvailable), "
        + NumberText.shell.fixed(finding.tissueMM2, digits: 1) + " mm² of tissue",
    ]
    if let leftOut = finding.leftOut { lines.append("  without  \(leftOut.phrase)") }
    if let encoder = finding.encoder {
      lines.append("  encoder  \(encoder)\(finding.precision.map { ", \($0)" } ?? "")")
      lines.append("  colour   \(finding.encodedColors.label)")
    }
    if let basis = finding.basis {
      let missing = finding.missing.isEmpty ? "" : "; missing: \(finding.missing.joined(separator: ", "))"
      lines.append("  basis    \(basis.label)\(missing)")
    }
    if let hangs = finding.hangsPhrase(.shell) { lines.append("  hangs    \(hangs)") }
    lines += finding.reasons.map { "  reason   \($0.label)" }
    return lines + finding.flags.map { "  flag     \($0.kind.label): \($0.sentence)" }
  }

  private static func lines(_ supplement: Supplement, of file: CaseFile) -> [String] {
    let by = "  by       \(supplement.reviewer), \(supplement.signedAt)"
    switch supplement {
    case .addendum(let addendum):
      return [
        "  \(addendum.title): \(addendum.text)", by, "  meaning  \(addendum.statement)",
        "  entry    \(addendum.entryDigest ?? "-")",
      ]
    case .amendment(let amendment):
      let reading = amendment.reading
      let reason = reading.reason.map { ", \($0.label)" } ?? ""
      let files = reading.filesPhrase(file.record.slides).map { ["  files    \($0)"] } ?? []
      return [
        "  \(amendment.title): \(Words.finalCall(reading))\(reason)",
        "  class    \(amendment.kind.label)", "  reason   \(amendment.reason)", "  told     \(amendment.toldWords)", by,
        "  meaning  \(amendment.statement)",
      ] + files + ["  entry    \(reading.entryDigest ?? "-")"]
    }
  }

  private static func lines(_ outcome: RecordedOutcome, of file: CaseFile) -> [String] {
    let standing = file.standing(of: outcome).map { "\($0): " } ?? ""
    let comment = outcome.comment.isEmpty ? [] : ["  comment  \(outcome.comment)"]
    return ["  outcome  \(standing)\(outcome.phrase)", "  by       \(outcome.reviewer), \(outcome.recordedAt)"]
      + comment
      + ["  meaning  \(outcome.statement)", "  entry    \(outcome.entryDigest ?? "-")"]
  }

  private static func lines(_ read: RepeatedRead) -> [String] {
    [
      "  again    \(read.phrase)", "  by       \(read.reviewer), \(read.readAt)",
      "  meaning  \(read.meaning.statement(shown: nil))", "  entry    \(read.entryDigest ?? "-")",
    ]
  }

  private static func lines(_ signOff: SignOff, of file: CaseFile) -> [String] {
    let title = file.title(of: signOff).map { "\($0): " } ?? ""
    let reason = signOff.reason.map { ", \($0.label)" } ?? ""
    let comment = signOff.comment.isEmpty ? [] : ["  comment  \(signOff.comment)"]
    let read = signOff.firstRead.map { ["  first    \($0.phrase)"] } ?? []
    let files = signOff.filesPhrase(file.record.slides).map { ["  files    \($0)"] } ?? []
    return [
      "  signed   \(title)\(Words.finalCall(signOff))\(reason)",
      "  by       \(signOff.reviewer), \(signOff.signedAt)",
    ] + read + comment + ["  meaning  \(signOff.statement)"] + reading(signOff) + files
      + ["  entry    \(signOff.entryDigest ?? "-")"]
  }

  /// What was seen of the reading, the tiles that were judged, and the signer's own grade where it is another one.
  private static func reading(_ signOff: SignOff) -> [String] {
    let grade = signOff.grade.flatMap { $0.differs ? ["  grade    \($0.phrase(.shell))"] : nil } ?? []
    let tiles = signOff.judgedTiles.phrase.map { ["  tiles    \($0)"] } ?? []
    guard case .record(let record)? = signOff.reading else { return grade + tiles }
    return grade + [
      "  reading  \(record.timePhrase); \(record.seenPhrase)", "  shown    \(record.layersPhrase)",
    ] + (record.trialsPhrase(.shell).map { ["  tried    \($0)"] } ?? []) + tiles
  }
}
