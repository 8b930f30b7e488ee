import Basics
import Casework
import Labels
import Prognosis

/// What published scores, colleagues and the reader's own draft say.
extension SpokenCase {
  var comparatorLines: [String] {
    guard file.withheld == nil else { return [] }
    let clinical = file.record.clinical
    guard clinical != ClinicalVariables() else { return ["Comparators: none, no clinical variables are given."] }
    return ["Comparators follow; they are not in the call."]
      + ClinicalComparator.allCases.flatMap { Self.lines($0, $0.result(of: clinical)) }
  }

  private static func lines(_ comparator: ClinicalComparator, _ result: ComparatorResult) -> [String] {
    switch result {
    case .none(let reasons): return ["\(comparator.name): no value, \(reasons.phrase)."]
    case .value(.group(let group)): return ["\(comparator.name): \(group)."]
    case .value(.score(let score, let group)):
      let number = NumberText.plain.fixed(score, digits: comparator.decimals)
      return ["\(comparator.name): \(number) \(comparator.unit)\(group.map { ", \($0)" } ?? "")."]
    case .value(.outlook(let outlook)): return lines(comparator, outlook)
    }
  }

  private static func lines(_ comparator: ClinicalComparator, _ outlook: PredictOutlook) -> [String] {
    var lines = ["\(comparator.name), alive at 5, 10 and 15 years after surgery alone: \(shares(outlook.surgeryOnly))."]
    if let treated = outlook.asTreated { lines.append("\(comparator.name), as treated: \(shares(treated)).") }
    let gains = outlook.benefits.map { benefit in
      "\(NumberText.plain.signed(benefit.gain[1] * 100, digits: 1)) by \(benefit.treatment.label)"
    }
    if !gains.isEmpty {
      lines.append("\(comparator.name), percentage points added at 10 years: \(gains.joined(separator: "; ")).")
    }
    let unknown = outlook.unknown.map(\.name).joined(separator: ", ")
    return lines + (unknown.isEmpty ? [] : ["\(comparator.name), not known: \(unknown)."])
  }

  private static func shares(_ shares: [Double]) -> String {
    shares.map { NumberText.plain.percent($0) }.joined(separator: ", ")
  }

  // MARK: What was signed

  var historyLines: [String] {
    let signed = file.signatures
    let told = signed.compactMap(\.firstRead)
    let firstCalls = file.firstReads.filter { !told.contains($0) }.map { "First call of \($0.reviewer): \($0.phrase)." }
    return firstCalls + signed.flatMap(lines) + file.supplements.flatMap(lines) + file.opinions.flatMap(lines)
      + file.outcomes.flatMap(lines)
  }

  private func lines(_ signOff: SignOff) -> [String] {
    let title = file.title(of: signOff).map { "\($0), " } ?? ""
    let files = signOff.filesPhrase(file.record.slides)
    var lines = ["Signed: \(title)\(signOff.outcome), by \(signOff.reviewer), \(TimeText.words(signOff.signedAt))."]
    if let reason = signOff.reason { lines.append("Reason: \(reason.label).") }
    if !signOff.comment.isEmpty { lines.append("Comment: \(signOff.comment)") }
    if let read = signOff.firstRead { lines.append("Their first call: \(read.phrase).") }
    if let grade = signOff.grade, grade.differs { lines.append("Grade: \(grade.phrase(.plain)).") }
    lines.append("Meaning: \(signOff.statement)")
    if case .record(let record)? = signOff.reading {
      lines.append("Reading: \(record.timePhrase); \(record.seenPhrase).")
    }
    return lines + (files.map { ["Files: \($0)."] } ?? [])
  }

  private func lines(_ supplement: Supplement) -> [String] {
    let by = ", by \(supplement.reviewer), \(TimeText.words(supplement.signedAt))"
    switch supplement {
    case .addendum(let addendum): return ["\(addendum.title)\(by): \(addendum.text)"]
    case .amendment(let amendment):
      return [
        "\(amendment.title)\(by): \(amendment.reading.outcome).",
        "Class: \(amendment.kind.label). Why: \(amendment.reason). Told: \(amendment.toldWords).",
      ]
    }
  }

  private func lines(_ outcome: RecordedOutcome) -> [String] {
    let comment = outcome.comment.isEmpty ? [] : ["Comment: \(outcome.comment)"]
    let standing = file.standing(of: outcome).map { " \($0)" } ?? ""
    return ["Outcome\(standing): \(outcome.phrase), by \(outcome.reviewer), \(TimeText.words(outcome.recordedAt))."]
      + comment
  }

  private func lines(_ opinion: SecondOpinion) -> [String] {
    let request = opinion.request
    let asked =
      "\(request.title), by \(request.asker) to \(request.askedOf), of the place \(request.place.text): "
      + request.question
    let standing = "\(request.title) \(file.standing(of: opinion).label)."
    if let words = opinion.withheldWords(in: file) { return [asked, standing, words] }
    guard let answer = opinion.answer else { return [asked, standing] }
    let call = answer.call.map { ", own call \($0.label)" } ?? ""
    return [asked, standing, "Answer of \(answer.reviewer)\(call): \(answer.text)"]
  }

  // MARK: The reader's own

  var draftLines: [String] {
    guard let draft = file.draft else { return [] }
    guard !file.status.isClosed else { return ["Your own draft was not signed."] }
    return ["Your draft, \(draft.decision?.intent ?? "undecided"), is kept; it is not signed."]
  }
}
