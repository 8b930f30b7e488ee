import Basics

/// A bar of eighths of a cell.
public enum Bar {
  /// `share` (0 to 1) of `columns` cells, filled from the left; the rest is left out.
  public static func filled(_ share: Double, columns: Int) -> String {
    let eighths = Int((min(max(0, share.isFinite ? share : 0), 1) * Double(columns * 8)).rounded())
    let full = String(repeating: "█", count: eighths / 8)
    return eighths % 8 == 0 ? full : full + String(parts[eighths % 8 - 1])
  }

  /// A bar from the middle of `columns` cells (an odd number: the axis has its own) to the right for positive and to
  /// the left for negative shares (-1 to 1), drawn to half a cell.
  public static func signed(_ share: Double, columns: Int) -> String {
    let half = (columns - 1) / 2
    let halves = Int((min(abs(share.isFinite ? share : 0), 1) * Double(half * 2)).rounded())
    let full = halves / 2
    let rest = half - full - halves % 2
    let (heavy, light) = (String(repeating: "━", count: full), String(repeating: " ", count: rest))
    return share < 0
      ? light + (halves % 2 == 1 ? "╺" : "") + heavy + "┤" + String(repeating: " ", count: half)
      : String(repeating: " ", count: half) + "├" + heavy + (halves % 2 == 1 ? "╸" : "") + light
  }

  private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}

/// A scale of probabilities with a threshold, an estimate and its interval.
///
/// Logarithmic: the threshold of a few percent is not lost at the left edge, and the intervals of a Cox model look
/// about symmetric.
public struct Gauge: Hashable, Sendable {
  /// Lowest and highest value of the scale, above 0.
  public var lowest: Double
  /// Highest value of the scale.
  public var highest: Double
  /// The value at which the call changes.
  public var threshold: Double
  /// The estimate; `nil` draws the empty scale.
  public var value: Double?
  /// Lower bound of its interval.
  public var lower: Double?
  /// Upper bound of its interval.
  public var upper: Double?

  /// A gauge from `lowest` to `highest`; values outside stand at its ends.
  public init(
    lowest: Double = 0.01, highest: Double = 0.5, threshold: Double, value: Double?, lower: Double? = nil,
    upper: Double? = nil
  ) {
    self.lowest = lowest
    self.highest = highest
    self.threshold = threshold
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// The column, of `columns`, that `value` falls into.
  public func column(of value: Double, columns: Int) -> Int {
    guard value > 0, columns > 1 else { return 0 }
    let share = (log2(value) - log2(lowest)) / (log2(highest) - log2(lowest))
    return Int((min(max(0, share), 1) * Double(columns - 1)).rounded())
  }

  /// The gauge in `columns` cells: track, interval, estimate, threshold, each in the style of its role.
  public func line(columns: Int, theme: Theme, role: Role) -> Line {
    guard columns > 0 else { return Line() }
    let mark = column(of: threshold, columns: columns)
    let point = value.map { column(of: $0, columns: columns) }
    let first = lower.map { column(of: $0, columns: columns) }
    let last = upper.map { column(of: $0, columns: columns) }
    var line = Line()
    for index in 0..<columns {
      let inside = first.map { $0 <= index } ?? false && last.map { index <= $0 } ?? false
      switch index {
      case point: line.append("●", theme[role])
      case mark: line.append(inside ? "╋" : "╂", theme[.threshold])
      default: line.append(inside ? "━" : "─", inside ? theme[role] : theme[.track])
      }
    }
    return line
  }

  /// The numbers of the scale, each below its column, in percent.
  public func ticks(_ values: [Double], columns: Int) -> String {
    var text = [Character](repeating: " ", count: columns)
    for value in values {
      let label = Array(NumberText.screen.fixed(value * 100, digits: value < 0.01 ? 1 : 0))
      let start = min(max(0, column(of: value, columns: columns) - label.count / 2), columns - label.count)
      let needed = max(0, start - 1)..<min(columns, start + label.count + 1)
      guard start >= 0, text[needed].allSatisfy({ $0 == " " }) else { continue }
      for (offset, character) in label.enumerated() { text[start + offset] = character }
    }
    return String(text)
  }

  /// Binary logarithm of a positive finite number: exponent, and the significand by repeated squaring, to 2^-20.
  private func log2(_ value: Double) -> Double {
    var rest = value.significand
    var result = Double(value.exponent)
    var bit = 0.5
    while bit > 1e-6 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }
}

extension Line {
  /// Adds `text`; joins the last span where the style, and what a click stands for, is the same.
  public mutating func append(_ text: String, _ style: Style = Style(), target: ClickTarget? = nil) {
    if let last = spans.indices.last, spans[last].style == style, spans[last].target == target {
      spans[last].text += text
    } else {
      spans.append(Span(text, style, target: target))
    }
  }
}
