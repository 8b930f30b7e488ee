import Basics
import CVectors

/// The search over all partitions for eight cells side by side, with its memory.
final class CellSearch {
  /// Red, green, blue and alpha of a cell.
  private typealias Vector = SIMD4<Float>
  /// A number of each of eight cells.
  private typealias Eight = SIMD8<Float>
  private static let lanes = 8

  /// A piece that is needed, the share of the cell that it is, and whether its negative is needed too.
  private struct Wanted {
    let slot: Int
    let share: Float
    let isSigned: Bool
  }

  private let table: PartitionTable
  private let colors: CellColors
  private let picture: RGBAImage
  private let pixelsPerEighth: Int
  private let stride: Int
  /// 1 / pixels of a cell.
  private let scale: Float
  private let wanted: [Wanted]
  private let sums: [CellSums]
  private let wedges: WedgeSums
  /// Sums of the eight cells before they are turned: for each piece, and last for the whole cell.
  private let staged: UnsafeMutablePointer<Vector>
  /// For each slot the centred sums of red, green and blue.
  private let pieces: UnsafeMutablePointer<Eight>
  private let above: UnsafeMutablePointer<Eight>
  private let pairs: UnsafeMutablePointer<CellSums.Pair>

  init(_ table: PartitionTable, _ colors: CellColors, _ picture: RGBAImage, pixelsPerEighth: Int) {
    self.table = table
    self.colors = colors
    self.picture = picture
    self.pixelsPerEighth = pixelsPerEighth
    let stride = picture.width * 4
    self.stride = stride
    scale = 1 / Float(64 * pixelsPerEighth)
    wanted = Self.wanted(table.symbols)
    staged = Self.filled(Self.lanes * (Piece.boxes + 1), with: .zero)
    pieces = Self.filled(2 * Piece.count * 3, with: .zero)
    above = Self.filled(WedgeSums.workspaceCount, with: .zero)
    let pairs = Self.filled(Self.lanes * CellSums.workspaceCount, with: CellSums.Pair.zero)
    self.pairs = pairs
    sums = (0..<Self.lanes).map {
      CellSums(
        workspace: pairs + $0 * CellSums.workspaceCount, pixelsPerEighth: pixelsPerEighth, stride: stride)
    }
    wedges = WedgeSums(workspace: above, pixelsPerEighth: pixelsPerEighth, stride: stride)
  }

  deinit {
    staged.deallocate()
    pieces.deallocate()
    above.deallocate()
    pairs.deallocate()
  }

