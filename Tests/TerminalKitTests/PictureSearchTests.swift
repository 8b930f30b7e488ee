import Basics
import Testing

@testable import TerminalKit

@Suite("The search for the best partition")
struct PictureSearchTests {
  /// Every union of families.
  static let unions = (1..<64).map { BlockSymbols(rawValue: UInt8($0)) }

  /// A cell of two colours with a slanted edge between them, under noise.
  private func picture(_ noise: inout Noise, rows: Int) -> RGBAImage {
    let colors = (0..<2).map { _ in (0..<3).map { _ in Double(noise.byte()) } }
    let slope = Double(noise.byte()) / 64 - 2
    let place = Double(noise.byte()) / 10 - 8
    let grain = Double(noise.byte()) / 512
    let bytes = (0..<(8 * rows)).flatMap { pixel in
      let x = Double(pixel % 8)
      let y = Double(pixel / 8) * 24 / Double(rows)
      let color = colors[x + slope * (y - 12) / 3 > place ? 0 : 1]
      return color.map { UInt8(max(0, min(255, $0 + grain * (Double(noise.byte()) - 128)))) }
    }
    return RGBAImage(width: 8, height: rows, rgb: bytes)
  }

  /// What a partition makes of a cell, the slow and obvious way, pixel by pixel.
  private struct Twin {
    /// Squared levels of the cell's variance that it explains.
    var explained = 0.0
    var foreground: [Double] = []
    var background: [Double] = []

    init(_ picture: RGBAImage, _ partition: Partition) {
      let shape = partition.split.shape.coverage(columns: 8, rows: picture.height).map { Double($0) }
      let ink = partition.isComplement ? shape.map { 1 - $0 } : shape
      let (area, contrast) = (Double(partition.area), Double(partition.contrast))
      for channel in [\RGB.red, \RGB.green, \RGB.blue] {
        let values = ink.indices.map { Double(picture[color: $0 % 8, $0 / 8][keyPath: channel]) }
        let squares = values.map { $0 * $0 }
        let (mean, light) = (Self.mean(values), Self.mean(squares))
        let sum = Self.mean(zip(ink, values).map { $0 * ($1 - mean) })
        let lightSum = Self.mean(zip(ink, squares).map { $0 * ($1 - light) })
        explained += sum * sum / contrast
        let color = { (side: Double) in
          let level = mean + side * sum
          let quadratic = min(65025, max(level * level, light + side * lightSum)).squareRoot()
          return max(0, min(255, (level + quadratic) / 2))
        }
        foreground.append(color((1 - area) / contrast))
        background.append(color(-area / contrast))
      }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
  }

  private func isNear(_ color: RGB?, _ levels: [Double]) -> Bool {
    guard let color else { return false }
    // Squares are summed in eighths, which shows in the dark.
    return zip([color.red, color.green, color.blue], levels).allSatisfy { abs(Double($0) - $1) < 1.6 }
  }

