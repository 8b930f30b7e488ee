import Basics
import Microscopy
import TerminalKit

/// A slide's pixels made a picture of cells, with the heat map over it: what the workstation and `render` both show.
public struct PictureDrawing: Sendable {
  /// How many colours the terminal has.
  public let depth: ColorDepth
  /// Shows outside the slide, and where nothing was scanned or nothing can be read.
  public let background: RGB

  /// Drawings for a terminal of `depth`.
  public init(depth: ColorDepth, background: RGB) {
    self.depth = depth
    self.background = background
  }

  /// The pixels of `region` for `size` cells, with the number of parts that are damaged in every level of the slide.
  ///
  /// - Parameter colors: what becomes of the slide's colours; default: they stay as they were scanned.
  /// - Throws: where nothing of the region could be read, or it was not read by `deadline`.
  public func pixels(
    of slide: any SlideSource, _ region: SlideRegion, size: TerminalSize, colors: ColorTable? = nil,
    deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> (pixels: RGBAImage, damaged: Int) {
    let scan = try scan(of: slide, region, size: size, deadline: deadline)
    return (shown(scan.pixels, colors), scan.damaged)
  }

  /// The pixels of `region` for `size` cells as they were scanned, transparent where there are none, with the number of
  /// parts that are damaged in every level of the slide.
  ///
  /// - Throws: where nothing of the region could be read, or it was not read by `deadline`.
  public func scan(
    of slide: any SlideSource, _ region: SlideRegion, size: TerminalSize, deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> (pixels: RGBAImage, damaged: Int) {
    let (columns, rows) = BlockRenderer.pixelsPerCell
    let output = PixelSize(width: size.columns * columns, height: size.rows * rows)
    return try scan(of: slide, region, output: output, deadline: deadline)
  }

  /// The same in `output` px.
  ///
  /// - Throws: where nothing of the region could be read, or it was not read by `deadline`.
  public func scan(
    of slide: any SlideSource, _ region: SlideRegion, output: PixelSize, deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> (pixels: RGBAImage, damaged: Int) {
    let picture = try slide.picture(of: region, output: output, deadline: deadline)
    return (picture.image, picture.unreadable)
  }

  /// A ``scan(of:_:size:deadline:)`` with what becomes of its colours, over the background, which keeps its own.
  public func shown(_ scan: RGBAImage, _ colors: ColorTable?) -> RGBAImage {
    (colors?.changed(scan) ?? scan).flattened(over: background)
  }

  /// The pixels of `region` in `output` px from the picture of the whole slide that its file holds, its thumbnail:
  /// coarse, and at hand before any region is read. `nil` where there is none, or it has another shape than the slide.
  public func preview(
    of slide: any SlideSource, _ region: SlideRegion, output: PixelSize, colors: ColorTable? = nil
  ) -> RGBAImage? {
    guard slide.description.associatedImages.contains("thumbnail"),
      let thumbnail = try? slide.associatedImage("thumbnail"), thumbnail.width > 0, thumbnail.height > 0
    else { return nil }
    let whole = slide.description.size
    let across = Double(thumbnail.width) / Double(whole.width)
    let down = Double(thumbnail.height) / Double(whole.height)
    guard abs(across / down - 1) < 0.02 else { return nil }
    let shown = SlideRegion(
      x: region.x * across, y: region.y * down, width: region.width * across, height: region.height * down)
    let small = MemorySlide(levels: [thumbnail], mpp: nil)
    return (try? scan(of: small, shown, output: output)).map { self.shown($0.pixels, colors) }
  }

  /// The cells of `pixels` with the heat map where there is one: lines alone, or colours over the tissue, which is
  /// hatched where tiles were not read.
  ///
  /// - Parameters:
  ///   - colors: of the two sides of a cell.
  ///   - previous: the cells that show the same part of the slide now; a glyph is kept unless another is clearly
  ///     better.
  public func cells(
    _ pixels: RGBAImage, heat: HeatLayer?, size: TerminalSize, symbols: BlockSymbols,
    colors: CellColors = .balanced, previous: [Cell]? = nil
  ) -> [Cell] {
    let cells = BlockRenderer.render(
      overlaid(pixels, by: heat), size: size, symbols: symbols, background: background, depth: depth, colors: colors,
      previous: previous)
    guard let heat else { return cells }
    switch heat.manner {
    case .outlines, .contours, .tiles: return cells
    case .colours, .dimmed:
      let hatched = heat.unread.map { Hatch.strokes(cells, size: size, over: $0, depth: depth) } ?? cells
      switch HeatLegend.Signs(depth) {
      case .colours: return hatched
      case .digits: return heat.grid.map { HeatDigits.written(over: hatched, size: size, $0) } ?? hatched
      }
    }
  }

  /// `pixels` with the tissue mask in them: letters are none of it.
  public func masked(_ pixels: RGBAImage, by mask: MaskLayer?) -> RGBAImage { mask?.drawn(over: pixels) ?? pixels }

  /// `cells` of such pixels, with letters where a terminal has too few colours for them.
  public func masked(_ cells: [Cell], size: TerminalSize, by mask: MaskLayer?) -> [Cell] {
    switch HeatLegend.Signs(depth) {
    case .colours: cells
    case .digits: mask?.written(over: cells, size: size) ?? cells
    }
  }

  /// The cells of `pixels` as `fidelity` has them, and the same with fewer colours where it allows that: what is shown.
  ///
  /// - Parameter previous: the first of both for the picture that is shown now.
  public func cells(
    _ pixels: RGBAImage, heat: HeatLayer?, size: TerminalSize, symbols: PictureSymbols, fidelity: PictureFidelity,
    previous: [Cell]? = nil
  ) -> (drawn: [Cell], shown: [Cell]) {
    let drawn = cells(
      pixels, heat: heat, size: size, symbols: fidelity.symbols(symbols).blocks, colors: fidelity.colors,
      previous: previous)
    return (drawn, fidelity.snapped(drawn, columns: size.columns, symbols: symbols, depth: depth))
  }

  /// What `pixels` show with the heat map over them, before they are cells: digits are none of it.
  public func overlaid(_ pixels: RGBAImage, by heat: HeatLayer?) -> RGBAImage {
    guard let heat else { return pixels }
    let colored: RGBAImage
    switch (heat.manner, HeatLegend.Signs(depth)) {
    case (.outlines, _), (.contours, _), (.tiles, _): return heat.lines?.drawn(over: pixels) ?? pixels
    case (.colours(let opacity), .colours):
      colored = heat.grid.map { pixels.overlaid(by: $0, colors: heat.map, opacity: opacity) } ?? pixels
    case (.dimmed(let opacity), .colours): colored = pixels.dimmed(but: heat.marks, opacity: opacity)
    case (.colours, .digits), (.dimmed, .digits): colored = pixels
    }
    return heat.unread.map { colored.hatched(over: $0) } ?? colored
  }

  /// The mean colour of the tissue of a slide, as the whole slide shows it in a small picture: that under its tiles,
  /// whether they were read or not; `nil` where there is none.
  ///
  /// - Throws: where nothing of the slide could be read.
  public func tissueColor(
    of slide: any SlideSource, _ tiles: SlideTiles, colors: ColorTable? = nil
  ) throws(SlideReadFailure) -> RGB? {
    guard let side = tiles.side else { return nil }
    let size = TerminalSize(columns: 24, rows: 12)
    let region = Viewport(whole: slide.description.size, in: size).region(in: size)
    let image = try pixels(of: slide, region, size: size, colors: colors).pixels
    let sites = tiles.read.map(\.site) + tiles.unread
    let grid = HeatGrid(
      tiles: sites.map { (Double($0.x), Double($0.y), 1) }, edge: Double(side),
      region: (region.x, region.y, region.width, region.height), width: image.width, height: image.height)
    return grid.flatMap { image.mean(under: $0) }
  }
}
