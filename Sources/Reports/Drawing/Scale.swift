import Foundation

/// From the numbers of an axis to points.
struct Scale: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case linear, logarithmic }

  let domain: ClosedRange<Double>
  let kind: Kind
  /// Points of the domain's lower and upper end.
  let from: Double
  let to: Double

  /// An empty domain, or one that is not finite or has no logarithm, becomes one around 0 or 1: nothing divides by
  /// zero.
  init(_ domain: ClosedRange<Double>, _ kind: Kind = .linear, from: Double, to: Double) {
    let isUsable =
      domain.lowerBound < domain.upperBound && domain.lowerBound.isFinite && domain.upperBound.isFinite
      && (kind == .linear || domain.lowerBound > 0)
    self.domain = isUsable ? domain : (kind == .linear ? 0...1 : 0.5...2)
    self.kind = kind
    self.from = from
    self.to = to
  }

  /// The place of `value`; outside `from` and `to` where it is outside the domain.
  func callAsFunction(_ value: Double) -> Double {
    let share = (place(value) - place(domain.lowerBound)) / (place(domain.upperBound) - place(domain.lowerBound))
    return from + share * (to - from)
  }

  private func place(_ value: Double) -> Double {
    kind == .linear ? value : log(max(value, .leastNormalMagnitude))
  }
}