  private static func filled<Value>(_ count: Int, with value: Value) -> UnsafeMutablePointer<Value> {
    // Lines of the processor's cache, so that no vector lies in two.
    UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Value>.stride, alignment: 64)
      .initializeMemory(as: Value.self, repeating: value, count: count)
  }

  private static func wanted(_ symbols: BlockSymbols) -> [Wanted] {
    var wanted: [Wanted] = []
    let add = { (slots: Range<Int>, share: Float, isSigned: Bool) in
      wanted += slots.map { Wanted(slot: $0, share: share, isSigned: isSigned) }
    }
    if symbols.contains(.half) { add(0..<1, 1 / 2, false) }
    if symbols.contains(.quadrant) { add(1..<4, 1 / 4, true) }
    if symbols.contains(.eighths) { add(Piece.firstRow..<(Piece.firstRow + 14), 1 / 8, false) }
    if symbols.contains(.sextants) { add(18..<23, 1 / 6, true) }
    if symbols.contains(.octants) { add(23..<30, 1 / 8, true) }
    return wanted
  }

  // MARK: A row of cells

  /// Fills the `columns` cells of `row`.
  ///
  /// - Returns: whether all pixels are opaque; where not, cells are left as they are.
  func render(
    _ row: Int, into cells: UnsafeMutablePointer<Cell>, columns: Int, previous: ArraySlice<Cell>?
  ) -> Bool {
    picture.pixels.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return true }
      let pixels = start + row * 8 * pixelsPerEighth * stride
      for first in Swift.stride(from: 0, to: columns, by: Self.lanes) {
        let group = SIMD8<Int>(0, 1, 2, 3, 4, 5, 6, 7) &+ first
        // What is missing to a group of eight is the row's last cell again.
        let offsets = group.replacing(with: columns - 1, where: group .>= columns) &* 32
        guard gather(offsets, pixels) else { return false }
        turn(offsets, pixels)
        let (best, most) = search()
        for lane in 0..<min(Self.lanes, columns - first) {
          cells[first + lane] = cell(
            lane, pixels + offsets[lane], Int(best[lane]), most[lane],
            previous.map { $0[$0.startIndex + first + lane].glyph })
        }
      }
      return true
    }
  }

  // MARK: Sums

  /// - Returns: whether all pixels are opaque.
  private func gather(_ offsets: SIMD8<Int>, _ pixels: UnsafeRawPointer) -> Bool {
    var alpha: Float = 0
    for lane in 0..<Self.lanes {
      let sums = sums[lane]
      let cell = pixels + offsets[lane]
      if colors == .balanced { sums.gather(cell, withSquares: true) } else { sums.gather(cell, withSquares: false) }
      stage(sums, cell, staged + lane)
      alpha += staged[Self.lanes * Piece.boxes + lane].w
    }
    return alpha * scale > 4 * 255 - 1e-3
  }

  private func stage(_ sums: CellSums, _ cell: UnsafeRawPointer, _ staged: UnsafeMutablePointer<Vector>) {
    let symbols = table.symbols
    let put = { (slot: Int, value: Vector) in staged[slot * Self.lanes] = value }
    let (left, right) = (sums.pairs(0..<8), sums.pairs(8..<16))
    put(Piece.boxes, CellSums.folded(left &+ right))
    if symbols.contains(.half) { put(0, CellSums.folded(sums.pairs(0..<4) &+ sums.pairs(8..<12))) }
    if symbols.contains(.quadrant) {
      put(1, CellSums.folded(sums.pairs(0..<4)))
      put(2, CellSums.folded(sums.pairs(8..<12)))
      put(3, CellSums.folded(sums.pairs(4..<8)))
    }
    if symbols.contains(.eighths) {
      for eighth in 0..<7 {
        put(Piece.firstRow + eighth, CellSums.folded(sums.pair(eighth) &+ sums.pair(8 + eighth)))
        put(Piece.firstColumn + eighth, sums.column(eighth))
      }
    }
    if symbols.contains(.sextants) {
      sums.gatherParts(cell, withSquares: colors == .balanced)
      let scale = sums.partScale
      let upperLeft = CellSums.folded(sums.pairs(0..<2)) + scale * CellSums.folded(sums.pair(16))
      let upperRight = CellSums.folded(sums.pairs(8..<10)) + scale * CellSums.folded(sums.pair(17))
      let lowerLeft = CellSums.folded(sums.pairs(6..<8)) + scale * CellSums.folded(sums.pair(18))
      let lowerRight = CellSums.folded(sums.pairs(14..<16)) + scale * CellSums.folded(sums.pair(19))
      put(18, upperLeft)
      put(19, upperRight)
      put(20, CellSums.folded(left) - upperLeft - lowerLeft)
      put(21, CellSums.folded(right) - upperRight - lowerRight)
      put(22, lowerLeft)
    }
    if symbols.contains(.octants) {
      for part in 0..<7 {
        let start = part % 2 * 8 + part / 2 * 2
        put(23 + part, CellSums.folded(sums.pairs(start..<(start + 2))))
      }
    }
  }

  /// Turns the staged sums, so that a vector holds eight cells, centres them and adds those of the wedges.
  private func turn(_ offsets: SIMD8<Int>, _ pixels: UnsafeRawPointer) {
    let whole = channels(Piece.boxes)
    for piece in wanted {
      let sum = channels(piece.slot)
      let target = pieces + 3 * piece.slot
      target[0] = sum.0 - piece.share * whole.0
      target[1] = sum.1 - piece.share * whole.1
      target[2] = sum.2 - piece.share * whole.2
      guard piece.isSigned else { continue }
      let negative = target + 3 * Piece.count
      negative[0] = -target[0]
      negative[1] = -target[1]
      negative[2] = -target[2]
    }
    guard table.symbols.contains(.wedges) else { return }
    wedges.sums(of: pixels, offsets, times: 1 / Float(8 * 24), whole: whole, into: pieces + 3 * Piece.boxes)
  }

  /// Red, green and blue of a staged sum in the unit of levels of the whole cell.
  @inline(__always)
  private func channels(_ slot: Int) -> (Eight, Eight, Eight) {
    let (first, last) = (channels(at: slot * Self.lanes), channels(at: slot * Self.lanes + 4))
    return (
      Eight(lowHalf: first.0, highHalf: last.0), Eight(lowHalf: first.1, highHalf: last.1),
      Eight(lowHalf: first.2, highHalf: last.2)
    )
  }

  @inline(__always)
  private func channels(at place: Int) -> (Vector, Vector, Vector) {
    let (a, b, c, d) = (staged[place], staged[place + 1], staged[place + 2], staged[place + 3])
    return (
      scale * Vector(a.x, b.x, c.x, d.x), scale * Vector(a.y, b.y, c.y, d.y), scale * Vector(a.z, b.z, c.z, d.z)
    )
  }

  // MARK: The search

  /// For each of eight cells the partition that explains most, -1 where the cell is of one colour, and how much.
  private func search() -> (best: SIMD8<Int32>, most: Eight) {
    var best = SIMD8<Int32>.zero
    var most = Eight.zero
    withUnsafeMutableBytes(of: &best) { best in
      withUnsafeMutableBytes(of: &most) { most in
        picture_search(
          levels, table.steps, table.runEnds, table.runEnds.count, PartitionSearch.visible,
          best.baseAddress?.assumingMemoryBound(to: Int32.self), most.baseAddress?.assumingMemoryBound(to: Float.self))
      }
    }
    return (best, most)
  }

  /// The numbers of ``pieces``, one after the other.
  private var levels: UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(pieces).assumingMemoryBound(to: Float.self)
  }

  // MARK: The cell

  private func cell(
    _ lane: Int, _ pixels: UnsafeRawPointer, _ best: Int, _ most: Float, _ previous: Character?
  ) -> Cell {
    let mean = scale * staged[Self.lanes * Piece.boxes + lane]
    let isBalanced = colors == .balanced
    let squares = isBalanced ? scale * sums[lane].squaresOfAll() : mean * mean
    let chosen = kept(previous, lane, best, most, squares - mean * mean)
    guard chosen >= 0 else {
      let color = sides(mean, .zero, squares, .zero, picture_sides(ink: 0, ground: 0)).ground
      return Cell(" ", style: Style(background: color))
    }
    let side = table.sides[chosen]
    let squareSum = isBalanced ? scale * self.squares(side, lane, pixels) - side.area * squares : .zero
    let sides = sides(
      mean, shape(side, lane), squares, squareSum, picture_sides(ink: side.ink, ground: side.ground))
    return Cell(table.glyphs[chosen], style: Style(foreground: sides.ink, background: sides.ground))
  }

  private func squares(_ side: PartitionTable.Side, _ lane: Int, _ pixels: UnsafeRawPointer) -> Vector {
    side.shares.isEmpty
      ? sums[lane].squares(pixels, times: table.weights, side.weights.lowerBound)
      : sums[lane].squares(of: table.shares, side.shares)
  }

  /// `best`, or the partition of the glyph that is shown now where that is hardly worse.
  private func kept(_ previous: Character?, _ lane: Int, _ best: Int, _ most: Float, _ variance: Vector) -> Int {
    guard best >= 0, let previous else { return best }
    let shown = previous == " " ? -1 : table.numbers[previous]
    guard let shown, shown != best else { return best }
    let sum = shown < 0 ? .zero : shape(table.sides[shown], lane)
    let gain = shown < 0 ? 0 : (sum * sum).sum() * table.sides[shown].gain
    let total = variance.x + variance.y + variance.z
    return total - gain <= (total - most) * PartitionSearch.patience ? shown : best
  }

  /// The centred sum over the shape of a split; no alpha.
  private func shape(_ side: PartitionTable.Side, _ lane: Int) -> Vector {
    var sum = Vector.zero
    for index in side.slots {
      let piece = levels + 3 * Self.lanes * table.slots[index] + lane
      sum += Vector(piece[0], piece[Self.lanes], piece[2 * Self.lanes], 0)
    }
    return sum
  }

  /// The colours of ink and ground: halfway between the mean and the quadratic mean, or the mean.
  @inline(__always)
  private func sides(
    _ mean: Vector, _ sum: Vector, _ squares: Vector, _ squareSum: Vector, _ sides: picture_sides
  ) -> (ink: RGB, ground: RGB) {
    let numbers = (mean, sum, squares, squareSum)
    var bytes = (SIMD4<UInt8>.zero, SIMD4<UInt8>.zero)
    withUnsafeBytes(of: numbers) { numbers in
      withUnsafeMutableBytes(of: &bytes) { bytes in
        guard let number = numbers.baseAddress?.assumingMemoryBound(to: Float.self),
          let byte = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        else { return }
        let light = colors == .balanced ? number + 8 : nil
        picture_side_colors(number, number + 4, light, number + 12, sides, byte, byte + 4)
      }
    }
    return (RGB(bytes.0.x, bytes.0.y, bytes.0.z), RGB(bytes.1.x, bytes.1.y, bytes.1.z))
  }
}
