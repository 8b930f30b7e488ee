import Basics
import SlidePictures
import TerminalKit

/// What stands in the upper border of the slide: which one it is, and how large it is shown.
extension CaseView {
  func slideTitle(_ reading: CaseState, columns: Int) -> Line {
    guard let slide = reading.slide else { return Line("Slide", theme[.title]) }
    let count = reading.file.record.slides.count
    var line = Line(count > 1 ? "Slide \(reading.slideIndex + 1)/\(count) " : "Slide ", theme[.title])
    let name = TextWidth.middleTruncated(TextWidth.printable(slide.fileName), to: columns - line.columns)
    line.append(name, theme[.text])
    return line
  }

  func columnsOfTitle(beside note: Line?) -> Int { layout.slide.columns - 9 - (note?.columns ?? 0) }

  /// The magnification, and what else of the size has room beside the slide's name.
  func headNote(_ reading: CaseState) -> Line? {
    let least = slideTitle(reading, columns: Self.columnsOfName).columns
    let notes = [SizeDetail.sample, nil].compactMap { sizeNote(reading, $0) }
    return notes.first { columnsOfTitle(beside: $0) >= least } ?? notes.last
  }

  /// Columns that the name of a slide keeps, if it is as long.
  private static let columnsOfName = 24

  /// What is said besides the magnification.
  private enum SizeDetail { case sample }

  private func sizeNote(_ reading: CaseState, _ detail: SizeDetail?) -> Line? {
    guard let slide = reading.slide, let viewport = reading.view(in: around) else { return nil }
    let ladder = around.ladder(of: slide)
    var line = Line(pictures.isBusy(.pane) ? "… " : "", theme[.dim])
    line.append(Self.magnification(ladder.magnification(of: viewport.pixelsPerColumn)), theme[.accent])
    switch detail {
    case nil: break
    case .sample:
      line.append(" · \(Self.microns(ladder.micronsPerSample(at: viewport.pixelsPerColumn)))", theme[.dim])
    }
    if reading.viewport == nil { line.append(around.size.columns < 110 ? " whole" : " whole slide", theme[.dim]) }
    return line
  }

  private static func magnification(_ value: Double) -> String {
    let digits = value < 1 ? 2 : value < 10 && value.rounded() != value ? 1 : 0
    return NumberText.screen.fixed(value, digits: digits) + "x"
  }

  private static func microns(_ value: Double) -> String {
    NumberText.screen.fixed(value, digits: value < 1 ? 2 : value < 10 ? 1 : 0) + " µm"
  }
}