  @Test("finds glyph and colours of least squared error, as trying every pixel of every glyph does", arguments: unions)
  func exhaustive(symbols: BlockSymbols) throws {
    let partitions = Partition.all(of: symbols)
    var noise = Noise(seed: 7919 &+ UInt64(symbols.rawValue))
    for rows in [8, 16, 24] {
      let picture = picture(&noise, rows: rows)
      let cell = BlockRenderer.render(picture, size: TerminalSize(columns: 1, rows: 1), symbols: symbols)[0]
      let twins = partitions.map { Twin(picture, $0) }
      let most = twins.map(\.explained).max() ?? 0
      guard cell.glyph != " " else {
        #expect(most < Double(PartitionSearch.visible) * 1.001)
        continue
      }
      let chosen = twins[try #require(partitions.firstIndex { $0.glyph == cell.glyph })]
      // Of two that are equal but for some millionths, the one that more terminals draw is taken.
      #expect(chosen.explained > most * 0.9995, "\(cell.glyph)")
      #expect(isNear(cell.style.foreground, chosen.foreground), "\(cell), \(chosen)")
      #expect(isNear(cell.style.background, chosen.background), "\(cell), \(chosen)")
    }
  }

  @Test("takes for each of many cells the glyph that it takes for the cell alone", arguments: [1, 3, 4, 5, 9])
  func alone(columns: Int) {
    var noise = Noise(seed: 31)
    let cells = (0..<columns).map { _ in picture(&noise, rows: 16) }
    let row = RGBAImage(
      width: 8 * columns, height: 16,
      rgb: (0..<(128 * columns)).flatMap { pixel in
        let (x, y) = (pixel % (8 * columns), pixel / (8 * columns))
        let color = cells[x / 8][color: x % 8, y]
        return [color.red, color.green, color.blue]
      })
    let together = BlockRenderer.render(row, size: TerminalSize(columns: columns, rows: 1), symbols: .all)
    let alone = cells.map {
      BlockRenderer.render($0, size: TerminalSize(columns: 1, rows: 1), symbols: .all)[0]
    }
    #expect(together == alone)
  }

  @Test("is the same on one processor and on two")
  func processors() {
    var noise = Noise(seed: 5)
    let picture = RGBAImage(width: 8 * 40, height: 8 * 30, rgb: (0..<(320 * 240 * 3)).map { _ in noise.byte() })
    let search = PartitionSearch(symbols: .all, colors: .balanced, previous: nil)
    let size = TerminalSize(columns: 40, rows: 30)
    #expect(search.cells(picture, size, workers: 1) == search.cells(picture, size, workers: 2))
  }

  @Test("knows 7 quadrants, 12 more eighths, 30 more sextants, 26 wedges and 118 more octants, each split once")
  func families() {
    #expect(Partition.all(of: .half).count == 1)
    #expect(Partition.all(of: .quadrant).count == 7)
    #expect(Partition.all(of: .blockElements).count == 19)
    #expect(Partition.all(of: .sextants).count == 31)
    #expect(Partition.all(of: .mosaics).count == 49)
    #expect(Partition.all(of: .wedges).count == 26)
    #expect(Partition.all(of: .octants).count == 127)
    #expect(Partition.all(of: [.mosaics, .wedges]).count == 75)
    #expect(Partition.all(of: .all).count == 193)
    #expect(Set(Partition.all(of: .all).map(\.glyph)).count == Partition.all(of: .all).count)
  }

  @Test("has a step for every partition", arguments: unions)
  func steps(symbols: BlockSymbols) {
    let table = PartitionTable.of(symbols, pixelsPerEighth: 2)
    let reached = Set(table.steps.filter { $0.gain > 0 }.map { Int($0.partition) })
    #expect(reached == Set(table.partitions.indices))
  }
}

@Suite("The two colours of a cell")
struct PartitionColorTests {
  @Test("are of least squared error where a terminal smooths the edge", arguments: Partition.all(of: .wedges))
  func leastSquares(partition: Partition) {
    var noise = Noise(seed: 12)
    let (columns, rows) = Partition.referenceCell
    let pixels = (0..<(columns * rows)).map { _ in Double(noise.byte()) }
    let shape = partition.split.shape.coverage(columns: columns, rows: rows).map { Double($0) }
    let ink = partition.isComplement ? shape.map { 1 - $0 } : shape
    // The normal equations of x = f m + b (1 - m).
    let (aa, ab) = (ink.reduce(0) { $0 + $1 * $1 }, ink.reduce(0) { $0 + $1 * (1 - $1) })
    let bb = ink.reduce(0) { $0 + (1 - $1) * (1 - $1) }
    let inkSum = zip(ink, pixels).reduce(0) { $0 + $1.0 * $1.1 }
    let groundSum = pixels.reduce(0, +) - inkSum
    let foreground = (bb * inkSum - ab * groundSum) / (aa * bb - ab * ab)
    let background = (aa * groundSum - ab * inkSum) / (aa * bb - ab * ab)

    let mean = pixels.reduce(0, +) / Double(pixels.count)
    let sum = zip(ink, pixels).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / Double(pixels.count)
    let (area, contrast) = (Double(partition.area), Double(partition.contrast))
    #expect(abs(foreground - (mean + sum * (1 - area) / contrast)) < 0.01)
    #expect(abs(background - (mean - sum * area / contrast)) < 0.01)
  }
}

@Suite("Of two glyphs that are each other's complement")
struct ComplementTests {
  private func glyph(_ shape: Character, _ symbols: BlockSymbols) -> Character? {
    Partition.all(of: symbols).first {
      [$0.split.glyph, $0.split.complement].contains(shape.unicodeScalars.first)
    }?.glyph
  }

  @Test(
    "the one is taken whose ground lies at the upper and lower rim, where fonts leave gaps",
    arguments: [("🬋", "🬰"), ("🬇", "🬴"), ("▘", "▟"), ("🬀", "🬻"), ("▖", "▜")] as [(Character, Character)])
  func rims(taken: Character, other: Character) {
    #expect(glyph(taken, .all) == taken)
    #expect(glyph(other, .all) == taken)
  }

  @Test(
    "with as much of these rims, the one is taken whose ground lies at the other two",
    arguments: [("▔", "▇"), ("▕", "▉"), ("🬂", "🬹"), ("🬭", "🬎")] as [(Character, Character)])
  func sides(taken: Character, other: Character) {
    #expect(glyph(taken, .all) == taken)
    #expect(glyph(other, .all) == taken)
  }

  @Test(
    "else the first in Unicode is taken", arguments: [("▀", "▄"), ("▌", "▐"), ("▚", "▞")] as [(Character, Character)])
  func order(taken: Character, other: Character) {
    #expect(glyph(other, .blockElements) == taken)
  }

  @Test("only what the terminal has is taken")
  func had() {
    #expect(glyph("▆", .blockElements) == "▆")
    #expect(glyph("▆", [.blockElements, .wedges]) == "🮂")
  }

  @Test("no octant outside their block is taken, and no pair of triangles: kitty and foot show boxes for some of them")
  func lacking() {
    let lacking: [ClosedRange<UInt32>] = [0x1CEA0...0x1CEAF, 0x1FBE6...0x1FBE7, 0x1FB9A...0x1FB9B]
    for partition in Partition.all(of: .all) {
      let taken = partition.glyph.unicodeScalars.map(\.value)
      #expect(!lacking.contains { taken.contains(where: $0.contains) }, "\(partition.glyph)")
    }
  }
}
