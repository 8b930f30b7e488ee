import Basics

/// Pictures for a terminal of 256 colours: the fixed palette is so coarse that tissue falls into a few flat areas, and
/// an ordered dither keeps what lies between two of its colours.
///
/// Each part of a cell that a glyph can tell apart, a sample, takes the palette's colour that is nearest once a
/// threshold of B. Bayer's matrix (IEEE International Conference on Communications, 1973) is added. The matrix lies on
/// the picture's own samples, so that a picture that is drawn again is the same and nothing flickers. Text and all else
/// on the screen are none of it.
struct PaletteDither {
  /// Samples of a cell, across and down.
  private let samples: (across: Int, down: Int)

  /// The distance of the least threshold from the greatest, in levels of 255: half of that between most levels of the
  /// palette. More of it keeps flat colours better and adds grain.
  private static let strength = 20

  /// The order of 4 x 4 thresholds.
  private static let matrix = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

  /// A dither for cells that are made of `symbols`.
  init(_ symbols: BlockSymbols) {
    switch PictureSymbols(finestOf: symbols.union(.half)) {
    case .half: samples = (1, 2)
    case .quadrant: samples = (2, 2)
    case .sextant, .wedge: samples = (2, 3)
    case .octant: samples = (2, 4)
    }
  }

  /// `picture`, which must be opaque, for `size` cells: 8 by 24 pixels a cell, each sample of one colour of the
  /// palette.
  func dithered(_ picture: RGBAImage, _ size: TerminalSize) -> RGBAImage {
    var few = picture.resampled(width: size.columns * samples.across, height: size.rows * samples.down)
    for y in 0..<few.height {
      for x in 0..<few.width { few[color: x, y] = Self.quantized(few[color: x, y], x, y) }
    }
    return few.magnified(across: 8 / samples.across, down: 24 / samples.down)
  }

  /// The palette's colour for `color` at the sample (`x`, `y`).
  static func quantized(_ color: RGB, _ x: Int, _ y: Int) -> RGB {
    // From -15 to 15 in 32nds of the strength: the thresholds are as far below nothing as above it.
    let offset = (2 * matrix[y % 4 * 4 + x % 4] - 15) * strength / 32
    let level = { (value: UInt8) in UInt8(min(255, max(0, Int(value) + offset))) }
    return Palette.color256(Palette.nearest256(RGB(level(color.red), level(color.green), level(color.blue))))
  }
}

extension RGBAImage {
  /// Each pixel as `across` by `down` pixels.
  fileprivate func magnified(across: Int, down: Int) -> RGBAImage {
    let row = width * across * 4
    var result = [UInt8](repeating: 0, count: row * height * down)
    result.withUnsafeMutableBytes { target in
      pixels.withUnsafeBytes { source in
        for y in 0..<height {
          let first = y * down * row
          for x in 0..<(width * across) {
            let pixel = source.loadUnaligned(fromByteOffset: (y * width + x / across) * 4, as: UInt32.self)
            target.storeBytes(of: pixel, toByteOffset: first + x * 4, as: UInt32.self)
          }
          for copy in 1..<down {
            UnsafeMutableRawBufferPointer(rebasing: target[(first + copy * row)..<(first + (copy + 1) * row)])
              .copyMemory(from: UnsafeRawBufferPointer(rebasing: target[first..<(first + row)]))
          }
        }
      }
    }
    return RGBAImage(size: PixelSize(width: width * across, height: height * down), pixels: result)
  }
}
