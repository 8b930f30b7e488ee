/// The pictures of a frame in block characters, for a terminal that shows nothing but cells.
///
/// A picture is drawn once for every size, and kept as long as it is placed.
public struct PictureCells: Sendable {
  private let capabilities: TerminalCapabilities
  private var drawn: [Drawing: [Cell]] = [:]

  private struct Drawing: Hashable {
    let id: Int
    let size: TerminalSize
  }

  /// The cells of pictures for a terminal that can do what `capabilities` says.
  public init(_ capabilities: TerminalCapabilities) { self.capabilities = capabilities }

  /// The numbers of the pictures of which cells are kept, in ascending order.
  public var kept: [Int] { Set(drawn.keys.map(\.id)).sorted() }

  /// The screen of `frame` with its pictures drawn into it.
  public mutating func screen(of frame: TerminalFrame) -> Screen {
    guard !frame.pictures.isEmpty || !drawn.isEmpty else { return frame.screen }
    forget(allBut: frame.pictures)
    var screen = frame.screen
    // What lies under the text takes the blanks that are left, from the front to the back.
    let byDepth = frame.pictures.sorted { $0.z < $1.z }
    for picture in byDepth.reversed() where picture.z < 0 {
      lay(picture, into: &screen) { $0.glyph == " " && $0.style.background == nil }
    }
    for picture in byDepth where picture.z >= 0 { lay(picture, into: &screen) { _ in true } }
    return screen
  }

  private mutating func forget(allBut placed: [PlacedPicture]) {
    let wanted = Set(placed.map { Drawing(id: $0.id, size: $0.area.size) })
    drawn = drawn.filter { wanted.contains($0.key) }
  }

  private mutating func lay(_ picture: PlacedPicture, into screen: inout Screen, where isFree: (Cell) -> Bool) {
    let (cells, area) = (cells(of: picture), picture.area)
    for row in 0..<area.rows {
      for column in 0..<area.columns where isFree(screen[area.column + column, area.row + row]) {
        screen[area.column + column, area.row + row] = cells[row * area.columns + column]
      }
    }
  }

  private mutating func cells(of picture: PlacedPicture) -> [Cell] {
    let drawing = Drawing(id: picture.id, size: picture.area.size)
    if let cells = drawn[drawing] { return cells }
    let cells = BlockRenderer.render(
      picture.pixels, size: picture.area.size, symbols: capabilities.symbols, depth: capabilities.depth)
    drawn[drawing] = cells
    return cells
  }
}
