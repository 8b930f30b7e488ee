/// The variables of a patient as a comparator asks for them; what it may not have, it hears why.
struct ComparatorInputs {
  let clinical: ClinicalVariables
  /// In the order in which the comparator asked.
  private(set) var reasons: [ComparatorReason] = []

  init(_ clinical: ClinicalVariables) { self.clinical = clinical }

  /// A tumour has a size; the logarithms of the formulas need one.
  private static let size = 0.1...300.0

  /// A number within `range`, or within what is possible at all.
  mutating func number(_ variable: ClinicalVariable, in range: ClosedRange<Double>? = nil) -> Double? {
    guard let value = clinical.number(variable), let range = range ?? variable.possible else {
      return refuse(.missing(variable))
    }
    return range.contains(value) ? value : refuse(.outOfRange(variable, value: value, range: range))
  }

  mutating func whole(_ variable: ClinicalVariable) -> Int? { number(variable).map { Int($0) } }

  /// The tumour's largest diameter, mm, above zero.
  mutating func tumourSizeMM() -> Double? { number(.tumourSizeMM, in: Self.size) }

  /// Asks for a status that must be given, whichever it is.
  mutating func status(_ variable: ClinicalVariable, _ status: ReceptorStatus?) -> ReceptorStatus? {
    status ?? refuse(.missing(variable))
  }

  /// A status that must be positive or negative.
  mutating func decided(_ variable: ClinicalVariable, _ found: ReceptorStatus?) -> Bool? {
    switch found {
    case .positive: true
    case .negative: false
    case .equivocal: refuse(.population(variable, found: "equivocal", wanted: "positive or negative"))
    case nil: refuse(.missing(variable))
    }
  }

  /// Asks that the score was made for such a patient.
  mutating func require<Word: RawRepresentable & Equatable>(
    _ variable: ClinicalVariable, _ found: Word?, is wanted: Word
  ) where Word.RawValue == String {
    guard let found else { return reasons.append(.missing(variable)) }
    guard found != wanted else { return }
    reasons.append(.population(variable, found: found.rawValue, wanted: wanted.rawValue))
  }

  mutating func refuse<Value>(_ reason: ComparatorReason) -> Value? {
    reasons.append(reason)
    return nil
  }
}
