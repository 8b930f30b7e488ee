import Prognosis

/// High and low calls of two raters on the same cases.
public struct Agreement: Hashable, Sendable {
  /// Both call high.
  public private(set) var bothHigh = 0
  /// The first calls high, the second low.
  public private(set) var highLow = 0
  /// The first calls low, the second high.
  public private(set) var lowHigh = 0
  /// Both call low.
  public private(set) var bothLow = 0

  /// No case yet.
  public init() {}

  /// A table that was counted before.
  public init(bothHigh: Int, highLow: Int, lowHigh: Int, bothLow: Int) {
    self.bothHigh = bothHigh
    self.highLow = highLow
    self.lowHigh = lowHigh
    self.bothLow = bothLow
  }

  /// Takes a case.
  ///
  /// - Returns: whether both answer: a case on which one of them makes no call counts in no table.
  @discardableResult
  public mutating func add(_ first: Call?, _ second: Call?) -> Bool {
    switch (first, second) {
    case (.high?, .high?): bothHigh += 1
    case (.high?, .low?): highLow += 1
    case (.low?, .high?): lowHigh += 1
    case (.low?, .low?): bothLow += 1
    case (.noCall?, _), (_, .noCall?), (nil, _), (_, nil): return false
    }
    return true
  }

  /// On how many cases both answer.
  public var count: Int { bothHigh + highLow + lowHigh + bothLow }

  /// The share on which they agree.
  public var agreed: Share { Share(bothHigh + bothLow, of: count) }

  /// Cohen's kappa; `nil` where there is none.
  public var kappa: CohenKappa? { CohenKappa([[bothHigh, highLow], [lowHigh, bothLow]]) }

  /// The prevalence-adjusted bias-adjusted kappa of two categories, 2 po - 1 (Byrt, Bishop & Carlin, J Clin Epidemiol
  /// 1993;46:423): what kappa would be if high and low were as frequent and both raters called high as often.
  public var pabak: Double? { agreed.value.map { 2 * $0 - 1 } }

  /// Its 95 % limits: it is a line through the share, and so are its limits those of the share.
  public var pabakLimits: (lower: Double, upper: Double)? {
    agreed.limits.map { (2 * $0.lower - 1, 2 * $0.upper - 1) }
  }
}
