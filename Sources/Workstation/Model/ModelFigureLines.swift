import Basics
import TerminalKit

/// Widths of the table of figures.
private struct FigureColumns {
  let name: Int
  let bar: Int

  static let value = 6
  static let limits = 16
  /// Of a number at either end of a bar.
  static let end = 5
  /// All but name and bar.
  private static let others = 1 + value + 2 + limits + 2 + end + 1 + 1 + end

  /// The name takes what it needs for most names, the bar the rest, half a screen at most.
  init(_ columns: Int) {
    let room = columns - Self.others
    name = max(28, min(46, room * 6 / 10))
    bar = min(40, room - name)
  }
}

extension ModelView {
  /// All figures with their limits, by topic; figures of the same patients stand below one note.
  func figureLines(_ figures: [ModelFigure], _ columns: Int) -> [Line] {
    guard !figures.isEmpty else {
      let words = "Nothing was measured: there is no figure."
      return [heading("Performance", columns)] + wrapped(words, columns: columns, style: theme[.text])
    }
    let parts = FigureTopic.allCases.map { topic in
      lines(of: topic, figures.filter { FigureTopic(of: $0.name) == topic }, columns)
    }
    return Array(parts.filter { !$0.isEmpty }.joined(separator: [Line()]))
  }

  private func lines(of topic: FigureTopic, _ figures: [ModelFigure], _ columns: Int) -> [Line] {
    guard !figures.isEmpty else { return [] }
    return [heading(topic.rawValue, note: "value, 95 % limits", columns)]
      + figures.byBasis.flatMap { basis, group in
        group.flatMap { row($0, columns) }
          + wrapped(basis, columns: columns - 2, style: theme[.dim]).map { Line("  ") + $0 }
      }
  }

  /// A name, wrapped below itself, and its numbers.
  private func row(_ figure: ModelFigure, _ columns: Int) -> [Line] {
    let widths = FigureColumns(columns)
    let names = TextWidth.wrapped(TextWidth.printable(figure.shortName), to: widths.name)
    var first = Line(TextWidth.padded(names.first ?? "–", to: widths.name) + " ", theme[.text])
    let value = NumberText.screen.fixed(figure.estimate, digits: 3)
    first.append(TextWidth.padded(value, to: FigureColumns.value, .right) + "  ", theme[.title])
    let limits = figure.limitWords ?? "–"
    first.append(TextWidth.padded(limits, to: FigureColumns.limits) + "  ", theme[figure.limits == nil ? .dim : .text])
    return [first + barLine(figure, widths)] + names.dropFirst().map { Line($0, theme[.text]) }
  }

  /// The bar between the numbers of its ends.
  private func barLine(_ figure: ModelFigure, _ widths: FigureColumns) -> Line {
    guard let bar = figure.bar else { return Line() }
    let (left, right) = (Self.end(bar.scale.lowerBound), Self.end(bar.scale.upperBound))
    return Line(TextWidth.padded(left, to: FigureColumns.end, .right) + " ", theme[.dim])
      + bar.line(columns: widths.bar, theme: theme) + Line(" " + right, theme[.dim])
  }

  /// `1`, `0.5`, `0.05`.
  private static func end(_ value: Double) -> String {
    NumberText.screen.fixed(value, digits: value.rounded() == value ? 0 : abs(value) < 0.1 ? 2 : 1)
  }

  /// What an evaluation would have measured and the card does not hold.
  func lackingLines(_ model: ModelSummary, _ columns: Int) -> [Line] {
    let lacking = ExpectedFigure.all.filter { expected in
      !model.figures.contains { $0.name.hasPrefix(expected.start) }
    }
    let parts = [
      ("The card holds no figure of: ", lacking.map(\.words)), ("Without limits: ", model.figures.withoutLimits),
    ].filter { !$1.isEmpty }.map { $0 + $1.joined(separator: "; ") + "." }
    let words = parts.isEmpty ? ["Nothing that an evaluation measures is missing from the card."] : parts
    let remedy = lacking.isEmpty ? "" : "Measure it: coverslip evaluate --bundle BUNDLE --cohort cohort.csv"
    return [heading("Not measured", columns)]
      + words.flatMap { wrapped($0, columns: columns, style: theme[.text]) }
      + wrapped(remedy, columns: columns, style: theme[.accent])
  }
}

extension [ModelFigure] {
  /// Figures of the same patients, taken in the same way, together; in the order of the first of each.
  fileprivate var byBasis: [(basis: String, figures: [ModelFigure])] {
    reduce(into: []) { groups, figure in
      let basis = "n \(NumberText.screen.grouped(figure.count)); \(figure.note)"
      if let index = groups.firstIndex(where: { $0.basis == basis }) {
        groups[index].figures.append(figure)
      } else {
        groups.append((basis, [figure]))
      }
    }
  }

  /// Names of those for which the card gives no limits, each once.
  fileprivate var withoutLimits: [String] {
    filter { $0.limits == nil }.reduce(into: []) { if !$0.contains($1.name) { $0.append($1.name) } }
  }
}
