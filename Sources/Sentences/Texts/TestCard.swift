import SlidePictures
import TerminalKit

/// A picture by which somebody sees what their terminal shows: symbols, greys, colours, heat.
package struct TestCard {
  private let known: TerminalKnowledge

  /// A card for the terminal of which `known` is known.
  package init(_ known: TerminalKnowledge) { self.known = known }

  /// The card for standard output, in as many colours as the terminal is taken for.
  package var bytes: [UInt8] {
    let lines = lines
    let columns = lines.map(\.text.count).max() ?? 0
    let cells = lines.flatMap { line in
      let drawn = line.spans.flatMap { span in span.text.map { Cell($0, style: span.style) } }
      return drawn + Array(repeating: Cell(), count: columns - drawn.count)
    }
    return SGRWriter.text(
      cells, size: TerminalSize(columns: columns, rows: lines.count), depth: known.depth.value)
  }

  /// The rows of the card.
  var lines: [Line] {
    PictureSymbols.allCases.map(row) + [
      Line("A row is right where each sign fills its cell, without gaps, boxes, or marks"),
      Line("in place of signs. review takes the finest that is right with --symbols."), Line(),
      named("seams", seams), Line("The bar is even where no font leaves gaps between cells."), Line(),
      named("greys", ramp { RGB($0, $0, $0) }), named("colours", Line(Self.bars.map { Span("      ", $0) })),
      named("heat", Line(HeatMap.cividis.ramp(Self.width).map { Span(" ", Style(background: $0)) })),
    ]
  }

  /// The width of a bar, cells.
  private static let width = 48

  private func named(_ name: String, _ line: Line) -> Line {
    Line(name + String(repeating: " ", count: max(0, 10 - name.count))) + line
  }

  /// The signs of one set, and whether pictures are made of it. Last in the row: some terminals drop them.
  private func row(_ symbols: PictureSymbols) -> Line {
    let isUsed = known.symbols.value.isSuperset(of: symbols.blocks)
    return named(symbols.rawValue, Line((isUsed ? "used  " : "      ") + Self.signs(symbols)))
  }

  private static func signs(_ symbols: PictureSymbols) -> String {
    switch symbols {
    case .half: "▀▄█▀▄█▀▄█▀▄█"
    case .quadrant: "▖▗▘▝▙▟▛▜▚▞▌▐ ▁▂▃▄▅▆▇█ ▏▎▍▌▋▊▉█"
    case .sextant: run(0x1FB00...0x1FB3B, step: 2)
    case .wedge: run(0x1FB3C...0x1FB67, step: 2)
    case .octant: run(0x1CD00...0x1CDE5, step: 8)
    }
  }

  private static func run(_ scalars: ClosedRange<UInt32>, step: Int) -> String {
    String(
      String.UnicodeScalarView(
        stride(from: scalars.lowerBound, through: scalars.upperBound, by: step).compactMap(Unicode.Scalar.init)))
  }

  /// Signs whose ink and ground have one colour, so that only what the signs leave open is seen.
  private var seams: Line {
    let color = RGB(190, 110, 160)
    return Line(String(repeating: "▀▄▌▐", count: Self.width / 4), Style(foreground: color, background: color))
  }

  private func ramp(_ color: (UInt8) -> RGB) -> Line {
    Line((0..<Self.width).map { Span(" ", Style(background: color(UInt8($0 * 255 / (Self.width - 1))))) })
  }

  private static let bars = [0xFFFFFF, 0xFFFF00, 0x00FFFF, 0x00FF00, 0xFF00FF, 0xFF0000, 0x0000FF, 0x000000]
    .map { Style(background: RGB(hex: $0)) }
}
