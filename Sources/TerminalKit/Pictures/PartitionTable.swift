import CVectors
import Synchronization

/// The partitions of a set of symbols with the sums that each is quickly made of.
struct PartitionTable: Sendable {
  /// One step of the search: the piece of a slot, which is its index, or ``Piece/count`` more for its negative, is
  /// added to the sum, which is then that of a partition. Several steps may come to one partition; its gain is
  /// 1 / contrast, less by some millionths for later ones, so that of equals the first is taken.
  typealias Step = picture_step

  /// A weighted sum of squares of ``CellSums``: a part of the cell and how much of it counts.
  struct Share: Sendable {
    let index: Int
    let weight: Float
  }

  /// How a partition becomes a cell.
  struct Side: Sendable {
    /// The share of the cell that is the shape of its split.
    let area: Float
    /// 1 / contrast.
    let gain: Float
    /// What the sum over the shape is to be multiplied by to give the ink's distance from the mean, and the ground's.
    let ink: Float
    let ground: Float
    /// The slots of the pieces of its shape.
    let slots: Range<Int>
    /// The squares that make its shape; none where they must be taken from the pixels.
    let shares: Range<Int>
    /// Else the part of each pixel that belongs to its shape.
    let weights: Range<Int>
  }

  let symbols: BlockSymbols
  let partitions: [Partition]
  /// One for each partition.
  let sides: [Side]
  /// The steps of the search, run after run.
  let steps: [Step]
  /// Where runs end; each begins with a sum of zero.
  let runEnds: [Int32]
  /// The glyph of each partition.
  let glyphs: [Character]
  /// The partition of each glyph.
  let numbers: [Character: Int]

  let slots: [Int]
  let shares: [Share]
  /// In 32,768ths.
  let weights: [CellSums.Pair]

  /// The table of `symbols` for cells of `8 * pixelsPerEighth` rows of pixels, made once.
  static func of(_ symbols: BlockSymbols, pixelsPerEighth: Int) -> PartitionTable {
    let key = Key(symbols: symbols, pixelsPerEighth: pixelsPerEighth)
    return made.withLock { made in
      if let table = made[key] { return table }
      let table = PartitionTable(symbols, pixelsPerEighth)
      made[key] = table
      return table
    }
  }

  private struct Key: Hashable {
    let symbols: BlockSymbols
    let pixelsPerEighth: Int
  }

  private static let made = Mutex<[Key: PartitionTable]>([:])

  private init(_ symbols: BlockSymbols, _ pixelsPerEighth: Int) {
    let partitions = Partition.all(of: symbols)
    self.symbols = symbols
    self.partitions = partitions
    let runs = Self.runs(symbols, partitions)
    steps = runs.flatMap(\.self)
    runEnds = runs.indices.map { Int32(runs[...$0].reduce(0) { $0 + $1.count }) }
    glyphs = partitions.map(\.glyph)
    numbers = Dictionary(uniqueKeysWithValues: partitions.enumerated().map { ($1.glyph, $0) })
    var slots: [Int] = []
    var shares: [Share] = []
    var weights: [CellSums.Pair] = []
    sides = partitions.map { partition in
      let split = partition.split
      let own = split.pieces.flatMap(\.shares)
      let pixels = own.isEmpty ? CellSums.weights(of: split.shape, pixelsPerEighth: pixelsPerEighth) : []
      let starts = (slots: slots.count, shares: shares.count, weights: weights.count)
      slots += split.pieces.map(\.index)
      shares += own
      weights += pixels
      let sign: Float = partition.isComplement ? -1 : 1
      return Side(
        area: partition.isComplement ? 1 - partition.area : partition.area,
        gain: 1 / partition.contrast, ink: sign * (1 - partition.area) / partition.contrast,
        ground: -sign * partition.area / partition.contrast, slots: starts.slots..<slots.count,
        shares: starts.shares..<shares.count, weights: starts.weights..<weights.count)
    }
    (self.slots, self.shares, self.weights) = (slots, shares, weights)
  }

  private static func runs(_ symbols: BlockSymbols, _ partitions: [Partition]) -> [[Step]] {
    let places = Dictionary(uniqueKeysWithValues: partitions.enumerated().map { ($1.split.key, $0) })
    let numbers = Dictionary(
      BlockSplit.all(of: symbols).compactMap { split in places[split.key].map { (Set(split.pieces), $0) } },
      uniquingKeysWith: { first, _ in first })
    let step = { (slot: Int, pieces: Set<Piece>) -> Step in
      guard let number = numbers[pieces] else { return Step(slot: Int32(slot), partition: -1, gain: 0) }
      return Step(
        slot: Int32(slot), partition: Int32(number), gain: (1 - 1e-6 * Float(number)) / partitions[number].contrast)
    }
    return families(symbols).flatMap { family -> [[Step]] in
      switch family {
      case .single(let pieces): pieces.map { [step($0.index, [$0])] }
      case .prefixes(let pieces): [pieces.indices.map { step(pieces[$0].index, Set(pieces[...$0])) }]
      case .subsets(let pieces): [subsets(of: pieces, step)]
      }
    }
  }

  // MARK: Families

  /// How the pieces of a family are put together.
  private enum Family {
    case single([Piece])
    case prefixes([Piece])
    case subsets([Piece])
  }

  private static func families(_ symbols: BlockSymbols) -> [Family] {
    var families: [Family] = []
    let part = { (rows: Int) in Family.subsets((0..<(2 * rows - 1)).map { .part($0, rows: rows) }) }
    if symbols.contains(.half) { families.append(.single([.upperHalf])) }
    if symbols.contains(.quadrant) { families.append(part(2)) }
    if symbols.contains(.eighths) {
      families += [.prefixes((0..<7).map { .row($0) }), .prefixes((0..<7).map { .column($0) })]
    }
    if symbols.contains(.sextants) { families.append(part(3)) }
    if symbols.contains(.wedges) { families.append(.single((0..<Piece.wedges).map { .wedge($0) })) }
    if symbols.contains(.octants) { families.append(part(4)) }
    return families
  }

  /// All subsets but the empty one, each from the one before by one piece (Gray code).
  private static func subsets(of pieces: [Piece], _ step: (Int, Set<Piece>) -> Step) -> [Step] {
    var chosen: Set<Piece> = []
    return (1..<(1 << pieces.count)).map { number in
      let piece = pieces[number.trailingZeroBitCount]
      if chosen.remove(piece) == nil { chosen.insert(piece) }
      return step(piece.index + (chosen.contains(piece) ? 0 : Piece.count), chosen)
    }
  }
}
