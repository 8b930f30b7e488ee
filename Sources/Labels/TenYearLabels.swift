import Basics
import Prognosis

extension TenYearReach {
  /// What a model's card says of ten years: `told beside the call, which stays on 5 years ...`; `nil`
  /// where its calls are for ten years themselves.
  ///
  /// - Parameters:
  ///   - horizon: of the calls, years.
  ///   - numbers: as they are shown.
  public func phrase(horizon: Double, _ numbers: NumberText = .screen) -> String? {
    let own = numbers.trimmed(horizon, digits: 1)
    switch self {
    case .carried(let atRisk, let count):
      return "told beside the call, which stays on \(own) years, as do the card's figures; "
        + "\(Self.share(atRisk, count, numbers)) at risk at 10 years"
    case .tooFew(let atRisk, let count):
      return "not told: follow-up carries \(own) years, not 10: \(Self.share(atRisk, count, numbers)) at risk at 10 "
        + "years"
    case .tooShort(let last):
      return "not told: follow-up carries \(own) years, not 10: it ends after \(numbers.trimmed(last, digits: 1))"
    case .notKnown:
      return "not told: the card does not say how many patients were at risk at 10 years"
    case .ownHorizon: return nil
    }
  }

  /// `258 of 1,500 patients`.
  private static func share(_ atRisk: Int, _ count: Int, _ numbers: NumberText) -> String {
    "\(numbers.grouped(atRisk)) of \(numbers.grouped(count)) patients"
  }
}
