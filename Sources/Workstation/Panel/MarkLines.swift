import Basics
import Casework
import Labels
import TerminalKit

extension CasePanel {
  /// What readers have marked on the case's slides, the last one first.
  func markLines(_ columns: Int) -> [Line] {
    let marks = file.marks
    guard !marks.isEmpty else { return [] }
    var lines = [heading("Marks", note: "\(marks.count)", columns)]
    for mark in marks.suffix(Self.marksShown).reversed() {
      lines += wrapped("◆ " + mark.words, columns: columns, style: theme[.text])
      let slide = file.record.slides.count > 1 ? "slide \(mark.slide + 1), " : ""
      let words = "\(slide)\(mark.reviewer), \(TimeText.words(mark.madeAt))"
      lines += wrapped(words, columns: columns - 2, style: theme[.dim]).map { Line("  ") + $0 }
    }
    let left = marks.count - Self.marksShown
    if left > 0 { lines.append(Line("… and \(NumberText.screen.grouped(left)) more", theme[.dim])) }
    return lines + [keyWords(keys("'"), " goes round them")]
  }

  /// The most marks that are listed.
  private static let marksShown = 12
}
