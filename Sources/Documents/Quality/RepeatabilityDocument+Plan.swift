import Basics
import Casework
import Labels
import ReadingQuality

/// Which cases a reader is to read again, as JSON and as text.
extension RepeatabilityDocument {
  /// For scripts.
  ///
  /// - Parameter now: seconds since the epoch.
  package static func json(_ plan: RepeatabilityPlan, now: Int) -> JSONValue {
    [
      "reader": .string(plan.reviewer), "casesWanted": .integer(RepeatabilityDesign.cases),
      "washoutDays": .integer(RepeatabilityDesign.washoutDays), "repeated": .integer(plan.repeated),
      "isEnough": .bool(plan.isEnough), "due": .integer(plan.due(at: now).count),
      "cases": .array(
        plan.items.map { item in
          [
            "case": .string(item.caseID), "notBefore": .string(item.notBefore.text),
            "isDue": .bool(item.notBefore.seconds <= now),
          ]
        }), "caution": .string(ReadingQualityWords.repeatability), "researchUseOnly": .string(ResearchUse.sentence),
    ]
  }

  /// For a reader in a terminal.
  ///
  /// - Parameter now: seconds since the epoch.
  package static func text(_ plan: RepeatabilityPlan, now: Int) -> String {
    var lines = [
      "Cases for \(plan.reviewer) to read again", "Read again by now: \(plan.repeated)",
      "To read again: \(plan.items.count), due now: \(plan.due(at: now).count)",
    ]
    lines += plan.items.map { item in
      "  \(item.caseID), \(item.notBefore.seconds <= now ? "due" : "from") \(item.notBefore.text)"
    }
    if !plan.isEnough {
      let missing = RepeatabilityDesign.cases - plan.repeated - plan.items.count
      lines.append(
        "\(missing.counted("case")) missing: the design asks for \(RepeatabilityDesign.cases) that the reader has read "
          + "with a high or low call")
    }
    return (lines + [ReadingQualityWords.repeatability, "", ResearchUse.sentence]).map(\.printableLine)
      .joined(separator: "\n")
  }

  /// What `repeat plan` says, or `repeat result`.
  ///
  /// - Parameters:
  ///   - draw: how the plan is drawn; `nil`: the result is told.
  ///   - now: seconds since the epoch.
  package static func told(
    of cases: RepeatableCases, draw: (count: Int, seed: UInt64)?, now: Int, asJSON: Bool
  ) -> String {
    guard let draw else {
      return asJSON ? json(cases.repeatability).prettyText : text(cases.repeatability)
    }
    let plan = RepeatabilityPlan(of: cases, count: draw.count, seed: draw.seed)
    return asJSON ? json(plan, now: now).prettyText : text(plan, now: now)
  }

  /// What is said once a repeated reading is in the ledger: nothing of the call before.
  package static func done(_ read: RepeatedRead, of caseID: String) -> String {
    "read case \(caseID.printable) again as \(read.reviewer.printable) at \(read.readAt): \(read.phrase). "
      + read.meaning.statement(shown: nil) + "\n" + ReadingQualityWords.repeatability
  }
}
