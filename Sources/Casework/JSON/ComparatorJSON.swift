import Basics
import Prognosis
import Tables

/// What `compare CASE --json` and `comparators --table --json` print: the contract for scripts.
///
/// Each comparator stands under its short name, in one order, with every key; what is missing is `null`. Of a
/// comparator without a value, `reasons` says why. Survival is in percent, benefits in percentage points, at
/// ``PredictOutlook/years``.
public enum ComparatorJSON {
  /// All comparators of a patient as an object.
  public static func value(of clinical: ClinicalVariables) -> JSONValue {
    .object(ClinicalComparator.allCases.map { JSONMember($0.rawValue, value($0, $0.result(of: clinical))) })
  }

  /// `compare CASE --json`.
  public static func show(_ record: Case) -> String {
    let shown: JSONValue = [
      "case": .string(record.id), "blendedIntoCall": false, "clinical": record.clinical.completeJSON,
      "comparators": value(of: record.clinical),
    ]
    return shown.prettyText
  }

  /// `comparators --table --json`.
  public static func table(_ table: ClinicalTable) -> String {
    let rows = table.rows.map { row -> JSONValue in
      ["line": .integer(row.line), "patient": JSONValue(row.name), "comparators": value(of: row.clinical)]
    }
    let shown: JSONValue = [
      "columns": [
        "known": JSONValue(table.knownColumns), "unknown": JSONValue(table.unknownColumns),
        "absent": JSONValue(table.absentColumns),
      ], "patients": .array(rows),
    ]
    return shown.prettyText
  }

  private static func value(_ comparator: ClinicalComparator, _ result: ComparatorResult) -> JSONValue {
    let (score, group, outlook) = parts(result)
    var members = [
      JSONMember("name", .string(comparator.name)), JSONMember("value", JSONValue(score)),
      JSONMember("unit", .string(comparator.unit)), JSONMember("group", JSONValue(group)),
      JSONMember("reasons", .array(reasons(result))), JSONMember("population", .string(comparator.population)),
      JSONMember("source", .string(comparator.source)),
    ]
    switch comparator {
    case .predict22, .predict32: members.append(JSONMember("outlook", outlook.map(value) ?? .null))
    case .npi, .cts5, .mindact, .magee1, .magee2, .magee3, .ihc4: break
    }
    return .object(members)
  }

  /// PREDICT's value is the survival at 10 years; all of it stands in `outlook`.
  private static func parts(_ result: ComparatorResult) -> (Double?, String?, PredictOutlook?) {
    switch result {
    case .value(.score(let score, let group)): (score, group, nil)
    case .value(.group(let group)): (nil, group, nil)
    case .value(.outlook(let outlook)): (outlook.surgeryOnly[1] * 100, nil, outlook)
    case .none: (nil, nil, nil)
    }
  }

  private static func reasons(_ result: ComparatorResult) -> [JSONValue] {
    guard case .none(let reasons) = result else { return [] }
    return reasons.map(value)
  }

  private static func value(_ reason: ComparatorReason) -> JSONValue {
    let (kind, variable) =
      switch reason {
      case .missing(let variable): ("missing", variable)
      case .outOfRange(let variable, _, _): ("out-of-range", variable)
      case .population(let variable, _, _): ("population", variable)
      case .contradiction(let variable, _): ("contradiction", variable)
      }
    return ["kind": .string(kind), "variable": .string(variable.rawValue), "text": .string(reason.phrase)]
  }

  private static func value(_ outlook: PredictOutlook) -> JSONValue {
    [
      "years": .array(PredictOutlook.years.map { .integer($0) }), "surgeryOnly": percent(outlook.surgeryOnly),
      "benefits": .array(outlook.benefits.map(value)), "asTreated": outlook.asTreated.map(percent) ?? .null,
      "steps": .array(outlook.steps.map(value)), "unknown": JSONValue(outlook.unknown.map(\.rawValue)),
      "notCounted": JSONValue(outlook.notCounted.map(\.rawValue)),
    ]
  }

  private static func value(_ benefit: PredictBenefit) -> JSONValue {
    ["treatment": .string(benefit.treatment.rawValue), "gain": percent(benefit.gain)]
  }

  private static func percent(_ shares: [Double]) -> JSONValue { .array(shares.map { .number($0 * 100) }) }
}
