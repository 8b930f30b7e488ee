import Basics
import Foundation

/// A number on an axis.
struct Tick: Hashable, Sendable {
  var value: Double
  var label: String
}

/// Ticks at numbers that people count in.
enum Ticks {
  /// The distance of ticks: `mantissa` x 10^`exponent`, so that multiples are exact decimals.
  private struct Step {
    var mantissa: Int
    var exponent: Int

    var size: Double { multiple(1) }
    var digits: Int { max(0, -exponent) }

    func multiple(_ index: Int) -> Double {
      let whole = Double(index * mantissa)
      return exponent < 0 ? whole / pow(10, Double(-exponent)) : whole * pow(10, Double(exponent))
    }

    /// Indices of the multiples within `range`, with a billionth of tolerance at the ends; `nil` where there are none,
    /// or none that an `Int` and a `Double` both count exactly.
    func indices(_ range: ClosedRange<Double>) -> ClosedRange<Int>? {
      let first = (range.lowerBound / size - 1e-9).rounded(.up)
      let last = (range.upperBound / size + 1e-9).rounded(.down)
      guard abs(first) < 1e15, abs(last) < 1e15, first <= last else { return nil }
      return Int(first)...Int(last)
    }
  }

  /// At most `limit` (2 or more) ticks at multiples of 1, 2 or 5 times a power of ten, as dense as that allows.
  /// `factor` is what the labels are multiplied by: 100 for an axis in percent.
  static func linear(_ range: ClosedRange<Double>, atMost limit: Int, factor: Double = 1) -> [Tick] {
    let shown = range.scaled(factor)
    let step = step(shown, atMost: limit)
    guard let indices = step.indices(shown) else { return [] }
    return indices.map { index in
      let value = step.multiple(index)
      return Tick(value: value / factor, label: NumberText.document.fixed(value, digits: step.digits))
    }
  }

  /// `range` widened to the ticks around it.
  static func widened(_ range: ClosedRange<Double>, atMost limit: Int, factor: Double = 1) -> ClosedRange<Double> {
    let shown = range.scaled(factor)
    let step = step(shown, atMost: limit)
    let first = (shown.lowerBound / step.size + 1e-9).rounded(.down)
    let last = (shown.upperBound / step.size - 1e-9).rounded(.up)
    guard abs(first) < 1e15, abs(last) < 1e15, first < last else { return range }
    return (step.multiple(Int(first)) / factor)...(step.multiple(Int(last)) / factor)
  }

  private static func step(_ range: ClosedRange<Double>, atMost limit: Int) -> Step {
    let span = range.upperBound - range.lowerBound
    guard span > 1e-100, span < 1e100 else { return Step(mantissa: 1, exponent: 0) }
    let first = Int(log10(span / Double(max(2, limit))).rounded(.down))
    let candidates = (first...(first + 3)).flatMap { exponent in
      [1, 2, 5].map { Step(mantissa: $0, exponent: exponent) }
    }
    let fitting = candidates.first { step in (step.indices(range)?.count ?? 0) <= max(2, limit) }
    return fitting ?? Step(mantissa: 1, exponent: first + 4)
  }

  /// Ticks of a time axis: whole years, months in parts and multiples of twelve, days like
  /// ``linear(_:atMost:factor:)``, and so is what these steps do not divide well: less than two units, or too many.
  static func times(_ range: ClosedRange<Double>, unit: TimeUnit?, atMost limit: Int) -> [Tick] {
    let steps = wholes(unit).map { Step(mantissa: $0, exponent: 0) }
    guard range.upperBound - range.lowerBound >= 2 else { return linear(range, atMost: limit) }
    let fitting = steps.first { step in (step.indices(range)?.count ?? 0) <= max(2, limit) }
    guard let fitting, let indices = fitting.indices(range) else { return linear(range, atMost: limit) }
    return indices.map { index in
      Tick(value: fitting.multiple(index), label: NumberText.document.fixed(fitting.multiple(index), digits: 0))
    }
  }

  private static func wholes(_ unit: TimeUnit?) -> [Int] {
    switch unit {
    case .years: [1, 2, 5, 10, 20, 50]
    case .months: [1, 2, 3, 6, 12, 24, 36, 60, 120, 240]
    case .weeks, .days, nil: []
    }
  }

  /// At most `limit` ticks of a logarithmic axis within `range` (above 0): 1, 2 and 5 times powers of ten, else the
  /// powers alone, else powers at equal distances.
  static func logarithmic(_ range: ClosedRange<Double>, atMost limit: Int) -> [Tick] {
    guard isLogarithmic(range) else { return [] }
    let dense = decimals(range, [1, 2, 5])
    if dense.count <= limit { return dense }
    let powers = decimals(range, [1])
    let stride = (powers.count + max(2, limit) - 1) / max(2, limit)
    return powers.enumerated().filter { $0.offset % max(1, stride) == 0 }.map(\.element)
  }

  /// `range` (above 0) widened to 1, 2 or 5 times a power of ten.
  static func widenedLogarithmically(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    guard isLogarithmic(range) else { return range }
    let around = decimals((range.lowerBound / 10)...(range.upperBound * 10), [1, 2, 5]).map(\.value)
    let lower = around.last { $0 <= range.lowerBound * (1 + 1e-9) } ?? range.lowerBound
    let upper = around.first { $0 >= range.upperBound * (1 - 1e-9) } ?? range.upperBound
    return lower < upper ? lower...upper : range
  }

  /// Whether powers of ten within `range` can be counted.
  private static func isLogarithmic(_ range: ClosedRange<Double>) -> Bool {
    range.lowerBound > 1e-100 && range.upperBound < 1e100
  }

  private static func decimals(_ range: ClosedRange<Double>, _ mantissas: [Int]) -> [Tick] {
    let exponents = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
    let steps = exponents.flatMap { exponent in mantissas.map { Step(mantissa: $0, exponent: exponent) } }
    return steps.compactMap { step in
      guard range.lowerBound <= step.size * (1 + 1e-9), step.size <= range.upperBound * (1 + 1e-9) else {
        return nil
      }
      return Tick(value: step.size, label: NumberText.document.fixed(step.size, digits: step.digits))
    }
  }
}
