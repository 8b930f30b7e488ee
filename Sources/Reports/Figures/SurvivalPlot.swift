import Basics

/// Survival curves of one or more groups, with confidence bands, censorings and the numbers at risk.
public struct SurvivalPlot: Hashable, Sendable {
  /// One distinct follow-up time of a group, as a Kaplan-Meier estimate lists them.
  public struct Step: Hashable, Sendable {
    /// The time in the unit of the axis, above 0.
    public var time: Double
    /// Survival just after `time`, 0 to 1.
    public var survival: Double
    /// Confidence limits of `survival`; `nil` where they are not defined.
    public var limits: ClosedRange<Double>?
    /// Subjects whose time is at least `time`.
    public var atRisk: Int
    /// Events at `time`.
    public var events: Int
    /// Censorings at `time`.
    public var censored: Int

    /// A step; the numbers are those of the Kaplan-Meier estimate.
    public init(
      time: Double, survival: Double, limits: ClosedRange<Double>?, atRisk: Int, events: Int, censored: Int
    ) {
      self.time = time
      self.survival = survival
      self.limits = limits
      self.atRisk = atRisk
      self.events = events
      self.censored = censored
    }
  }

  /// A group of patients with its curve.
  public struct Group: Hashable, Sendable {
    /// The group's name in the legend and in front of its numbers at risk.
    public var name: String
    /// What the curve shows, which decides its colour.
    public var role: SeriesRole
    /// The steps of the curve, ascending in time.
    public var steps: [Step]
    /// How large the group is where its steps do not tell, as in a curve that was read off at some times.
    public var size: Size?

    /// A group's curve; `size` where its steps do not tell how large it is.
    public init(_ name: String, _ role: SeriesRole, steps: [Step], size: Size? = nil) {
      self.name = name
      self.role = role
      self.steps = steps
      self.size = size
    }

    /// The number of subjects at the start.
    public var count: Int { size?.count ?? steps.first?.atRisk ?? 0 }

    /// The number of events in all.
    public var events: Int { size?.events ?? steps.reduce(0) { $0 + $1.events } }

    /// Subjects whose time is at least `time`.
    public func atRisk(at time: Double) -> Int { steps.first { $0.time >= time }?.atRisk ?? 0 }

    /// The step that holds at `time`; `nil` before the first one, where survival is 1.
    func step(at time: Double) -> Step? { steps.last { $0.time <= time } }

    /// The longest follow-up: the curve ends there.
    var end: Double { steps.last?.time ?? 0 }
  }

  /// How many patients a group has, and how many of them had the event.
  public struct Size: Hashable, Sendable {
    /// Patients.
    public var count: Int
    /// Patients with the event, at any time.
    public var events: Int

    /// A group of `count` patients.
    public init(count: Int, events: Int) {
      self.count = count
      self.events = events
    }
  }

  /// One patient beside the groups.
  public struct Patient: Hashable, Sendable {
    /// What the legend says of it: "this patient".
    public var name: String
    /// The times, and the survival that is predicted there, 0 to 1.
    public var points: [Point]

    /// A patient with what is predicted.
    public init(_ name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// What is predicted of one patient at one time.
  public struct Point: Hashable, Sendable {
    /// The time in the unit of the axis.
    public var time: Double
    /// The survival there, 0 to 1.
    public var survival: Double

    /// A survival at a time.
    public init(time: Double, survival: Double) {
      self.time = time
      self.survival = survival
    }
  }

  /// The groups, drawn in this order; the legend and the numbers at risk follow it.
  public var groups: [Group]
  /// Label of the horizontal axis: "Years since surgery".
  public var timeLabel: String
  /// The unit of the time axis, which decides where its ticks stand; `nil` where it is not known.
  public var timeUnit: TimeUnit?
  /// Label of the vertical axis, which is in percent: "Relapse-free survival".
  public var survivalLabel: String
  /// The right end of the axis.
  public var end: Double
  /// The lower end of the vertical axis, 0 to 1: above 0 only where the caption says so.
  public var floor: Double
  /// The horizon, marked by a vertical line; `nil` for none.
  public var horizon: Double?
  /// Lines of text between legend and curves: the log-rank test, a hazard ratio.
  public var remarks: [String]
  /// One patient who is marked beside the groups; `nil` for none.
  public var patient: Patient?
  /// Whether the numbers at risk are known, and stand below.
  public var tellsWhoIsAtRisk: Bool

  /// A plot of curves up to `end`.
  public init(
    groups: [Group], timeLabel: String, timeUnit: TimeUnit? = nil, survivalLabel: String, end: Double,
    floor: Double = 0, horizon: Double? = nil, remarks: [String] = [], patient: Patient? = nil,
    tellsWhoIsAtRisk: Bool = true
  ) {
    self.groups = groups
    self.timeLabel = timeLabel
    self.timeUnit = timeUnit
    self.survivalLabel = survivalLabel
    self.end = end
    self.floor = floor
    self.horizon = horizon
    self.remarks = remarks
    self.patient = patient
    self.tellsWhoIsAtRisk = tellsWhoIsAtRisk
  }
}

extension SurvivalPlot {
  /// ``end``, or 1 where that cannot end an axis.
  var axisEnd: Double { end.isFinite && end > 0 ? end : 1 }

  /// The times that the table of numbers lists.
  private var listedTimes: [Double] {
    Ticks.times(0...axisEnd, unit: timeUnit, atMost: 11).map(\.value)
  }

  func numbers(_ title: String) -> ReportTable {
    let columns = groups.flatMap { group in
      [
        ReportTable.Column("\(group.name): at risk", .right),
        ReportTable.Column("\(group.name): \(survivalLabel.lowercasedFirst)", unit: "%, 95 % limits", .right),
      ]
    }
    let rows = listedTimes.map { time in
      ReportTable.Row([NumberText.document.shortest(time)] + groups.flatMap { cells($0, time) })
    }
    return ReportTable(title: title, columns: [.init(timeLabel, .right)] + columns, rows: rows)
  }

  private func cells(_ group: Group, _ time: Double) -> [String] {
    let atRisk = tellsWhoIsAtRisk ? NumberText.document.grouped(group.atRisk(at: time)) : "–"
    guard time <= group.end else { return [atRisk, "–"] }
    guard let step = group.step(at: time) else { return [atRisk, "100.0"] }
    return [atRisk, NumberText.document.estimate(step.survival * 100, step.limits?.scaled(100), digits: 1)]
  }

  var summary: String {
    let curves = groups.map { group in
      let last = group.steps.last { $0.time <= min(horizon ?? axisEnd, axisEnd) }?.survival ?? 1
      return "\(group.name), \(group.count) patients and \(group.events) events: \(NumberText.document.percent(last))"
    }
    let time = NumberText.document.shortest(min(horizon ?? axisEnd, axisEnd))
    let marked = patient.map { patient in
      let points = patient.points.map {
        "\(NumberText.document.percent($0.survival)) at \(timeUnit.words(NumberText.document.shortest($0.time)))"
      }
      return " \(patient.name): " + points.joined(separator: ", ") + "."
    }
    return "\(survivalLabel) at \(timeUnit.words(time)). " + curves.joined(separator: "; ") + "." + (marked ?? "")
  }
}
