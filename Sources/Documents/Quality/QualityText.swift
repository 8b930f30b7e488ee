import Basics
import Labels
import ReadingQuality

/// The figures of a casebook's readings for a reader in a terminal.
package struct QualityText {
  package let text: String

  /// Of the signatures of `read` that `scope` tells of.
  package init(_ read: ReadCases, for scope: QualityScope) { self.init(QualityFigures(read, for: scope)) }

  package init(_ figures: QualityFigures) {
    let content = QualitySections(figures)
    var lines = ["Readings of the casebook", content.scope]
    if content.isDemonstration { lines.append(ReadingQualityWords.demonstration) }
    for section in content.sections { lines += ["", section.title] + section.blocks.flatMap(Self.lines) }
    text = (lines.map(\.printableLine) + ["", ResearchUse.sentence]).joined(separator: "\n")
  }

  private static func lines(_ block: QualityBlock) -> [String] {
    switch block {
    case .line(let text), .note(let text): [text]
    case .detail(let text): ["  " + text]
    case .table(let headings, let rows): TextTable(headings, rows).lines
    }
  }
}
