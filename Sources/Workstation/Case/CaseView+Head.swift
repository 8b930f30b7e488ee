import Basics
import Microscopy
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
    let details: [SizeDetail?] = reading.viewport == nil ? [.sample, nil] : [.position, .sample, nil]
    let notes = details.compactMap { sizeNote(reading, $0) }
    return notes.first { columnsOfTitle(beside: $0) >= least } ?? notes.last
  }

  /// What is said where the colours are not those of all stains by the profile, and where the slide does not lie as it
  /// was scanned: the most needed last, which alone stands where there is little room.
  private func warnings(_ reading: CaseState) -> [String] {
    let colors = reading.colors
    let profile: String? =
      switch colors.profile {
      case .applied: nil
      case .raw: "as scanned"
      }
    let stains: String? =
      switch colors.stains {
      case .all: nil
      case .hematoxylin: "haematoxylin only"
      case .eosin: "eosin only"
      }
    return [profile, stains, reading.orientation.words].compactMap(\.self)
  }

  /// Columns that the name of a slide keeps, if it is as long.
  private static let columnsOfName = 24

  /// What is said besides the magnification.
  private enum SizeDetail {
    /// What a sample shows.
    case sample
    /// That, and where the middle of the picture is.
    case position
  }

  private func sizeNote(_ reading: CaseState, _ detail: SizeDetail?) -> Line? {
    guard let slide = reading.slide, let viewport = reading.view(in: around) else { return nil }
    let ladder = around.ladder(of: slide)
    let state = pictures.isPreview(.pane) ? "preview … " : pictures.isBusy(.pane) ? "… " : ""
    var line = Line(state, theme[.dim])
    let warnings = warnings(reading)
    for words in detail == nil ? warnings.suffix(1) : warnings[...] { line.append(words + " · ", theme[.warning]) }
    line.append(Self.magnification(ladder.magnification(of: viewport.pixelsPerColumn)), theme[.accent])
    let sample = " · \(Self.microns(ladder.micronsPerSample(at: viewport.pixelsPerColumn)))"
    switch detail {
    case nil: break
    case .sample: line.append(sample, theme[.dim])
    case .position: line.append("\(sample) a sample at \(Self.position(of: viewport, slide.mpp))", theme[.dim])
    }
    guard detail != nil || warnings.isEmpty else { return line }
    if reading.viewport == nil { line.append(around.size.columns < 110 ? " whole" : " whole slide", theme[.dim]) }
    return line
  }

  static func magnification(_ value: Double) -> String {
    let digits = value < 1 ? 2 : value < 10 && value.rounded() != value ? 1 : 0
    return NumberText.screen.fixed(value, digits: digits) + "x"
  }

  /// Of the middle of the picture, from the upper left corner of the slide: millimetres where a column shows 10 um or
  /// more, else micrometres.
  private static func position(of viewport: Viewport, _ mpp: MicronsPerPixel) -> String {
    let (x, y) = (viewport.centerX * mpp.x, viewport.centerY * mpp.y)
    guard viewport.pixelsPerColumn * mpp.x < 10 else {
      return [x, y].map { NumberText.screen.fixed($0 / 1000, digits: 2) }.joined(separator: ", ") + " mm"
    }
    return [x, y].map { NumberText.screen.grouped(Int($0.rounded())) }.joined(separator: ", ") + " µm"
  }

  private static func microns(_ value: Double) -> String {
    NumberText.screen.fixed(value, digits: value < 1 ? 2 : value < 10 ? 1 : 0) + " µm"
  }
}
