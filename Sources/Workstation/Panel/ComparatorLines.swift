import Basics
import Labels
import Prognosis
import TerminalKit

extension CasePanel {
  /// Published scores of the clinical variables, apart from the call; those that have no value come last, with the
  /// reason.
  func comparatorLines(_ columns: Int) -> [Line] {
    let clinical = file.record.clinical
    let head = heading("Comparators", note: "not in the call", columns)
    if let withheld = file.withheldLabel {
      return [head] + wrapped("They are \(withheld).", columns: columns, style: theme[.dim])
    }
    guard clinical != ClinicalVariables() else {
      return [head] + wrapped("None: no clinical variables are given.", columns: columns, style: theme[.dim])
    }
    let results = ClinicalComparator.allCases.map { ($0, $0.result(of: clinical)) }
    let values = results.flatMap { comparator, result -> [Line] in
      guard case .value(let value) = result else { return [] }
      return lines(comparator, value, columns)
    }
    let reasons = results.flatMap { comparator, result -> [Line] in
      guard case .none(let reasons) = result else { return [] }
      return pair(comparator.label, Self.reason(comparator, reasons), columns, style: theme[.dim])
    }
    return [head] + values + reasons
  }

  private static func reason(_ comparator: ClinicalComparator, _ reasons: [ComparatorReason]) -> String {
    "– " + (comparator.version.map { $0 + ": " } ?? "") + reasons.phrase
  }

  private func lines(_ comparator: ClinicalComparator, _ value: ComparatorValue, _ columns: Int) -> [Line] {
    switch value {
    case .score(let score, let group):
      let unit = columns < Self.roomForUnits ? "" : " " + comparator.unit
      let number = NumberText.screen.fixed(score, digits: comparator.decimals) + unit
      return pair(comparator.label, [number, group].compactMap { $0 }.joined(separator: ", "), columns)
    case .group(let group): return pair(comparator.label, group, columns)
    case .outlook(let outlook): return lines(comparator, outlook, columns)
    }
  }

  /// Columns of a panel from which on units, decimals of survival and benefits have room.
  private static let roomForUnits = 36

  /// The survival, what it is of, and where there is room what treatments add.
  private func lines(_ comparator: ClinicalComparator, _ outlook: PredictOutlook, _ columns: Int) -> [Line] {
    let digits = columns < Self.roomForUnits ? 0 : 1
    let version = comparator.version.map { $0 + ": " } ?? ""
    let lines =
      pair(comparator.label, version + Self.text(outlook.surgeryOnly, digits: digits), columns)
      + below("alive at 5, 10, 15 years, surgery alone", columns)
    guard columns >= Self.roomForUnits else { return lines }
    let treated = outlook.asTreated.map { ["as treated " + Self.text($0, digits: digits)] } ?? []
    let unknown = outlook.unknown.isEmpty ? [] : ["unknown: " + outlook.unknown.map(\.name).joined(separator: ", ")]
    return lines + (treated + [Self.benefits(outlook)] + unknown).flatMap { below($0, columns) }
  }

  /// In one piece: no line ends inside.
  private static func text(_ shares: [Double], digits: Int) -> String {
    shares.map { NumberText.screen.fixed($0 * 100, digits: digits) }.joined(separator: "\u{A0}/\u{A0}") + "\u{A0}%"
  }

  /// What each treatment alone adds to the survival at ten years, percentage points; no line ends inside one.
  private static func benefits(_ outlook: PredictOutlook) -> String {
    let gains = outlook.benefits.compactMap { benefit in
      benefit.treatment.shortLabel.map { "\($0)\u{A0}\(NumberText.screen.signed(benefit.gain[1] * 100, digits: 1))" }
    }
    return "at 10 years: " + gains.joined(separator: ", ")
  }

  private func below(_ text: String, _ columns: Int) -> [Line] { pair("", text, columns, style: theme[.dim]) }
}

extension ClinicalComparator {
  /// What fits before a value.
  fileprivate var label: String {
    switch self {
    case .npi: "NPI"
    case .cts5: "CTS5"
    case .mindact: "MINDACT"
    case .magee1: "Magee 1"
    case .magee2: "Magee 2"
    case .magee3: "Magee 3"
    case .ihc4: "IHC4"
    case .predict22, .predict32: "PREDICT"
    }
  }

  fileprivate var version: String? {
    switch self {
    case .predict22: "v2.2"
    case .predict32: "v3.2"
    case .npi, .cts5, .mindact, .magee1, .magee2, .magee3, .ihc4: nil
    }
  }
}

extension PredictTreatment {
  /// What fits before a benefit at ten years; `nil` where that is another treatment's.
  fileprivate var shortLabel: String? {
    switch self {
    case .radiotherapy, .trastuzumab, .bisphosphonates: label
    case .hormoneTherapy: "hormones"
    case .extendedHormoneTherapy: nil
    case .secondGeneration: "chemo\u{A0}2nd\u{A0}gen."
    case .thirdGeneration: "chemo\u{A0}3rd\u{A0}gen."
    }
  }
}
