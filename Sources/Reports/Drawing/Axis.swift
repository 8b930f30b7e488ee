import Basics

/// What an axis says, before it has a length.
struct Axis {
  enum Kind {
    /// Labels are values times a factor: 100 for percent.
    case linear(factor: Double)
    case time(TimeUnit?)
    case logarithmic
  }

  var title: String
  var domain: ClosedRange<Double>
  var kind: Kind = .linear(factor: 1)

  static let tickStyle = TextStyle(8)
  static let titleStyle = TextStyle(8.5)

  /// In percent of a share.
  static func percent(_ title: String, _ domain: ClosedRange<Double>) -> Axis {
    Axis(title: title + " (%)", domain: domain, kind: .linear(factor: 100))
  }

  func ticks(atMost limit: Int) -> [Tick] {
    switch kind {
    case .linear(let factor): Ticks.linear(domain, atMost: limit, factor: factor)
    case .time(let unit): Ticks.times(domain, unit: unit, atMost: limit)
    case .logarithmic: Ticks.logarithmic(domain, atMost: limit)
    }
  }

  func scale(from: Double, to: Double) -> Scale {
    if case .logarithmic = kind { return Scale(domain, .logarithmic, from: from, to: to) }
    return Scale(domain, from: from, to: to)
  }

  /// The most ticks, up to `limit`, whose labels, each `width` points wide, stand `gap` apart on `scale`.
  func ticks(
    on scale: Scale, atMost limit: Int = 11, gap: Double = 10, width: (Tick) -> Double
  ) -> [Tick] {
    for count in stride(from: limit, through: 2, by: -1) {
      let ticks = ticks(atMost: count)
      let haveRoom = zip(ticks, ticks.dropFirst()).allSatisfy { before, after in
        abs(scale(after.value) - scale(before.value)) >= (width(before) + width(after)) / 2 + gap
      }
      if haveRoom { return ticks }
    }
    return Array(ticks(atMost: 2).prefix(1))
  }
}
