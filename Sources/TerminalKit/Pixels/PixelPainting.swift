import Basics

/// The pictures of a frame in pixels, for a terminal that takes them.
///
/// Only pictures that lie under the text are shown so: kitty draws them where cells say that a part of one stands; the
/// others draw them over the cells, so that what stands on a picture is written once more behind it.
public struct PixelPainting: Sendable {
  /// How a frame is written.
  public struct Frame: Sendable {
    /// The cells.
    public var screen: Screen
    /// Bytes before the cells, and behind them.
    public var before: [UInt8] = []
    /// Bytes behind the cells.
    public var after: [UInt8] = []
    /// Where pictures stood that are gone, so that every cell is written.
    public var stale: [Rect] = []
  }

  private let takes: PixelProtocol
  private let cell: CellPixels
  private let depth: ColorDepth
  private let coding: PixelCoding
  /// What stands on the terminal.
  private var standing: [Standing] = []

  private struct Standing: Sendable {
    let picture: PlacedPicture
    /// What the cells of its area were.
    let cells: [Cell]
  }

  /// Pictures for a terminal that can do what `capabilities` says; `nil` where it takes none, does not say how large
  /// its cells are, or has too few colours to tell pictures apart.
  public init?(_ capabilities: TerminalCapabilities, coding: PixelCoding) {
    guard let cell = capabilities.pixelCell else { return nil }
    takes = capabilities.pixels
    self.cell = cell
    self.coding = coding
    depth = capabilities.depth
  }

  /// Nothing that was sent stands any more: the terminal was given away or cleared.
  public mutating func forget() { standing = [] }

  /// Bytes that leave nothing of the pictures behind.
  public var farewell: [UInt8] {
    switch takes {
    case .kitty: standing.flatMap { removed($0.picture) }
    case .iterm2, .sixel, .none: []
    }
  }

  /// How `frame` is written. A picture that cannot be made a file of is left out, and its cells are blank.
  ///
  /// - Parameter isKnown: whether the terminal shows what the last frame was.
  public mutating func frame(_ frame: TerminalFrame, isKnown: Bool) -> Frame {
    if !isKnown { standing = [] }
    let pictures = frame.pictures.filter { $0.z < 0 && isWithin($0.area, frame.screen) }
    var result = Frame(screen: frame.screen)
    var now: [Standing] = []
    for picture in pictures {
      let cells = frame.screen.cells(in: picture.area)
      let old = standing.first { $0.picture == picture }
      switch takes {
      case .none: break
      case .kitty:
        if old == nil { result.before += sent(picture) }
        result.screen.place(picture)
      case .iterm2, .sixel:
        if old?.cells != cells {
          result.after += shown(picture) + written(over: picture.area, rim: rim, of: frame.screen)
        }
      }
      now.append(Standing(picture: picture, cells: cells))
    }
    for old in standing where !now.contains(where: { $0.picture == old.picture }) {
      switch takes {
      case .none: break
      case .kitty: if !now.contains(where: { $0.picture.id == old.picture.id }) { result.after += removed(old.picture) }
      case .iterm2, .sixel: result.stale.append(old.picture.area)
      }
    }
    standing = now
    return result
  }

  private func isWithin(_ area: Rect, _ screen: Screen) -> Bool {
    area.column >= 0 && area.row >= 0 && area.columns > 0 && area.rows > 0
      && area.column + area.columns <= screen.size.columns && area.row + area.rows <= screen.size.rows
      && max(area.columns, area.rows) <= KittyStream.mostCells
  }

  // MARK: The protocols

  private func sent(_ picture: PlacedPicture) -> [UInt8] {
    coding.png(IndexedImage(reducing: picture.pixels)).map {
      KittyStream.sending(png: $0, id: Screen.number(of: picture), over: picture.area.size).flatMap(\.self)
    } ?? []
  }

  private func removed(_ picture: PlacedPicture) -> [UInt8] { KittyStream.removing(id: Screen.number(of: picture)) }

  private func shown(_ picture: PlacedPicture) -> [UInt8] {
    var writer = SGRWriter(depth: depth)
    writer.move(column: picture.area.column, row: picture.area.row)
    switch takes {
    case .iterm2:
      return coding.jpeg(picture.pixels).map {
        writer.bytes + InlineImageStream.bytes(file: $0, over: picture.area.size)
      } ?? []
    case .sixel:
      let size = PixelSize(width: picture.area.columns * cell.width, height: picture.area.rows * cell.height)
      return writer.bytes + SixelStream.bytes(IndexedImage(reducing: picture.pixels.stretched(to: size)))
    case .kitty, .none: return []
    }
  }

  /// Rows below a picture and columns right of it that the terminal may have blanked with it: Konsole 22.12 erases one
  /// more of each than a sixel picture covers.
  private var rim: Int {
    switch takes {
    case .sixel: 1
    case .kitty, .iterm2, .none: 0
    }
  }

  /// The cells that stand on a picture, and those of its `rim`, written once more.
  private func written(over area: Rect, rim: Int, of screen: Screen) -> [UInt8] {
    var writer = SGRWriter(depth: depth)
    let (right, bottom) = (area.column + area.columns, area.row + area.rows)
    for row in area.row..<min(bottom + rim, screen.size.rows) {
      for column in area.column..<min(right + rim, screen.size.columns) {
        let cell = screen[column, row]
        guard column >= right || row >= bottom || !cell.letsThrough, cell.glyph != Cell.continuation else { continue }
        writer.move(column: column, row: row)
        writer.write(cell)
      }
    }
    writer.reset()
    if let cursor = screen.cursor { writer.move(column: cursor.column, row: cursor.row) }
    return writer.bytes
  }
}

extension Cell {
  /// Whether a picture under the text is seen there.
  fileprivate var letsThrough: Bool { glyph == " " && style.background == nil }
}

extension Screen {
  fileprivate func cells(in area: Rect) -> [Cell] {
    (area.row..<(area.row + area.rows)).flatMap { row in
      (area.column..<(area.column + area.columns)).map { self[$0, row] }
    }
  }

  /// The number of a picture among those of other programs on the same terminal, never 0.
  fileprivate static func number(of picture: PlacedPicture) -> Int { 0xC0_0000 | picture.id & 0x3F_FFFF }

  /// Has the parts of `picture` stand where nothing else does.
  fileprivate mutating func place(_ picture: PlacedPicture) {
    let (area, id) = (picture.area, Self.number(of: picture))
    for row in 0..<area.rows {
      for column in 0..<area.columns where self[area.column + column, area.row + row].letsThrough {
        self[area.column + column, area.row + row] = KittyStream.placeholder(id: id, column: column, row: row)
      }
    }
  }
}

extension RGBAImage {
  /// The image at another size, each pixel the nearest of its own; itself where the size is the same.
  fileprivate func stretched(to other: PixelSize) -> RGBAImage {
    guard other != size, width > 0, height > 0 else { return self }
    var result = RGBAImage(size: other)
    for y in 0..<other.height {
      for x in 0..<other.width { result[x, y] = self[x * width / other.width, y * height / other.height] }
    }
    return result
  }
}
