import Basics
import Casework
import Labels
import Prognosis
import Reports
import SurvivalStatistics

/// What is reported: the call that stands, the model's, and where the risk lies.
extension CaseReport {
  /// Years that the call speaks of.
  private static let horizon = 5.0

  var resultBlocks: [ReportBlock] {
    [.keyFigures([standingFigure] + modelFigures)] + [scaleFigure].compactMap { $0.map { .figure($0) } }
  }

  private var standingFigure: KeyFigure {
    let name = "Call that stands"
    guard let reading = standing.reading else {
      return KeyFigure(name, value: "NONE", detail: "nobody has signed a call")
    }
    let reason = reading.reason.map { ": \($0.label)" } ?? ""
    return KeyFigure(
      name, value: reading.finalCall?.headline ?? "NONE",
      detail: reading.outcomeWord + reason + ", " + reading.reviewer)
  }

  private var modelFigures: [KeyFigure] {
    guard let finding else { return [missingFinding] }
    let name = finding.model.demonstration ? "Model's call, DEMO" : "Model's call"
    switch finding.call {
    case .noCall:
      let reasons = finding.reasons.map(\.label).joined(separator: ", ")
      return [
        KeyFigure(
          name, value: finding.call.headline, detail: reasons.isEmpty ? "for no reason that is told" : reasons),
        KeyFigure("Probability", value: "–", detail: "none is told without a call"),
      ]
    case .high, .low:
      let side =
        finding.borderline ? "borderline: the interval crosses the threshold" : "the interval lies on this side"
      return [
        KeyFigure(name, value: finding.call.headline, detail: finding.interval == nil ? "" : side),
        probabilityFigure(finding),
        KeyFigure(
          "Threshold of the model", value: NumberText.screen.percent(finding.model.threshold),
          detail: "high risk at or above it"),
      ]
    }
  }

  private var missingFinding: KeyFigure {
    switch standing {
    case .blinded(let withheld): KeyFigure("Model's call", value: "WITHHELD", detail: withheld.label)
    case .notScored, .notSigned, .awaitingReader, .deferred, .rejected, .signed, .amended:
      KeyFigure("Model's call", value: "NONE", detail: "no model has scored the case")
    }
  }

  private func probabilityFigure(_ finding: Finding) -> KeyFigure {
    let name = "Model: metastatic relapse within 5 years"
    guard let risk = finding.probability5y else { return KeyFigure(name, value: "–", detail: "not computed") }
    return KeyFigure(
      name, value: NumberText.screen.percent(risk),
      detail: finding.interval.map { "95 % interval " + $0.reportText } ?? "no interval was computed")
  }

  private var scaleFigure: ReportFigure? {
    guard let finding, finding.call.isAnswer, let risk = finding.probability5y else { return nil }
    let scale = RiskScale(
      risk: risk, limits: finding.interval?.range, threshold: finding.model.threshold,
      label: "Probability of metastatic relapse within 5 years", below: "LOW RISK", above: "HIGH RISK")
    let later = finding.probability10y.map { risk in
      let interval = finding.interval10y.map { " (95 % interval \($0.reportText))" } ?? ""
      return " Within 10 years \(NumberText.screen.percent(risk))\(interval); no call rests on that."
    }
    return ReportFigure(
      title: "Position on the scale",
      caption: "Diamond: the model's probability for this patient with its 95 % interval; dashed: the model's "
        + "threshold." + (later ?? "") + overridden,
      .scale(scale))
  }

  /// That the reader does not follow the model, where that is so; empty elsewhere.
  private var overridden: String {
    guard let reading = standing.reading else { return "" }
    switch reading.decision {
    case .override: return " The probability is the model's; the reader does not follow it."
    case .confirm, .acknowledge, .assess, .defer, .reject: return ""
    }
  }

  /// The courses of both groups with this patient; `nil` without a call, and where the card is not at hand.
  var curvesFigure: ReportFigure? {
    guard let finding, finding.call.isAnswer, let curves = ownModel?.curves, !curves.isEmpty,
      let end = curves.compactMap(\.lastTime).max(), end > 0
    else { return nil }
    let risks = [(Self.horizon, finding.probability5y), (TenYearReach.years, finding.probability10y)]
    let points = risks.compactMap { years, risk in
      risk.flatMap { years <= end ? SurvivalPlot.Point(time: years, survival: 1 - $0) : nil }
    }
    let lowest = (curves.compactMap { $0.points.map(\.survival).min() } + points.map(\.survival)).min() ?? 0
    let floor = max(0, (lowest * 10 - 0.5).rounded(.down) / 10)
    let plot = SurvivalPlot(
      groups: curves.map { SurvivalPlot.Group($0, size: .init(count: $0.count, events: $0.events)) },
      timeLabel: "Years", timeUnit: .years, survivalLabel: "Free of metastasis",
      end: end, floor: floor,
      patient: points.isEmpty ? nil : SurvivalPlot.Patient("this patient, by the model", points: points),
      tellsWhoIsAtRisk: curves.allSatisfy(\.tellsWhoIsAtRisk))
    let start = floor > 0 ? " The axis starts at \(NumberText.screen.percent(floor, digits: 0))." : ""
    let steps = curves.allSatisfy(\.isComplete) ? "" : " Read off once a year."
    return ReportFigure(
      title: "Courses of both groups in the training",
      caption: "Bands: 95 % limits." + steps + start, .survival(plot))
  }
}

extension Call {
  /// As large as a report says it.
  var headline: String {
    switch self {
    case .high: "HIGH RISK"
    case .low: "LOW RISK"
    case .noCall: "NO CALL"
    }
  }
}

extension ProbabilityInterval {
  /// `3.0 to 12.0 %`.
  var reportText: String {
    NumberText.screen.fixed(lower * 100, digits: 1) + " to " + NumberText.screen.percent(upper)
  }

  /// Both limits; `nil` where they do not ascend.
  var range: ClosedRange<Double>? { lower <= upper ? lower...upper : nil }
}
