import Basics
import TerminalKit

/// What the screen tells of an evaluation: how a bundle, a model or a score does on a cohort.
public struct EvaluationSummary: Hashable, Sendable {
  /// Patients of one predicted risk, and what became of them.
  public struct CalibrationGroup: Hashable, Sendable {
    /// Mean predicted risk by the horizon, 0 to 1.
    public var predicted: Double
    /// 1 - Kaplan-Meier at the horizon, 0 to 1.
    public var observed: Double
    /// 95 % limits of ``observed``, where there are any.
    public var limits: ClosedRange<Double>?

    /// A group of mean risk `predicted`.
    public init(predicted: Double, observed: Double, limits: ClosedRange<Double>? = nil) {
      self.predicted = predicted
      self.observed = observed
      self.limits = limits
    }
  }

  /// Net benefit at one threshold probability.
  public struct Benefit: Hashable, Sendable {
    /// Probability from which on a patient is treated.
    public var threshold: Double
    /// Of treating by the model; `nil` where it cannot be estimated.
    public var model: Double?
    /// Of treating everyone.
    public var everyone: Double

    /// Net benefits at `threshold`.
    public init(threshold: Double, model: Double?, everyone: Double) {
      self.threshold = threshold
      self.model = model
      self.everyone = everyone
    }
  }

  /// A figure at a time.
  public struct TimedValue: Hashable, Sendable {
    /// In ``EvaluationSummary/timeUnit``.
    public var time: Double
    /// There.
    public var value: Double

    /// `value` at `time`.
    public init(time: Double, value: Double) {
      self.time = time
      self.value = value
    }
  }

  /// What was evaluated, in words.
  public var subject: String
  /// The cohort's table, as it was named.
  public var table: String
  /// Digest of the bundle that was evaluated; `nil` where it was none.
  public var bundle: String?
  /// Whether a demonstration was evaluated.
  public var demonstration: Bool
  /// Patients.
  public var patients: Int
  /// Events among them.
  public var events: Int
  /// How long they were followed, in words.
  public var followUp: String
  /// In ``timeUnit``.
  public var horizon: Double
  /// Of all times, as `years`; empty where it is not known.
  public var timeUnit: String
  /// From where on a patient is high, in words; `nil` without a threshold.
  public var threshold: String?
  /// By group, or of all where there is no threshold.
  public var curves: [SurvivalCurve]
  /// In the order of the report.
  public var figures: [ModelFigure]
  /// Area under the curve over time.
  public var areas: [TimedValue]
  /// Ascending by predicted risk.
  public var calibration: [CalibrationGroup]
  /// Ascending by threshold.
  public var decision: [Benefit]
  /// What to read the numbers with, a sentence each.
  public var warnings: [String]
  /// What was not computed, and why.
  public var leftOut: [String]

  /// An evaluation of `subject` on the patients of `table`.
  public init(
    subject: String, table: String, bundle: String? = nil, demonstration: Bool = false, patients: Int, events: Int,
    followUp: String, horizon: Double, timeUnit: String = "", threshold: String? = nil, curves: [SurvivalCurve] = [],
    figures: [ModelFigure] = [], areas: [TimedValue] = [], calibration: [CalibrationGroup] = [],
    decision: [Benefit] = [], warnings: [String] = [], leftOut: [String] = []
  ) {
    self.subject = subject
    self.table = table
    self.bundle = bundle
    self.demonstration = demonstration
    self.patients = patients
    self.events = events
    self.followUp = followUp
    self.horizon = horizon
    self.timeUnit = timeUnit
    self.threshold = threshold
    self.curves = curves
    self.figures = figures
    self.areas = areas
    self.calibration = calibration
    self.decision = decision
    self.warnings = warnings
    self.leftOut = leftOut
  }

  /// `5 years`.
  var horizonWords: String {
    let number = NumberText.screen.fixed(horizon, digits: horizon.rounded() == horizon ? 0 : 1)
    return timeUnit.isEmpty ? number : number + " " + timeUnit
  }
}
