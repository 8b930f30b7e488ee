import Basics
import Casework
import Labels
import Prognosis

/// What is asked at each step, and what can be answered.
extension ReadingDialogue {
  /// The steps of the reading from here to the signature, or to the first call, in their order.
  var path: [Step] {
    guard let dialog else { return [.place, .firstCall, .confidence, .firstGrade, .commit] }
    let (needsReason, needsOwnCall) = (dialog.decision?.needsReason ?? false, dialog.decision?.needsOwnCall ?? false)
    return [.place, .call] + (needsReason ? [.reason] : []) + (needsOwnCall ? [.grade] : []) + [.comment, .summary]
  }

  var places: SpokenChoice<DiagnosisSource> {
    SpokenChoice([
      ("glass", .glass), ("PACS", .pacs), ("not stated", .notStated),
    ])
  }

  var firstCalls: SpokenChoice<FirstCall> { SpokenChoice(FirstCall.allCases.map { ($0.label, $0) }) }

  var confidences: SpokenChoice<ReadingConfidence> { SpokenChoice(ReadingConfidence.allCases.map { ($0.label, $0) }) }

  var grades: SpokenChoice<Int> { SpokenChoice(FirstRead.grades.map { (String($0), $0) }) }

  /// What can be signed: the reader's own call, or what stands instead of one.
  var decisions: SpokenChoice<SignOffCommand> {
    let calls: [(word: String, value: SignOffCommand)] = [("high", .callHigh), ("low", .callLow)]
    let modelAnswers = dialog?.modelCall.isAnswer ?? true
    return SpokenChoice(
      calls + [("defer", .defer), ("reject the slide", .reject)]
        + (modelAnswers ? [] : [("acknowledge that the model makes no call", .acknowledge)]))
  }

  var reasons: SpokenChoice<SignOffReason> { SpokenChoice((dialog?.offered ?? []).map { ($0.label, $0) }) }

  /// What is asked now; the last line says what can be typed.
  var question: [String] {
    switch step {
    case .offered:
      guard let standsAgainst else { return ["Type read to give your reading of it, quit to leave."] }
      return [standsAgainst, file?.status.isClosed ?? false ? Self.closedQuestion : "Type quit to leave."]
    case .place:
      return asked("Where do you look at the slide? Type \(places.list).", place?.label)
    case .firstCall:
      let call = file?.isToRepeat ?? false ? "Your call, told nothing of any before" : Self.firstCallQuestion
      return asked("\(call). Type \(firstCalls.list).", first.call?.label)
    case .confidence: return asked("How sure are you of it? Type \(confidences.list).", first.confidence?.label)
    case .firstGrade:
      return asked(
        "Your own Nottingham grade. Type 1, 2 or 3; a hyphen for none.", first.grade.map(String.init) ?? "none")
    case .commit:
      return firstWords + ["It is kept in the ledger and never changed. Type commit to commit it, or back."]
    case .call: return asked("Your own call, or what you sign instead of one. Type \(decisions.list).", decisionWords)
    case .reason:
      let all = reasons.all.enumerated().map { index, reason in
        "\(index + 1) \(reason.word)\(reason.value.needsComment ? ", with a comment" : "")."
      }
      return ["The reasons:"] + all + asked("Why? Type the number of a reason.", dialog?.reason?.label)
    case .grade:
      let stands = dialog?.grade.map { String($0.own) } ?? "none"
      return asked("Your own Nottingham grade. Type 1, 2 or 3; a hyphen for none.", stands)
    case .comment:
      let comment = dialog?.comment.text ?? ""
      return asked("A comment of your own, on one line; a hyphen for none.", comment.isEmpty ? "none" : comment)
    case .summary: return summary + ["Type sign to go on to the passphrase, or back."]
    case .passphrase: return ["Type your passphrase, then Enter: it signs. An empty line signs nothing."]
    case .held:
      return [
        "Signed. It goes to the casebook in \(setting.withdrawal) seconds; until then z and Enter withdraw it."
      ]
    case .opening, .claiming, .committing, .checking, .signing, .ended: return []
    }
  }

  /// What makes the report of the case: a command, whole on a line of its own.
  var report: [String] {
    let name = caseID.shellWord
    return [
      "This command makes its PDF report:",
      "coverslip report \(name) --format pdf\(setting.casebook?.option ?? "")",
    ]
  }

  private static let closedQuestion = "Type report for the command that makes its PDF report, quit to leave."

  private static let firstCallQuestion = "Your first call, before anything of the model is told"

  /// The question, and what was said so far, which an empty line keeps.
  private func asked(_ question: String, _ said: String?) -> [String] {
    [question] + (said.map { ["So far: \($0). An empty line keeps it."] } ?? [])
  }

  private var firstWords: [String] {
    guard let call = first.call, let confidence = first.confidence else { return [] }
    let read = FirstRead(reviewer: setting.reader, call: call, confidence: confidence, grade: first.grade, readAt: "")
    return ["Your \(file?.isToRepeat ?? false ? "" : "first ")call: \(read.phrase)."]
  }

  /// `high risk: overrides the model's call`.
  private var decisionWords: String? {
    guard let dialog, let decision = dialog.decision else { return nil }
    return [dialog.ownCall?.words, decision.presentWords].compactMap(\.self).joined(separator: ": ")
  }

  // MARK: Before the signature

  /// All that will be signed.
  private var summary: [String] {
    guard let dialog, let decision = dialog.decision else { return [] }
    var lines = ["What will be signed of case \(caseID):", "\(decisionWords ?? decision.presentWords)."]
    if !dialog.between.isEmpty { lines.append("Between: \(dialog.between.map(\.voice).joined(separator: "; ")).") }
    if let reason = dialog.reason { lines.append("Reason: \(reason.label).") }
    if !dialog.comment.text.isEmpty { lines.append("Comment: \(dialog.comment.text)") }
    if let grade = dialog.grade, decision.needsOwnCall { lines.append("Grade: \(grade.phrase(.plain)).") }
    if let reading = slides.reading { lines.append("Seen on this screen: \(reading.phrase).") }
    let meaning = SignatureMeaning(of: decision).statement(
      shown: slides.shown, decides: !dialog.between.isEmpty, diagnosis: dialog.diagnosisRead ?? .notStated,
      reading: slides.reading)
    let finality = setting.withdrawal > 0 ? "can be withdrawn for \(setting.withdrawal) seconds" : "cannot be changed"
    return lines + ["Meaning: \(meaning)", "Signed by \(setting.reader), now. It \(finality)."]
  }
}
