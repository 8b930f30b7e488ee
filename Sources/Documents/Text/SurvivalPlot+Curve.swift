import Labels
import Reports
import SurvivalStatistics

extension SurvivalPlot.Group {
  /// A group's estimated curve; `size` where its steps do not tell how large it is.
  init(_ curve: SurvivalCurve, size: SurvivalPlot.Size? = nil) {
    let role: SeriesRole =
      switch curve.group {
      case .all: .first
      case .low: .low
      case .high: .high
      }
    let steps = curve.points.map { point in
      SurvivalPlot.Step(
        time: point.time, survival: point.survival, limits: point.limits, atRisk: point.atRisk ?? 0,
        events: point.events ?? 0, censored: point.censored ?? 0)
    }
    self.init(curve.group.words, role, steps: steps, size: size)
  }
}
