import Basics
import Casework
import Labels
import ReadingQuality

/// How well a reader repeats their own calls, as JSON and as text.
package enum RepeatabilityDocument {
  /// For scripts. `isEnough` is whether there are as many cases as the design asks for.
  package static func json(_ result: Repeatability) -> JSONValue {
    .object(
      [
        JSONMember("reader", .string(result.reviewer)), JSONMember("casesWanted", .integer(RepeatabilityDesign.cases)),
        JSONMember("washoutDays", .integer(RepeatabilityDesign.washoutDays)),
        JSONMember("cases", .integer(result.agreement.count)), JSONMember("isEnough", .bool(result.casesMissing == 0)),
        JSONMember("concordance", QualityJSON.share(result.concordance)),
      ] + QualityJSON.agreement(result.agreement) + [
        JSONMember(
          "leftOut",
          .object(
            RepeatOmission.allCases.map { JSONMember($0.rawValue, .integer(result.leftOut[$0] ?? 0)) })),
        JSONMember("casesMissing", .integer(result.casesMissing)),
        JSONMember("modelInSightAtFirst", .integer(result.sawModel)),
        JSONMember(
          "readAgain",
          .object(DiagnosisSource.allCases.map { JSONMember($0.rawValue, .integer(result.places[$0] ?? 0)) })),
        JSONMember("caution", .string(ReadingQualityWords.repeatability)),
        JSONMember("researchUseOnly", .string(ResearchUse.sentence)),
      ])
  }

  /// For a reader in a terminal.
  package static func text(_ result: Repeatability) -> String {
    let agreement = result.agreement
    var lines = [
      "Repeatability of \(result.reviewer)",
      "Cases read twice, at least \(RepeatabilityDesign.washoutDays) days apart: \(agreement.count)",
      "Same call twice: \(result.concordance.text)",
      "  high twice \(agreement.bothHigh), low twice \(agreement.bothLow), high then low \(agreement.highLow), "
        + "low then high \(agreement.lowHigh)",
    ]
    if let kappa = agreement.kappa, let limits = kappa.limits {
      lines.append(
        "Kappa: \(FigureText.decimal(kappa.kappa)) (\(FigureText.decimal(limits.lower)) to "
          + "\(FigureText.decimal(limits.upper)))")
    }
    if result.casesMissing > 0 {
      lines.append(
        "\(result.casesMissing.counted("case")) more to read: the design asks for \(RepeatabilityDesign.cases)")
    }
    lines += placeLines(result)
    if result.sawModel > 0 {
      lines.append(
        "On \(result.sawModel.counted("case")) of these the first call was signed with the model's in sight, and the "
          + "second given without: that is no plain repetition")
    }
    lines += RepeatOmission.allCases.compactMap { omission in
      result.leftOut[omission].map { "  left out, \(omission.label): \($0)" }
    }
    return (lines + [ReadingQualityWords.repeatability, "", ResearchUse.sentence]).map(\.printableLine)
      .joined(separator: "\n")
  }

  /// Where the cases were read again, and that it was not always the same place.
  private static func placeLines(_ result: Repeatability) -> [String] {
    let places = DiagnosisSource.allCases.compactMap { place in result.places[place].map { "\(place.label) \($0)" } }
    guard !places.isEmpty else { return [] }
    let told = "Read again: \(places.joined(separator: ", "))"
    guard result.elsewhere > 0 else { return [told] }
    return [
      told,
      "\(result.elsewhere.counted("case")) of these not read again on this workstation, as far as is known: the share "
        + "is not of it alone",
    ]
  }
}
