import Labels
import TerminalKit

/// Where the parts of the model's screen are.
struct ModelLayout {
  let bar: Rect
  /// With its border.
  let frame: Rect
  /// What the lines are shown in.
  let inside: Rect
  /// Side by side within ``inside``; one where there is no place for two.
  let columns: [Rect]
  let hints: Rect

  init(_ size: TerminalSize) {
    let whole = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    let rest: Rect
    (bar, rest) = whole.splitRows(1)
    (frame, hints) = rest.splitRows(rest.rows - 1)
    inside = frame.inset(columns: 2)
    guard size.columns >= Self.roomForTwo else {
      columns = [inside]
      return
    }
    let (left, right) = inside.splitColumns((inside.columns - Self.gap) / 2)
    columns = [left, right.splitColumns(Self.gap).1]
  }

  /// Columns of a terminal from which on two columns hold a table each.
  private static let roomForTwo = 160
  /// Cells between the columns.
  private static let gap = 4
}

extension WorkstationState {
  func drawModel(_ shown: ModelScreenState, on screen: inout Screen) {
    let layout = ModelLayout(size)
    let columns = modelColumns(shown.page)
    let above = modelScrolled(columns)
    let place = shown.page == .card ? [reading?.file.id ?? "queue"] : []
    drawBar(place + [shown.page.rawValue], on: &screen, in: layout.bar)
    drawModelFrame(shown.page, above: above, of: columns, on: &screen, layout)
    for (lines, area) in zip(columns, layout.columns) { screen.write(lines, in: area, skipping: above) }
    drawHints(on: &screen, in: layout.hints)
  }

  private func drawModelFrame(
    _ page: ModelPage, above: Int, of columns: [[Line]], on screen: inout Screen, _ layout: ModelLayout
  ) {
    let below = (columns.map(\.count).max() ?? 0) - layout.inside.rows - above
    let more = [above > 0 ? "↑ \(above)" : "", below > 0 ? "↓ \(below)" : ""].filter { !$0.isEmpty }
    let note = more.isEmpty ? nil : Line(more.joined(separator: "  ") + " more", theme[.dim])
    let isFocused = popup == nil && problem == nil
    let style = isFocused ? theme[.borderFocused] : theme[.border]
    screen.box(layout.frame, Frame(title: title(of: page), footNote: note, style: style))
  }

  private func title(of page: ModelPage) -> Line {
    guard !isAlone else { return Line("Evaluation", theme[.title]) }
    let pages = ModelPage.allCases
    return Tabs(["Model", "Evaluation"], active: pages.firstIndex(of: page) ?? 0).line(theme: theme)
  }

  /// The lines of each column of the layout, not scrolled.
  func modelColumns(_ page: ModelPage) -> [[Line]] {
    let layout = ModelLayout(size)
    let (width, rows) = (layout.columns[0].columns, layout.inside.rows)
    let isNarrow = layout.columns.count == 1
    let order =
      switch page {
      case .card: cardSections(width, rows, isNarrow: isNarrow)
      case .evaluation: evaluationSections(width, rows, isNarrow: isNarrow)
      }
    return order.map { Array($0.filter { !$0.isEmpty }.joined(separator: [Line()])) }
  }

  private func cardSections(_ width: Int, _ rows: Int, isNarrow: Bool) -> [[[Line]]] {
    guard let model else { return [[noModelLines(width)]] }
    let courses = courseLines(model, columns: width, rows: rows)
    let (about, training) = (aboutLines(model, width), trainingLines(model, width))
    let (figures, lacking) = (figureLines(model.figures, width), lackingLines(model, width))
    return isNarrow
      ? [[about, courses, figures, lacking, training]] : [[about, training, courses], [figures, lacking]]
  }

  private func evaluationSections(_ width: Int, _ rows: Int, isNarrow: Bool) -> [[[Line]]] {
    guard let evaluation else { return [[noEvaluationLines(width)]] }
    let (about, courses) = (aboutLines(evaluation, width), courseLines(evaluation, columns: width, rows: rows))
    let (figures, areas) = (
      figureLines(evaluation.shownFigures, of: ScoreName(evaluation.subject.kind), width), areaLines(evaluation, width)
    )
    let (calibration, decision) = (calibrationLines(evaluation, width), decisionLines(evaluation, width))
    let leftOut = leftOutLines(evaluation, width)
    return isNarrow
      ? [[about, courses, figures, areas, calibration, decision, leftOut]]
      : [[about, courses, areas, leftOut], [calibration, decision, figures]]
  }

  private func noModelLines(_ columns: Int) -> [Line] {
    [Line("No model is loaded.", theme[.noCall])]
      + wrapped(
        "Findings stand without it. Why it did not load is said in the shell.", columns: columns, style: theme[.text])
      + wrapped("Check it with: coverslip model verify BUNDLE", columns: columns, style: theme[.accent])
  }

  private func noEvaluationLines(_ columns: Int) -> [Line] {
    [Line("No evaluation is here.", theme[.noCall])]
      + wrapped(
        "How a bundle does on a cohort of this laboratory is shown here once it was measured: the file "
          + "BUNDLE.evaluation.json "
          + "beside the bundle, or what review --evaluation names.", columns: columns, style: theme[.text])
      + wrapped(
        "Measure it with: coverslip evaluate --bundle BUNDLE --cohort cohort.csv --json > BUNDLE.evaluation.json",
        columns: columns,
        style: theme[.accent])
  }
}
