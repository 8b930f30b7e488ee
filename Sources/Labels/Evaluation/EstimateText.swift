import Evaluation
import Foundation

/// Numbers of an evaluation in plain text.
package enum FigureText {
  /// Three decimals.
  package static func decimal(_ value: Double) -> String { String(format: "%.3f", value) }

  /// A share in percent with one decimal: `4.8 %`.
  package static func percent(_ share: Double) -> String { String(format: "%.1f", share * 100) + " %" }

  /// At most four significant digits.
  package static func short(_ value: Double) -> String { String(format: "%.4g", value) }

  /// `0.043`, `<0.0001`.
  package static func p(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : String(format: value < 0.01 ? "%.4f" : "%.3f", value)
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
