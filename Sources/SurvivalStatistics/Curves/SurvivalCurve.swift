/// The observed course of a group: all steps of Kaplan and Meier's estimate, or what it is at some times.
///
///     let curve = SurvivalCurve(.high, try KaplanMeier(times), limits: .logLog)
///     curve.survival(at: 5)
public struct SurvivalCurve: Sendable, Hashable {
  /// The patients that a curve is of.
  public enum Group: String, Sendable, Hashable, Codable, CaseIterable {
    /// All patients.
    case all
    /// The patients who were called low.
    case low
    /// The patients who were called high.
    case high
  }

  /// One time of the curve.
  public struct Point: Sendable, Hashable {
    /// The time, in the unit of the follow-up.
    public let time: Double
    /// Share free of the event from this time on, 0 to 1.
    public let survival: Double
    /// Lower 95 % limit of ``survival``; `nil` where there is none.
    public let lower: Double?
    /// Upper 95 % limit of ``survival``; `nil` where there is none.
    public let upper: Double?
    /// Greenwood's standard error of ``survival``; `nil` where it has none or is not known.
    public let standardError: Double?
    /// Patients at risk just before; `nil` where it is not known.
    public let atRisk: Int?
    /// Events at this time; `nil` where the curve was read off at some times.
    public let events: Int?
    /// Censorings at this time; `nil` where the curve was read off at some times.
    public let censored: Int?

    /// One time of a curve.
    public init(
      time: Double, survival: Double, lower: Double? = nil, upper: Double? = nil, standardError: Double? = nil,
      atRisk: Int? = nil, events: Int? = nil, censored: Int? = nil
    ) {
      self.time = time
      self.survival = survival
      self.lower = lower
      self.upper = upper
      self.standardError = standardError
      self.atRisk = atRisk
      self.events = events
      self.censored = censored
    }

    /// The interval between both limits; `nil` where one of them is missing or they do not ascend.
    public var limits: ClosedRange<Double>? {
      lower.flatMap { low in upper.flatMap { low <= $0 ? low...$0 : nil } }
    }
  }

  /// The patients whose curve it is.
  public let group: Group
  /// The number of patients.
  public let count: Int
  /// The number of patients who had the event, at any time.
  public let events: Int
  /// The points of the curve, ascending by time.
  public let points: [Point]
  /// Whether ``points`` are all steps, so that the curve is known between them as well.
  public let isComplete: Bool

  /// A curve of `count` patients, `events` of whom had the event.
  public init(_ group: Group, count: Int, events: Int, points: [Point], isComplete: Bool) {
    self.group = group
    self.count = count
    self.events = events
    self.points = points
    self.isComplete = isComplete
  }

  /// All steps of an estimate, with limits of one kind.
  public init(_ group: Group, _ estimate: KaplanMeier, limits kind: KaplanMeier.Limits) {
    let points = estimate.steps.map { step in
      let limits = estimate.limits(at: step.time, kind)
      return Point(
        time: step.time, survival: step.survival, lower: limits?.lower, upper: limits?.upper,
        standardError: estimate.standardError(at: step.time), atRisk: step.atRisk, events: step.events,
        censored: step.censored)
    }
    self.init(group, count: estimate.count, events: estimate.events, points: points, isComplete: true)
  }
}

// MARK: Read off at some times

extension SurvivalCurve {
  /// An estimate read off at 0, 1, 2 ... as far as somebody is followed, at most to `last`: small enough for a model's
  /// card, enough to draw. Limits are log-log; where they do not exist the curve still has bounds: before the first
  /// event both are 1, and at S = 0 the lower is 0 and the upper that of the last time before it.
  public init(_ group: Group, readingOff estimate: KaplanMeier, to last: Int = 10) {
    let times = (0...max(0, last)).map(Double.init).filter { $0 <= estimate.lastTime }
    let points = times.map { time in
      let bounds = Self.bounds(estimate, time)
      return Point(
        time: time, survival: estimate.survival(at: time), lower: bounds.lowerBound, upper: bounds.upperBound,
        atRisk: estimate.atRisk(at: time))
    }
    self.init(group, count: estimate.count, events: estimate.events, points: points, isComplete: false)
  }

