/// A figure as a value: its numbers, its words, and nothing about points or pixels.
public struct ReportFigure: Hashable, Sendable {
  /// What is drawn.
  public enum Content: Hashable, Sendable {
    /// Kaplan-Meier curves with numbers at risk.
    case survival(SurvivalPlot)
    /// Predicted against observed risk.
    case calibration(CalibrationPlot)
    /// Net benefit against the threshold.
    case decision(DecisionCurvePlot)
    /// Estimates with intervals, one row per subgroup.
    case forest(ForestPlot)
    /// Accuracy over the time horizon.
    case timeCurves(TimeCurvePlot)
    /// Sensitivity against 1 - specificity.
    case roc(ROCPlot)
    /// Predicted risks by outcome.
    case risks(RiskHistogram)
    /// One patient's risk on a scale with its threshold.
    case scale(RiskScale)
    /// Pictures of tissue, each with its scale bar.
    case pictures(PicturePlate)
  }

  /// The title in the caption, after the number: a phrase without a full stop.
  public var title: String
  /// The caption after the title: what the marks mean, on whom, by which method.
  public var caption: String
  /// What is drawn.
  public var content: Content

  /// A figure with its title and caption.
  public init(title: String, caption: String = "", _ content: Content) {
    self.title = title
    self.caption = caption
    self.content = content
  }

  /// The figure's numbers as a table: what a reader who does not see the picture reads, and what a terminal can show.
  public var numbers: ReportTable {
    switch content {
    case .survival(let plot): plot.numbers(title)
    case .calibration(let plot): plot.numbers(title)
    case .decision(let plot): plot.numbers(title)
    case .forest(let plot): plot.numbers(title)
    case .timeCurves(let plot): plot.numbers(title)
    case .roc(let plot): plot.numbers(title)
    case .risks(let plot): plot.numbers(title)
    case .scale(let scale): scale.numbers(title)
    case .pictures(let plate): plate.numbers(title)
    }
  }

  /// One sentence for those who do not see the picture.
  var description: String {
    switch content {
    case .survival(let plot): plot.summary
    case .calibration(let plot): plot.summary
    case .decision(let plot): plot.summary
    case .forest(let plot): plot.summary
    case .timeCurves(let plot): plot.summary
    case .roc(let plot): plot.summary
    case .risks(let plot): plot.summary
    case .scale(let scale): scale.summary
    case .pictures(let plate): plate.summary
    }
  }
}
