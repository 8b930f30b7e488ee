import Prognosis

/// A survival curve of one risk group, as a step function.
public struct SurvivalCurve: Hashable, Sendable {
  /// Called high, or called low; `nil` for all patients together.
  public var group: Call?
  /// Patients in the group.
  public var patients: Int
  /// Patients who had the event, at any time; `nil` where it is not known.
  public var events: Int?
  /// At which the curve is known, ascending.
  public var times: [Double]
  /// Free of the event from that time on, 0 to 1; as many as ``times``.
  public var survival: [Double]
  /// 95 % limits of ``survival``, as many, `nil` where there are none; or none at all.
  public var limits: [ProbabilityInterval?]
  /// Patients at risk just before, as many as ``times``, or none where they are not known.
  public var atRisk: [Int]
  /// Whether ``times`` are all steps of the curve, so that it is known in between as well.
  public var isComplete: Bool

  /// The curve of `patients` who were called `group`.
  public init(
    group: Call?, patients: Int, events: Int? = nil, times: [Double], survival: [Double],
    limits: [ProbabilityInterval?] = [], atRisk: [Int] = [], isComplete: Bool = false
  ) {
    self.group = group
    self.patients = patients
    self.events = events
    self.times = times
    self.survival = survival
    self.limits = limits
    self.atRisk = atRisk
    self.isComplete = isComplete
  }

  /// Index of what holds at `time`; `nil` where it is not known.
  func index(at time: Double) -> Int? {
    let index = isComplete ? times.lastIndex { $0 <= time } : times.firstIndex(of: time)
    guard let index, survival.indices.contains(index), time <= times[times.count - 1] else { return nil }
    return index
  }

  /// Patients at risk just before `time`; `nil` where it is not known.
  func atRisk(at time: Double) -> Int? {
    let index = isComplete ? times.firstIndex { $0 >= time } : times.firstIndex(of: time)
    return index.flatMap { atRisk.indices.contains($0) ? atRisk[$0] : nil }
  }
}
