import Basics
import Casework
import Labels
import Prognosis
import Reports

/// What was known of patient and tumour, what of it moved the model, and what published scores say.
extension CaseReport {
  var inputBlocks: [ReportBlock] {
    [
      .heading("Clinical variables and comparators", level: 2),
      .columns(
        [FactColumn("As given", clinicalFacts, share: 1.15)] + [movingColumn].compactMap(\.self) + [
          FactColumn("Comparators, not in the call", comparatorFacts, share: 1.6)
        ]),
    ]
  }

  private var clinicalFacts: [Fact] {
    let clinical = file.record.clinical
    let known = ClinicalVariable.allCases.map { ($0, clinical.words($0)) }
    let given = known.compactMap { variable, words in words.map { (variable, $0) } }
    let facts = given.filter { Self.listed.contains($0.0) }.map { Fact($0.0.name, $0.1) }
    let others = given.filter { !Self.listed.contains($0.0) }.map { "\($0.0.name) \($0.1)" }
    let missing = known.compactMap { variable, words in words == nil ? variable.name : nil }
    return facts + Self.sentence("Also", others, separator: "; ") + Self.sentence("Not given", missing, separator: ", ")
  }

  /// What has a line of its own: what the model may weigh, and what its use hangs on.
  private static let listed: Set<ClinicalVariable> = [
    .age, .grade, .tumourSizeMM, .positiveNodes, .ki67, .er, .her2, .menopausal,
  ]

  private static func sentence(_ start: String, _ words: [String], separator: String) -> [Fact] {
    words.isEmpty ? [] : [Fact("", "\(start): \(words.joined(separator: separator)).")]
  }

  /// What the combined model weighed; `nil` where it made no call.
  private var movingColumn: FactColumn? {
    guard let finding, finding.call.isAnswer else { return nil }
    let items = finding.contributions.map { item in
      Fact(item.name, "\(item.value) (\(NumberText.screen.signed(item.logHazard, digits: 2)))")
    }
    let wanted =
      finding.missing.isEmpty ? [] : [Fact("wanted, not given", finding.missing.joined(separator: ", "))]
    let hangs = finding.hangsPhrase().map { [Fact("call", $0)] } ?? []
    let basis = finding.basis.map { [Fact("model of", $0.label)] } ?? []
    return FactColumn("As used (log-hazard added)", basis + items + wanted + hangs)
  }

  private var comparatorFacts: [Fact] {
    if let withheld = file.withheldLabel { return [Fact("", "They are \(withheld).")] }
    let results = ClinicalComparator.allCases.map { ($0, $0.result(of: file.record.clinical)) }
    let values = results.compactMap { comparator, result -> Fact? in
      switch result {
      case .value(let value): Fact(comparator.name, Self.words(value, of: comparator))
      case .none: nil
      }
    }
    let reasons = results.compactMap { comparator, result -> (name: String, words: String)? in
      switch result {
      case .value: nil
      case .none(let reasons): (comparator.name, reasons.phrase)
      }
    }
    return values + Self.withoutValue(reasons)
  }

  /// Those that have the same reason stand together.
  private static func withoutValue(_ reasons: [(name: String, words: String)]) -> [Fact] {
    var facts: [(names: [String], words: String)] = []
    for (name, words) in reasons {
      if let place = facts.firstIndex(where: { $0.words == words }) {
        facts[place].names.append(name)
      } else {
        facts.append(([name], words))
      }
    }
    return facts.map { Fact($0.names.joined(separator: ", "), "no value: " + $0.words) }
  }

  private static func words(_ value: ComparatorValue, of comparator: ClinicalComparator) -> String {
    switch value {
    case .score(let score, let group):
      let number = NumberText.screen.fixed(score, digits: comparator.decimals)
      return ["\(number) \(comparator.unit)", group].compactMap(\.self).joined(separator: ", ")
    case .group(let group): return group
    case .outlook(let outlook):
      let shares = outlook.surgeryOnly.map { NumberText.screen.fixed($0 * 100, digits: 1) }
      let years = PredictOutlook.years.map(String.init).joined(separator: ", ")
      let treated = outlook.asTreated.map { shares in
        let texts = shares.map { NumberText.screen.fixed($0 * 100, digits: 1) }
        return "; as treated \(texts.joined(separator: ", ")) %"
      }
      return "alive at \(years) years, surgery alone: \(shares.joined(separator: ", ")) %" + (treated ?? "")
    }
  }
}

extension ClinicalVariables {
  /// The value of a variable with its unit, as given; `nil` where it was not.
  func words(_ variable: ClinicalVariable) -> String? {
    switch variable {
    case .age: number(age, variable)
    case .tumourSizeMM: number(tumourSizeMM, variable)
    case .ki67: number(ki67, variable)
    case .erHScore: number(erHScore, variable)
    case .prHScore: number(prHScore, variable)
    case .prPercent: number(prPercent, variable)
    case .heartDoseGy: number(treatment.heartDoseGy, variable)
    case .grade: grade.map(String.init)
    case .positiveNodes: positiveNodes.map(String.init)
    case .nottinghamScore: nottinghamScore.map(String.init)
    case .er: er?.label
    case .her2: her2?.label
    case .pr: pr?.label
    case .menopausal: menopausal?.label
    case .detection: detection?.label
    case .smoker: smoker.map { $0 ? "yes" : "no" }
    case .chemotherapy: treatment.chemotherapy?.label
    case .hormoneTherapy: treatment.hormoneTherapy?.label
    case .trastuzumab: treatment.trastuzumab.map { $0 ? "yes" : "no" }
    case .bisphosphonates: treatment.bisphosphonates.map { $0 ? "yes" : "no" }
    case .radiotherapy: treatment.radiotherapy.map { $0 ? "yes" : "no" }
    }
  }

  private func number(_ value: Double?, _ variable: ClinicalVariable) -> String? {
    value.map { NumberText.screen.trimmed($0, digits: 1) + (variable.unit.isEmpty ? "" : "\u{A0}" + variable.unit) }
  }
}
