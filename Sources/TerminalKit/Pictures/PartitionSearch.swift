import Basics

/// The search over all partitions of a set of symbols.
struct PartitionSearch {
  private let table: PartitionTable

  /// Variance that a split must explain, squared 8-bit levels: less cannot be seen, and one colour is written sooner.
  private static let visible: Float = 0.25

  init(_ symbols: BlockSymbols) { table = PartitionTable(symbols) }

  /// Fills `cells` from a picture of 8 columns and 8, 16 or 24 rows of opaque pixels per cell.
  func render(_ picture: RGBAImage, _ size: TerminalSize, into cells: UnsafeMutableBufferPointer<Cell>) {
    let pixelsPerEighth = picture.height / (8 * size.rows)
    let stride = picture.width * 4
    let slots = table.partitions.count + 1
    let count = CellSums.workspaceCount + PartitionTable.pieceAtoms.count + slots
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: count) { workspace in
      guard let start = workspace.baseAddress, let target = cells.baseAddress else { return }
      workspace.initialize(repeating: .zero)
      let sums = CellSums(workspace: start, pixelsPerEighth: pixelsPerEighth)
      let scratch = Scratch(
        pieces: start + CellSums.workspaceCount,
        slots: start + CellSums.workspaceCount + PartitionTable.pieceAtoms.count)
      picture.pixels.withUnsafeBytes { bytes in
        guard let pixels = bytes.baseAddress else { return }
        for row in 0..<size.rows {
          for column in 0..<size.columns {
            sums.gather(pixels + row * 8 * pixelsPerEighth * stride + column * 32, stride: stride)
            (target + row * size.columns + column).initialize(to: cell(sums, scratch))
          }
        }
      }
    }
  }

  /// Room for the centred sums of the pieces and, from the second slot on, of the partitions.
  private struct Scratch {
    let pieces: UnsafeMutablePointer<SIMD4<Float>>
    let slots: UnsafeMutablePointer<SIMD4<Float>>
  }

  /// The cell that is nearest to the summed pixels.
  private func cell(_ sums: CellSums, _ scratch: Scratch) -> Cell {
    let whole = sums.total(of: 0xFFFFF)
    fill(scratch.pieces, sums, whole.values)
    let best = best(scratch)
    guard best >= 0 else {
      return Cell(" ", style: Style(background: Self.color(whole.values, whole.squares, area: 1)))
    }
    let partition = table.partitions[best]
    let ink = sums.total(of: partition.atoms)
    let foreground = Self.color(ink.values, ink.squares, area: partition.area)
    let background = Self.color(whole.values - ink.values, whole.squares - ink.squares, area: 1 - partition.area)
    return Cell(partition.glyph, style: Style(foreground: foreground, background: background))
  }

  /// The partition that explains most, -1 where the cell is of one colour.
  private func best(_ scratch: Scratch) -> Int {
    table.recipes.withUnsafeBufferPointer { recipes in
      var most = Self.visible * CellSums.whole * CellSums.whole
      var best = -1
      for index in 0..<recipes.count {
        let recipe = recipes[index]
        let sum = scratch.slots[recipe.start] + scratch.pieces[recipe.piece]
        scratch.slots[index + 1] = sum
        let square = sum * sum
        let gain = (square.x + square.y + square.z) * recipe.gain
        if gain > most {
          most = gain
          best = index
        }
      }
      return best
    }
  }

  /// The pieces from the atoms, in the order of ``PartitionTable/pieceAtoms``, less their share of the whole.
  private func fill(_ pieces: UnsafeMutablePointer<SIMD4<Float>>, _ sums: CellSums, _ whole: SIMD4<Float>) {
    for half in 0..<2 {
      let atom = half * Partition.bands
      let first = sums.value(atom) + sums.value(atom + 1)
      let second = sums.value(atom + 3) + sums.value(atom + 4)
      let third = sums.value(atom + 5) + sums.value(atom + 6)
      let fourth = sums.value(atom + 8) + sums.value(atom + 9)
      let quarter = whole * 0.25
      let sixth = whole * (1.0 / 6)
      pieces[half] = first + sums.value(atom + 2) + second - quarter
      pieces[2 + half] = third + sums.value(atom + 7) + fourth - quarter
      pieces[4 + half] = first + sums.value(atom + 2) - sixth
      pieces[6 + half] = second + third - sixth
      pieces[8 + half] = sums.value(atom + 7) + fourth - sixth
    }
    fillPrefixes(pieces + 10, sums, whole * 0.125)
  }

  private func fillPrefixes(_ pieces: UnsafeMutablePointer<SIMD4<Float>>, _ sums: CellSums, _ eighth: SIMD4<Float>) {
    var above = SIMD4<Float>.zero
    var prefix = 0
    for band in 0..<(Partition.bands - 1) {
      above += sums.value(band) + sums.value(Partition.bands + band)
      // Bands 2 and 6 end at a third.
      if band == 2 || band == 6 { continue }
      above -= eighth
      pieces[prefix] = above
      prefix += 1
    }
    var left = SIMD4<Float>.zero
    for column in 0..<7 {
      left += sums.value(20 + column) - eighth
      pieces[7 + column] = left
    }
  }

  /// Halfway between the mean and the quadratic mean of what covers `area` of the cell.
  private static func color(_ values: SIMD4<Float>, _ squares: SIMD4<Float>, area: Float) -> RGB {
    let weight = 1 / (area * CellSums.whole)
    let quadratic = (squares * weight).clamped(lowerBound: .zero, upperBound: .init(repeating: 65025)).squareRoot()
    let mean = (values * weight + quadratic) * 0.5 + 0.5
    let level = mean.clamped(lowerBound: .zero, upperBound: .init(repeating: 255))
    return RGB(UInt8(level.x), UInt8(level.y), UInt8(level.z))
  }
}
