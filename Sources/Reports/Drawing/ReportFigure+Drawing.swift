extension ReportFigure {
  /// The picture, `width` points wide, without its caption: what every renderer draws. A narrow one grows higher where
  /// its words need more lines.
  func drawing(width: Double) -> Drawing {
    switch content {
    case .survival(let plot): plot.drawing(width: width)
    case .calibration(let plot): plot.drawing(width: width)
    case .decision(let plot): plot.drawing(width: width)
    case .forest(let plot): plot.drawing(width: width)
    case .timeCurves(let plot): plot.drawing(width: width)
    case .roc(let plot): plot.drawing(width: width)
    case .risks(let plot): plot.drawing(width: width)
    case .scale(let scale): scale.drawing(width: width)
    case .pictures(let plate): plate.drawing(width: width)
    }
  }

  /// Pictures side by side, each `width` points wide, all as high as the highest and flush at the foot, so that their
  /// axes lie on one line.
  static func drawings(_ figures: [ReportFigure], width: Double) -> [Drawing] {
    let drawings = figures.map { $0.drawing(width: width) }
    let height = drawings.map(\.height).max() ?? 0
    return drawings.map { drawing in
      var aligned = Drawing(width: drawing.width, height: height)
      aligned.place(drawing, at: .init(0, height - drawing.height))
      return aligned
    }
  }
}
