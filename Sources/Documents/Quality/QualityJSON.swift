import Basics
import Casework
import Labels
import Prognosis
import ReadingQuality
import SurvivalStatistics

/// The figures of a casebook's readings for scripts: the contract of `stats --json`.
///
/// Every key is always there; what is not known is `null`. A share is an object of `count`, `of`, `share` and its 95 %
/// limits by Wilson, `lower` and `upper`; a spread one of `count`, `lowerQuartile`, `median` and `upperQuartile`.
/// Tables of agreement name the first rater's call first. Enums are their codes; a name that is not known is `null`.
package enum QualityJSON {
  /// The figures of the signatures of `read` that `scope` tells of, as text.
  package static func text(_ read: ReadCases, for scope: QualityScope) -> String {
    value(QualityFigures(read, for: scope)).prettyText
  }

  /// All of it as one object.
  package static func value(_ figures: QualityFigures) -> JSONValue {
    [
      "scope": .string(figures.scope.code), "reader": JSONValue(figures.scope.reader),
      "horizonYears": .number(figures.horizon),
      "demonstration": .bool(figures.isDemonstration), "models": .array(figures.models.map(model)),
      "filter": JSONValue(figures.filter.isEmpty ? nil : figures.filter.description),
      "cases": .integer(figures.cases), "closed": .integer(figures.closed), "unsigned": .integer(figures.unsigned),
      "withheld": .integer(figures.withheld), "amended": share(figures.amended),
      "all": .object(decisions(figures.all)), "readers": groups(figures.readers, "reader"),
      "scanners": groups(figures.scanners, "scanner"), "months": groups(figures.months, "month"),
      "reasons": .array(figures.reasons.map(reason)), "withModel": .array(figures.withModel.map(withModel)),
      "withEachOther": .array(figures.withEachOther.map(withEachOther)),
      "withFewColleagues": .integer(figures.withFewColleagues),
      "switches": switches(figures.switches), "consultations": .array(figures.consultations.map(consultation)),
      "calibration": .array(figures.calibration.map(calibration)),
      "researchUseOnly": .string(ResearchUse.sentence),
    ]
  }

  static func share(_ share: Share) -> JSONValue {
    [
      "count": .integer(share.count), "of": .integer(share.total), "share": JSONValue(share.value),
      "lower": JSONValue(share.limits?.lower), "upper": JSONValue(share.limits?.upper),
    ]
  }

  /// The table of two raters with all that follows from it.
  static func agreement(_ agreement: Agreement) -> [JSONMember] {
    let kappa = agreement.kappa
    return [
      JSONMember("highHigh", .integer(agreement.bothHigh)), JSONMember("highLow", .integer(agreement.highLow)),
      JSONMember("lowHigh", .integer(agreement.lowHigh)), JSONMember("lowLow", .integer(agreement.bothLow)),
      JSONMember("agreed", share(agreement.agreed)), JSONMember("kappa", JSONValue(kappa?.kappa)),
      JSONMember("kappaStandardError", JSONValue(kappa.flatMap { $0.limits == nil ? nil : $0.standardError })),
      JSONMember("kappaLower", JSONValue(kappa?.limits?.lower)),
      JSONMember("kappaUpper", JSONValue(kappa?.limits?.upper)), JSONMember("pabak", JSONValue(agreement.pabak)),
      JSONMember("pabakLower", JSONValue(agreement.pabakLimits?.lower)),
      JSONMember("pabakUpper", JSONValue(agreement.pabakLimits?.upper)),
    ]
  }

  private static func model(_ model: ModelIdentity) -> JSONValue {
    [
      "name": .string(model.name), "version": .string(model.version), "digest": .string(model.digest),
      "demonstration": .bool(model.demonstration), "threshold": .number(model.threshold),
    ]
  }

  private static func spread(_ spread: Spread?) -> JSONValue {
    guard let spread else { return .null }
    return [
      "count": .integer(spread.count), "lowerQuartile": .number(spread.lowerQuartile),
      "median": .number(spread.median), "upperQuartile": .number(spread.upperQuartile),
    ]
  }

  private static func decisions(_ figures: DecisionFigures) -> [JSONMember] {
    [
      JSONMember("signatures", .integer(figures.signatures)), JSONMember("overrides", share(figures.overrides)),
      JSONMember("deferrals", share(figures.deferrals)), JSONMember("rejections", share(figures.rejections)),
      JSONMember("readingSeconds", spread(figures.seconds)), JSONMember("turnaroundDays", spread(figures.turnaround)),
      JSONMember("withoutTurnaround", .integer(figures.withoutTurnaround)),
    ]
  }

  private static func groups(_ groups: [NamedFigures], _ key: String) -> JSONValue {
    .array(
      groups.map { group in
        .object([JSONMember(key, JSONValue(group.name.isEmpty ? nil : group.name))] + decisions(group.figures))
      })
  }

  private static func reason(_ figures: ReasonFigures) -> JSONValue {
    [
      "decision": .string(figures.decision.rawValue), "reason": .string(figures.reason.code),
      "label": .string(figures.reason.label), "share": share(figures.share),
    ]
  }

  private static func withModel(_ row: ModelAgreement) -> JSONValue {
    .object(
      [JSONMember("reader", .string(row.reviewer)), JSONMember("calls", .string(row.stage.rawValue))]
        + agreement(row.agreement) + [JSONMember("leftOut", .integer(row.leftOut))])
  }

  private static func withEachOther(_ row: ReaderAgreement) -> JSONValue {
    .object(
      [
        JSONMember("first", .string(row.first)), JSONMember("second", JSONValue(row.second)),
        JSONMember("calls", .string(row.comparison.rawValue)),
      ] + agreement(row.agreement) + [JSONMember("leftOut", .integer(row.leftOut))])
  }

  private static func switches(_ switches: Switches) -> JSONValue {
    [
      "signatures": .integer(switches.count),
      "table": .array(
        switches.cells.map { cell in
          [
            "first": .string(cell.first.rawValue), "final": JSONValue(word: cell.final),
            "model": .string(cell.model.rawValue), "count": .integer(cell.count),
          ]
        }),
      "towardModel": share(switches.toward), "awayFromModel": share(switches.away),
      "unsureToModel": share(switches.unsureToModel),
    ]
  }

  private static func consultation(_ row: Consultations) -> JSONValue {
    [
      "reference": .string(row.reference.rawValue), "positive": share(row.positive), "negative": share(row.negative),
      "negativeWithModel": .integer(row.negativeWithModel),
    ]
  }

  private static func calibration(_ row: SignedCalibration) -> JSONValue {
    [
      "model": model(row.model), "horizonYears": .number(row.horizon), "horizonDays": .integer(row.days),
      "patients": .integer(row.patients),
      "events": .integer(row.events), "observed": JSONValue(row.mean?.observed),
      "expected": JSONValue(row.mean?.expected), "ratio": JSONValue(row.mean?.ratio),
      "ratioLower": JSONValue(row.mean?.lower), "ratioUpper": JSONValue(row.mean?.upper),
      "groups": .array(
        row.groups.map { group in
          [
            "patients": .integer(group.count), "events": .integer(group.events),
            "predicted": .number(group.predicted), "observed": JSONValue(group.observed),
            "lower": JSONValue(group.lower), "upper": JSONValue(group.upper),
          ]
        }),
      "notComputed": JSONValue(row.notComputed),
    ]
  }
}

extension QualityScope {
  /// A code that scripts are told.
  fileprivate var code: String {
    switch self {
    case .everybody: "everybody"
    case .own: "own"
    case .nothing: "nothing"
    }
  }

  fileprivate var reader: String? {
    switch self {
    case .own(let name): name
    case .everybody, .nothing: nil
    }
  }
}
