import Basics
import TerminalKit

/// A picture with lines of text, as the bytes of a format.
struct PictureBytes {
  let format: PictureFormat
  let depth: ColorDepth
  /// The pixels of a cell of the terminal.
  let cell: PixelSize
  /// Makes a PNG in true colour.
  let png: @Sendable (RGBAImage) throws -> [UInt8]

  /// The bytes of `cells`: lines of text.
  func bytes(_ screen: Screen) -> [UInt8] { SGRWriter.text(screen.cells, size: screen.size, depth: depth) }

  /// The bytes of `image`.
  ///
  /// - Throws: that it cannot be made a PNG.
  func bytes(_ image: RGBAImage) throws -> [UInt8] {
    switch format {
    case .ansi, .png: try png(image)
    case .kitty: try kitty(image)
    case .sixel: SixelStream.bytes(IndexedImage(reducing: image)) + [UInt8(ascii: "\n")]
    }
  }

  /// The picture is sent, and lines of its placeholders are what stays on the terminal.
  private func kitty(_ image: RGBAImage) throws -> [UInt8] {
    let file = try png(image)
    let number = Self.number(of: file)
    let size = TerminalSize(
      columns: min(KittyStream.mostCells, (image.width + cell.width - 1) / cell.width),
      rows: min(KittyStream.mostCells, (image.height + cell.height - 1) / cell.height))
    let cells = (0..<(size.columns * size.rows)).map {
      KittyStream.placeholder(id: number, column: $0 % size.columns, row: $0 / size.columns)
    }
    return KittyStream.sending(png: file, id: number, over: size).flatMap(\.self)
      + SGRWriter.text(cells, size: size, depth: .trueColor)
  }

  /// A number that goes with the file, so that another picture does not take the place of this one, and none that the
  /// workstation gives: FNV-1a, 32 bits, of its bytes.
  private static func number(of file: [UInt8]) -> Int {
    let hash = file.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return 0x80_0000 | Int(hash & 0x3F_FFFF)
  }
}
