import Casework

extension CaseOrderKey {
  /// As in `sorted by waiting`.
  public var label: String {
    switch self {
    case .received: "waiting"
    case .probability: "probability"
    case .status: "status"
    case .name: "case"
    case .age: "age"
    case .grade: "grade"
    case .slides: "slides"
    case .finalCall: "final call"
    case .call: "model's call"
    case .flags: "flags"
    case .reviewer: "reviewer"
    case .disagreement: "disagreement"
    }
  }
}

extension CaseColumn {
  /// What the column is called where it is chosen.
  public var label: String {
    switch self {
    case .name: "case"
    case .age: "age"
    case .grade: "grade"
    case .received: "received"
    case .waiting: "waiting"
    case .slides: "slides"
    case .status: "status"
    case .finalCall: "final call"
    case .call: "model's call"
    case .risk: "5-year risk"
    case .interval: "95 % interval"
    case .disagreement: "disagreement"
    case .flags: "flags"
    case .reviewer: "reviewer"
    }
  }

  /// What a text names, with commas between the columns, by codes or labels; each column once.
  ///
  /// - Throws: the first name that no column has.
  public static func list(_ text: String) throws(UnknownCode) -> [CaseColumn] {
    var columns: [CaseColumn] = []
    for name in text.split(separator: ",") {
      let column = try CaseColumn(named: String(name))
      if !columns.contains(column) { columns.append(column) }
    }
    return columns
  }
}

extension CaseDisagreement {
  /// What the case disagrees by: `own grade`.
  public var label: String {
    switch self {
    case .grade: "own grade"
    case .npi: "NPI"
    case .cts5: "CTS5"
    case .borderline: "borderline"
    }
  }
}

extension CaseFilter {
  /// How a filter is typed, for a help text.
  public static let offered =
    "words, key:value and key>number, such as status:scored call:high age>50 -flag:pen by:me; the keys are "
    + CaseFilterKey.all.map(\.name).joined(separator: ", ")
}

extension CaseFilterMistake {
  /// What is wrong, on a line: `there is no key "statsu"; did you mean status?`
  public var phrase: String {
    switch problem {
    case .unknownKey(let nearest):
      "there is no key \"\(word)\"" + Self.advice(nearest, or: CaseFilterKey.all.map(\.name))
    case .unknownValue(let key, let nearest, let values):
      "\(key) has no value \"\(word)\"" + Self.advice(nearest, or: values)
    case .noValue(let key, let values):
      "\(key) wants a value" + (values.isEmpty ? "" : ": " + values.joined(separator: ", "))
    case .notANumber(let key): "\(key) wants a number, not \"\(word)\""
    case .notADay(let key): "\(key) wants a day such as 2026-01-31, a month or a year, not \"\(word)\""
    case .notCompared(let key): "\(key) takes : and a value, not \"\(word)\""
    case .notEqual(let key): "\(key) takes > or <, not \"\(word)\""
    }
  }

  private static func advice(_ nearest: [String], or all: [String]) -> String {
    nearest.isEmpty
      ? "; choose one of " + all.joined(separator: ", ") : "; did you mean \(nearest.joined(separator: " or "))?"
  }
}
