import Casework
import Evaluation
import Labels
import TerminalKit

/// The screen of the model: a page of lines in one or two columns.
struct ModelView: ThemedView {
  let state: ModelState
  let evaluation: EvaluationRecord?
  /// The model that scored the case that is open.
  let scorer: ModelIdentity?
  let around: Surroundings

  var theme: Theme { around.theme }
  var model: ModelSummary? { around.model }
  private var layout: ModelLayout { ModelLayout(around.size) }

  /// Draws the page. Returns how far it can be scrolled.
  func draw(on screen: inout Screen) -> Int {
    let columns = columns(of: state.page)
    let longest = max(0, (columns.map(\.count).max() ?? 0) - layout.inside.rows)
    let above = state.scroll.offset(longest: longest)
    let note = moreNote(above: above, below: longest - above)
    screen.box(layout.frame, Frame(title: title, footNote: note, style: around.focusedBorder))
    for (lines, area) in zip(columns, layout.columns) { screen.write(lines, in: area, skipping: above) }
    return longest
  }

  private var title: Line {
    guard !state.isAlone else { return Line(state.page.title, theme[.title]) }
    let pages = ModelPage.allCases
    return Tabs(pages.map(\.title), active: pages.firstIndex(of: state.page) ?? 0).line(theme: theme)
  }

  /// The lines of each column of the layout, not scrolled.
  func columns(of page: ModelPage) -> [[Line]] {
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
