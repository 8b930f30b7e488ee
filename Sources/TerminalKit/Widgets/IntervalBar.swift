/// An estimate and its interval on a straight scale, with the value that would mean nothing: no difference, chance.
public struct IntervalBar: Hashable, Sendable {
  /// Ends of the scale; values outside stand at them.
  public var scale: ClosedRange<Double>
  /// The value that would mean nothing, where it is on the scale.
  public var reference: Double?
  /// The estimate.
  public var value: Double
  /// The interval, where there is one.
  public var limits: ClosedRange<Double>?

  /// A bar that shows `value` between the ends of `scale`.
  public init(
    scale: ClosedRange<Double>, reference: Double? = nil, value: Double, limits: ClosedRange<Double>? = nil
  ) {
    self.scale = scale
    self.reference = reference
    self.value = value
    self.limits = limits
  }

  /// The bar in `columns` cells: track, interval, estimate, reference, each in the style of its role.
  public func line(columns: Int, theme: Theme) -> Line {
    let point = column(of: value, columns: columns)
    let mark = reference.map { column(of: $0, columns: columns) }
    let interval = limits.map {
      column(of: $0.lowerBound, columns: columns)...column(of: $0.upperBound, columns: columns)
    }
    var line = Line()
    for index in 0..<max(0, columns) {
      let inside = interval?.contains(index) ?? false
      switch index {
      case point: line.append("●", theme[.fill])
      case mark: line.append(inside ? "╋" : "╂", theme[.threshold])
      default: line.append(inside ? "━" : "─", inside ? theme[.fill] : theme[.track])
      }
    }
    return line
  }

  /// The column, of `columns`, that `value` falls into; the first for what is not a number.
  private func column(of value: Double, columns: Int) -> Int {
    let length = scale.upperBound - scale.lowerBound
    let share = (value - scale.lowerBound) / length
    guard length > 0, !share.isNaN, columns > 1 else { return 0 }
    return Int((min(max(0, share), 1) * Double(columns - 1)).rounded())
  }
}