  private static func bounds(_ estimate: KaplanMeier, _ time: Double) -> ClosedRange<Double> {
    if estimate.survival(at: time) == 1 { return 1...1 }
    let known = estimate.steps.last { $0.time <= time && $0.survival > 0 && $0.survival < 1 }
    guard let known, let limits = estimate.limits(at: known.time, .logLog) else { return 0...1 }
    return (estimate.survival(at: time) == 0 ? 0 : limits.lower)...limits.upper
  }
}

// MARK: What holds at a time

extension SurvivalCurve {
  /// The longest time that the curve tells of; `nil` where it tells of none.
  public var lastTime: Double? { points.last?.time }

  /// What holds at `time`; `nil` where it is not known: before the first time and after the last, and between two
  /// times of a curve that was read off.
  public func point(at time: Double) -> Point? {
    guard let lastTime, time <= lastTime else { return nil }
    return isComplete ? points.last { $0.time <= time } : points.first { $0.time == time }
  }

  /// Patients at risk just before `time`; `nil` where it is not known.
  public func atRisk(at time: Double) -> Int? {
    (isComplete ? points.first { $0.time >= time } : points.first { $0.time == time })?.atRisk
  }

  /// Whether the numbers at risk are known at all times.
  public var tellsWhoIsAtRisk: Bool { !points.isEmpty && points.allSatisfy { $0.atRisk != nil } }

  /// Whether it can be drawn: times that ascend from 0 on, shares and limits from 0 to 1. A file from outside may hold
  /// anything.
  public var isDrawable: Bool {
    let shares = points.flatMap { [$0.survival, $0.lower, $0.upper].compactMap(\.self) }
    return shares.allSatisfy { (0...1).contains($0) } && points.allSatisfy { $0.time >= 0 && $0.time.isFinite }
      && zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time }
  }
}

// MARK: In a model's card

/// A curve that was read off, one list per kind of number, as a model's card holds it.
extension SurvivalCurve: Codable {
  private enum CodingKeys: String, CodingKey {
    case group, count, events, times, survival, lower, upper, atRisk
  }

  /// Reads a curve that was read off.
  ///
  /// - Throws: what the decoder throws, and `DecodingError` where the lists are of different lengths.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let times = try values.decode([Double].self, forKey: .times)
    let survival = try values.decode([Double].self, forKey: .survival)
    let lower = try values.decode([Double].self, forKey: .lower)
    let upper = try values.decode([Double].self, forKey: .upper)
    let atRisk = try values.decode([Int].self, forKey: .atRisk)
    guard [survival.count, lower.count, upper.count, atRisk.count].allSatisfy({ $0 == times.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .times, in: values, debugDescription: "a survival curve whose lists differ in length")
    }
    self.init(
      try values.decode(Group.self, forKey: .group), count: try values.decode(Int.self, forKey: .count),
      events: try values.decode(Int.self, forKey: .events),
      points: times.indices.map { index in
        Point(
          time: times[index], survival: survival[index], lower: lower[index], upper: upper[index],
          atRisk: atRisk[index])
      }, isComplete: false)
  }

  /// Writes the times with all that a card holds of them; where limits are missing, they are those that say nothing.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(group, forKey: .group)
    try values.encode(count, forKey: .count)
    try values.encode(events, forKey: .events)
    try values.encode(points.map(\.time), forKey: .times)
    try values.encode(points.map(\.survival), forKey: .survival)
    try values.encode(points.map { $0.lower ?? 0 }, forKey: .lower)
    try values.encode(points.map { $0.upper ?? 1 }, forKey: .upper)
    try values.encode(points.map { $0.atRisk ?? 0 }, forKey: .atRisk)
  }
}
