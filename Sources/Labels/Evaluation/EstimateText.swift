import Basics
import Evaluation

/// Numbers of an evaluation in plain text.
package enum FigureText {
  /// Three decimals.
  package static func decimal(_ value: Double) -> String { NumberText.shell.fixed(value, digits: 3) }

  /// A share in percent with one decimal: `4.8 %`.
  package static func percent(_ share: Double) -> String { NumberText.shell.percent(share) }

  /// At most four significant digits.
  package static func short(_ value: Double) -> String { NumberText.shell.significant(value) }

  /// `0.043`, `<0.0001`.
  package static func p(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : NumberText.shell.fixed(value, digits: value < 0.01 ? 4 : 3)
  }
}

extension Estimate {
  /// `0.612 to 0.713`, `-` where there are no limits.
  package var limitText: String {
    lower.flatMap { low in upper.map { "\(FigureText.decimal(low)) to \(FigureText.decimal($0))" } } ?? "-"
  }

  /// `0.663 (0.612 to 0.713)`.
  package var text: String {
    lower == nil ? FigureText.decimal(estimate) : "\(FigureText.decimal(estimate)) (\(limitText))"
  }

  /// Both limits; `nil` where there are none, or they do not ascend.
  package var limits: ClosedRange<Double>? {
    lower.flatMap { low in upper.flatMap { low <= $0 ? low...$0 : nil } }
  }
}

extension Estimate? {
  /// `0.663 (0.612 to 0.713)`, `-` where there is no estimate.
  package var text: String { map(\.text) ?? "-" }
}
