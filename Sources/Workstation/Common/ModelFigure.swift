import Basics
import TerminalKit

/// One measured figure of a model's card, or of an evaluation.
public struct ModelFigure: Hashable, Sendable {
  /// As in the card or the report: `c-index, slide score` ...
  public var name: String
  /// The figure.
  public var estimate: Double
  /// 95 % limits, the lower first; `nil` where the card gives none.
  public var limits: ClosedRange<Double>?
  /// Patients or slides it rests on.
  public var count: Int
  /// On whom, and how it was taken.
  public var note: String

  /// A figure; limits that are not two ascending numbers are none.
  public init(name: String, estimate: Double, lower: Double? = nil, upper: Double? = nil, count: Int, note: String) {
    self.name = name
    self.estimate = estimate
    if let lower, let upper, lower <= upper { limits = lower...upper }
    self.count = count
    self.note = note
  }

  /// `c-index, slide score 0.781 (0.723 to 0.839), n 300`.
  var line: String {
    let between = limitWords.map { " (\($0))" } ?? ""
    return "\(name) \(NumberText.screen.fixed(estimate, digits: 3))\(between), n \(count)"
  }

  /// `0.723 to 0.839`.
  var limitWords: String? {
    limits.map {
      NumberText.screen.fixed($0.lowerBound, digits: 3) + " to " + NumberText.screen.fixed($0.upperBound, digits: 3)
    }
  }
}

/// What a figure tells of, by which the screen groups them.
enum FigureTopic: String, CaseIterable {
  case discrimination = "Discrimination: c-index"
  case calls = "Calls at the threshold"
  case calibration = "Calibration"
  case subgroups = "Subgroups: c-index"
  case other = "Other figures"

  /// By how the card names its figures.
  init(of name: String) {
    switch name {
    case _ where name.hasPrefix("c-index"): self = .discrimination
    case _ where name.hasPrefix("subgroup"): self = .subgroups
    case _ where Self.ofCalls.contains { name.hasPrefix($0) }: self = .calls
    case _ where ["calibration", "mean predicted risk", "observed risk"].contains { name.hasPrefix($0) }:
      self = .calibration
    default: self = .other
    }
  }

  private static let ofCalls = ["sensitivity", "specificity", "positive predictive", "negative predictive"]
}

extension ModelFigure {
  /// The name below the heading of its topic, which says the rest.
  var shortName: String {
    let start = ["c-index, ", "subgroup "].first { name.hasPrefix($0) } ?? ""
    return String(name.dropFirst(start.count))
  }

  /// Its bar; `nil` for what is on no scale that is known, or is off it.
  var bar: IntervalBar? {
    guard let (scale, reference) = scale, scale.contains(estimate) else { return nil }
    return IntervalBar(scale: scale, reference: reference, value: estimate, limits: limits)
  }

  /// A difference stands about 0, a slope about 1; a c-index begins at chance, unless it is worse.
  private var scale: (ClosedRange<Double>, Double?)? {
    let ends = [estimate, limits?.lowerBound ?? estimate, limits?.upperBound ?? estimate]
    guard ends.allSatisfy(\.isFinite) else { return nil }
    switch name {
    case _ where name.contains(", gain"):
      let widest = ends.reduce(0) { max($0, abs($1)) }
      let end = [0.05, 0.1, 0.2, 0.5].first { widest <= $0 } ?? 1
      return (-end...end, 0)
    case _ where name.hasPrefix("c-index") || name.hasPrefix("subgroup"):
      return ends.allSatisfy { $0 >= 0.5 } ? (0.5...1, nil) : (0...1, 0.5)
    case _ where name.hasPrefix("calibration slope") || name.hasPrefix("calibration, observed to"): return (0...2, 1)
    case _ where Self.shares.contains { name.hasPrefix($0) }: return (0...1, nil)
    default: return nil
    }
  }

  private static let shares = [
    "sensitivity", "specificity", "mean predicted risk", "observed risk", "AUC", "share called", "share out",
    "positive predictive", "negative predictive",
  ]
}

/// What an evaluation measures and a card may lack.
struct ExpectedFigure {
  /// As it is said where it is lacking.
  let words: String
  /// How the name of the card's figure starts.
  let start: String

  /// Of a whole evaluation, in its order.
  static let all = [
    ExpectedFigure(words: "c-index of the slide score", start: "c-index, slide score"),
    ExpectedFigure(words: "c-index of the clinical variables alone", start: "c-index, clinical variables alone"),
    ExpectedFigure(words: "c-index of slide and clinical variables", start: "c-index, slide and clinical"),
    ExpectedFigure(words: "difference of the c-indices with and without the slide", start: "c-index, gain"),
    ExpectedFigure(words: "sensitivity at the threshold", start: "sensitivity at the threshold"),
    ExpectedFigure(words: "specificity at the threshold", start: "specificity at the threshold"),
    ExpectedFigure(
      words: "sensitivity of the clinical variables at equal specificity", start: "sensitivity of the clinical"),
    ExpectedFigure(words: "positive and negative predictive value", start: "positive predictive value"),
    ExpectedFigure(words: "calibration slope", start: "calibration slope"),
    ExpectedFigure(words: "observed against predicted risk", start: "observed risk"),
    ExpectedFigure(words: "AUC at the horizon", start: "AUC at the horizon"),
    ExpectedFigure(words: "Brier score", start: "Brier score"),
    ExpectedFigure(words: "net benefit", start: "net benefit"),
    ExpectedFigure(words: "subgroups", start: "subgroup"),
  ]
}
