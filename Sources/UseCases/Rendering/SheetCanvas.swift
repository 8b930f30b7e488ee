import Basics
import TerminalKit

/// What a sheet of pictures is put together on: cells, or pixels of which every cell has as many.
struct SheetCanvas {
  private var screen: Screen
  private var image: RGBAImage
  private let format: PictureFormat

  /// The pixels of a cell of the sheet, whatever those of the terminal are: letters are drawn in these.
  private static let cell = PixelText.cell

  init(_ size: TerminalSize, _ manner: RenderSlide.Manner) {
    format = manner.format
    let hasPixels = format.hasPixels
    screen = Screen(size: hasPixels ? TerminalSize(columns: 0, rows: 0) : size)
    image = RGBAImage(
      width: hasPixels ? size.columns * Self.cell.width : 0, height: hasPixels ? size.rows * Self.cell.height : 0,
      filledWith: RGB(255, 255, 255))
  }

  /// `size` in what pictures of the format are counted in.
  func units(_ size: TerminalSize) -> (Int, Int) {
    switch format {
    case .ansi: (size.columns, size.rows)
    case .png, .kitty, .sixel: (size.columns * Self.cell.width, size.rows * Self.cell.height)
    }
  }

  /// Puts a picture, and its legend below its name, at `place`; what reaches beyond it is cut.
  mutating func put(_ rendering: RenderSlide.Rendering, at place: Rect) {
    switch rendering.drawn {
    case .cells(let cells, let size):
      for (index, cell) in cells.enumerated() {
        let (column, row) = (index % size.columns, index / size.columns)
        guard column < place.columns, row < place.rows else { continue }
        screen.put(cell, place.column + column, place.row + row)
      }
    case .pixels(let picture):
      image.put(
        picture, x: place.column * Self.cell.width, y: place.row * Self.cell.height,
        most: PixelSize(width: place.columns * Self.cell.width, height: place.rows * Self.cell.height))
    }
    if let legend = rendering.legend { write(legend(place.columns), place, place.rows + 1) }
  }

  /// Puts the sentence that says why there is no picture at `place`.
  mutating func put(_ reason: String, at place: Rect) {
    let lines = TextWidth.wrapped(reason.printable, to: place.columns).prefix(place.rows)
    for (row, text) in lines.enumerated() { write(Line(text), place, row) }
  }

  /// Puts a name below the picture at `place`.
  mutating func put(name: String, below place: Rect) {
    let text = TextWidth.middleTruncated(name.printable, to: place.columns)
    write(Line(text, Style(attributes: .bold)), place, place.rows)
  }

  /// The bytes of the whole.
  ///
  /// - Throws: that it cannot be made a PNG.
  func bytes(_ writer: PictureBytes) throws -> [UInt8] {
    switch format {
    case .ansi: writer.bytes(screen)
    case .png, .kitty, .sixel: try writer.bytes(image)
    }
  }

  private mutating func write(_ line: Line, _ place: Rect, _ row: Int) {
    switch format {
    case .ansi:
      let area = Rect(column: place.column, row: place.row + row, columns: place.columns, rows: 1)
      screen.write([line], in: area)
    case .png, .kitty, .sixel:
      PixelText.write(
        line, on: &image, x: place.column * Self.cell.width, y: (place.row + row) * Self.cell.height,
        columns: place.columns)
    }
  }
}

extension RGBAImage {
  /// Copies `other` with its upper left corner at (`x`, `y`), as far as there is room; default: all of it.
  mutating func put(_ other: RGBAImage, x: Int, y: Int, most: PixelSize? = nil) {
    let columns = min(other.width, width - x, most?.width ?? other.width)
    let rows = min(other.height, height - y, most?.height ?? other.height)
    guard columns > 0, rows > 0 else { return }
    for row in 0..<rows {
      let from = row * other.width * 4
      let to = ((y + row) * width + x) * 4
      pixels.replaceSubrange(to..<(to + columns * 4), with: other.pixels[from..<(from + columns * 4)])
    }
  }
}
