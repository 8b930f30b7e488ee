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
  /// - Throws: where nothing of the region could be read, or it was not read by `deadline`.
  public func pixels(
    of slide: any SlideSource, _ region: SlideRegion, size: TerminalSize, deadline: ReadDeadline = .none
  ) throws(SlideReadFailure) -> (pixels: RGBAImage, damaged: Int) {
    let (columns, rows) = BlockRenderer.pixelsPerCell
    let output = PixelSize(width: size.columns * columns, height: size.rows * rows)
    let picture = try slide.picture(of: region, output: output, deadline: deadline)
    return (picture.image.flattened(over: background), picture.unreadable)
  }

  /// The cells of `pixels` with the heat map where there is one: outlines alone, or colours over the tissue, which is
  /// hatched where tiles were not read.
  public func cells(_ pixels: RGBAImage, heat: HeatLayer?, size: TerminalSize, symbols: BlockSymbols) -> [Cell] {
    switch heat?.manner {
    case nil: return render(pixels, size, symbols)
    case .outlines: return render(heat?.outline?.drawn(over: pixels) ?? pixels, size, symbols)
    case .colours(let opacity):
      var picture = pixels
      if let heat, let grid = heat.grid {
        picture = picture.overlaid(by: grid, colors: heat.map, opacity: opacity)
      }
      if let unread = heat?.unread { picture = picture.hatched(over: unread) }
      let cells = render(picture, size, symbols)
      return heat?.unread.map { Hatch.strokes(cells, size: size, over: $0, depth: depth) } ?? cells
    }
  }

  private func render(_ picture: RGBAImage, _ size: TerminalSize, _ symbols: BlockSymbols) -> [Cell] {
    BlockRenderer.render(picture, size: size, symbols: symbols, background: background, depth: depth)
  }
}
