import Basics

/// Pictures for terminals of few colours: every cell is an even mixture of two colours, by the shade characters.
///
/// Finer shapes do not help there: with eight or sixteen colours the mixture is what carries stain and tissue.
struct ShadeRenderer {
  /// A mixture, and the colour that the eye makes of it.
  private struct Shade {
    let cell: Cell
    let color: SIMD4<Float>
  }

  private let shades: [Shade]

  init(depth: ColorDepth) { shades = depth == .monochrome ? Self.greys : Self.mixtures }

  func render(_ picture: RGBAImage, _ size: TerminalSize, _ background: RGB) -> [Cell] {
    let means = picture.flattened(over: background).resampled(width: size.columns, height: size.rows)
    var seen: [RGB: Cell] = [:]
    return (0..<(size.columns * size.rows)).map { index in
      let mean = means[color: index % size.columns, index / size.columns]
      if let known = seen[mean] { return known }
      let cell = nearest(to: mean)
      seen[mean] = cell
      return cell
    }
  }

  private func nearest(to color: RGB) -> Cell {
    var best = Cell()
    var least = Float.infinity
    for shade in shades {
      let difference = shade.color - Self.vector(color)
      let error = (difference * difference).sum()
      if error < least {
        least = error
        best = shade.cell
      }
    }
    return best
  }

  private static func vector(_ color: RGB) -> SIMD4<Float> {
    SIMD4(Float(color.red), Float(color.green), Float(color.blue), 0)
  }

  /// Ink of the terminal's own foreground, taken to be light, as it is where nothing else is known.
  private static let greys: [Shade] = zip(Array(" ░▒▓█"), 0...).map { glyph, quarter in
    Shade(cell: Cell(glyph), color: SIMD4(repeating: 63.75 * Float(quarter)) * SIMD4(1, 1, 1, 0))
  }

  /// One colour, or a quarter, a half of one over another.
  private static let mixtures: [Shade] = {
    let palette = Palette.sixteen
    var shades = palette.map { Shade(cell: Cell(" ", style: Style(background: $0)), color: vector($0)) }
    for (position, ink) in palette.enumerated() {
      for (other, ground) in palette.enumerated() where other != position {
        let pairs: [(Character, Float)] = other > position ? [("░", 0.25), ("▒", 0.5)] : [("░", 0.25)]
        for (glyph, share) in pairs {
          shades.append(
            Shade(
              cell: Cell(glyph, style: Style(foreground: ink, background: ground)),
              color: share * vector(ink) + (1 - share) * vector(ground)))
        }
      }
    }
    return shades
  }()
}
