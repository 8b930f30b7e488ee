import Basics
import Microscopy
import SlidePictures
import TerminalKit

/// What somebody wants of printed pictures, as they say it, and where these go.
package struct RenderWishes: Sendable {
  /// Default: block characters, and a PNG where the file that is named is one.
  package var format: PictureFormat?
  /// The file that is written; `nil` for stdout.
  package var file: String?
  /// Columns and rows of each picture; pixels in cells of these.
  package var size: TerminalSize?
  /// Of the picture or the sheet, in columns or pixels.
  package var width: Int?
  /// Of the picture, in rows or pixels.
  package var height: Int?
  /// The part of the slide, level-0 px.
  package var region: SlideRegion?
  /// The x and y of the middle, level-0 px.
  package var center: SIMD2<Double>?
  /// How close.
  package var magnification: PictureMagnification?
  /// Of which characters.
  package var symbols = BlockSymbols.blockElements
  /// In how many colours.
  package var depth = ColorDepth.trueColor
  /// All stains or one, with the profile or without.
  package var colors = PictureColors()
  /// What of the model lies over it.
  package var overlay = HeatShown.off
  /// Whether a line says what that means.
  package var hasLegend = false
  /// Which slide of a case, from 1; default: the first, on a sheet all.
  package var slide: Int?
  /// Whether it is a sheet of several.
  package var isSheet = false

  /// No wishes.
  package init() {}

  /// What a picture that is printed goes to.
  package struct Place: Sendable {
    /// The cells that it may fill.
    let size: TerminalSize
    /// The pixels of a cell.
    let cell: PixelSize
    /// Whether it is shown there and then.
    let isTerminal: Bool

    /// - Parameter cell: default: a usual one.
    package init(size: TerminalSize, cell: CellPixels?, isTerminal: Bool) {
      self.size = size
      self.cell = cell.map { PixelSize(width: $0.width, height: $0.height) } ?? PixelText.cell
      self.isTerminal = isTerminal
    }
  }

  /// What does not go together.
  package enum Problem: Hashable, Sendable {
    case fileOnTerminal
    case several(Int)
    case sizeAndSide
    case sideOfSheet
    case centerAlone
    case centerAndRegion
    case legendAlone
    case overlayOfFile
    /// The file that is to be written is the slide.
    case fileOfSubject
  }

  /// The cells that a PNG fills where no size is asked for: 1024 x 1024 px.
  private static let fileBox = TerminalSize(columns: 128, rows: 64)

  /// What it is made of.
  private var chosen: PictureFormat {
    format ?? (file.map { $0.lowercased().hasSuffix(".png") } == true ? .png : .ansi)
  }

  /// How `count` pictures are drawn for `place`.
  ///
  /// - Throws: ``RenderFailure/wishes(_:)``.
  package func manner(of count: Int, for place: Place) throws(RenderFailure) -> RenderSlide.Manner {
    if let problem = problem(count, place) { throw .wishes(problem) }
    let isOnTerminal = chosen.isForTerminals
    var manner = RenderSlide.Manner(
      format: chosen, framing: PictureFraming(region: region, center: center, magnification: magnification),
      box: isOnTerminal ? place.size : Self.fileBox, cell: isOnTerminal ? place.cell : PixelText.cell,
      symbols: symbols, depth: depth, colors: colors, hasLegend: hasLegend)
    // The legend takes a row of the terminal.
    if hasLegend { manner.box.rows = max(1, manner.box.rows - 1) }
    guard !isSheet else { return manner }
    let cell = chosen.hasPixels ? manner.cell : PixelSize(width: 1, height: 1)
    manner.framing.width = width ?? size.map { $0.columns * cell.width }
    manner.framing.height = height ?? size.map { $0.rows * cell.height }
    return manner
  }

  /// The columns of a sheet that is drawn as `manner` says.
  package func sheetColumns(_ manner: RenderSlide.Manner) -> Int {
    width.map { max(1, manner.format.hasPixels ? $0 / PixelText.cell.width : $0) } ?? manner.box.columns
  }

  private func problem(_ count: Int, _ place: Place) -> Problem? {
    if chosen.hasPixels, !chosen.isForTerminals, file == nil, place.isTerminal { return .fileOnTerminal }
    if count > 1, !isSheet { return .several(count) }
    if isSheet, height != nil { return .sideOfSheet }
    if !isSheet, size != nil, width != nil || height != nil { return .sizeAndSide }
    if center != nil, magnification == nil { return .centerAlone }
    if center != nil, region != nil { return .centerAndRegion }
    if hasLegend, overlay.isNone { return .legendAlone }
    return nil
  }
}
