import Microscopy

/// Numbers of tiles put on the scale of a heat map.
public struct HeatScale: Equatable, Sendable {
  /// The places on the scale, 0 to 1, in the order of the tiles; not a number for a tile that has none.
  public let values: [Float]
  /// What 0 stands for: a percentile, a share of the attention, or a part of the slide score.
  public let lowest: Double
  /// The value that 1 stands for.
  public let highest: Double
  /// The colours of the scale.
  public let map: HeatMap
  /// Whether the numbers are percentiles of the model's training.
  private let isOfCohort: Bool

  /// The scale of `quantity` over `tiles`; where these are of all slides of a case, the same colour means the same on
  /// each. Attention goes from 0 to 100 as percentiles, raw from 0 to the largest; contributions go as far below 0 as
  /// above, as percentiles of their size from -100 to 100.
  ///
  /// - Parameters:
  ///   - reference: default: what is usual for the quantity; so it is where `cohort` would be needed and is not known.
  ///   - cohort: the tiles that the model was trained on; `tiles` are then all of the case.
  public init(
    _ tiles: [SlideTiles.Tile], quantity: HeatQuantity, reference: HeatReference? = nil, cohort: TileCohort? = nil
  ) {
    let weights = tiles.map(\.weight)
    let wanted = (reference ?? quantity.usualReference).known(cohort, for: quantity)
    isOfCohort = wanted.isOfCohort
    switch (quantity, wanted) {
    case (.attention, .raw):
      let largest = tiles.map(\.attention).max() ?? 0
      values = tiles.map { largest > 0 ? $0.attention / largest : 0 }
      (lowest, highest, map) = (0, Double(largest), .blueYellow)
    case (.attention, .slide), (.attention, .wholeCase):
      values = Self.percentiles(tiles.map(\.attention), weights: weights)
      (lowest, highest, map) = (0, 100, .blueYellow)
    case (.attention, .cohort):
      let count = Self.count(weights)
      values = tiles.map { tile in
        Float(cohort?.attentionRank(Double(tile.attention) * count) ?? .nan)
      }
      (lowest, highest, map) = (0, 100, .blueYellow)
    case (.contribution, .raw):
      let largest = tiles.compactMap(\.contribution).map(abs).max() ?? 0
      values = tiles.map { $0.contribution.map { largest > 0 ? 0.5 + 0.5 * $0 / largest : 0.5 } ?? .nan }
      (lowest, highest, map) = (-Double(largest), Double(largest), .blueOrange)
    case (.contribution, .slide), (.contribution, .wholeCase):
      let numbers = tiles.map(\.contribution)
      values = Self.signed(numbers) { there in
        Self.percentiles(there.map { abs(numbers[$0] ?? 0) }, weights: there.map { weights[$0] })
      }
      (lowest, highest, map) = (-100, 100, .blueOrange)
    case (.contribution, .cohort):
      let (numbers, count) = (tiles.map(\.contribution), Self.count(weights))
      values = Self.signed(numbers) { there in
        there.map { Float(cohort?.contributionRank(Double(numbers[$0] ?? 0) * count) ?? .nan) }
      }
      (lowest, highest, map) = (-100, 100, .blueOrange)
    }
  }

  /// Which tiles stand out, as ``HeatOutline`` says it: of all tiles of the case, or of the slide, the highest `share`
  /// percent; held to a cohort those that would be among the highest `share` percent there, which may be none.
  func marks(signed: Bool, share: Int) -> [Float] {
    guard isOfCohort else { return HeatOutline.marks(of: values, signed: signed, share: share) }
    let threshold = 1 - Float(share) / 100
    return values.map { value in
      if value.isNaN { return .nan }
      guard signed else { return value >= threshold ? 1 : 0 }
      let size = 2 * abs(value - 0.5)
      return size < threshold || size == 0 ? 0 : value > 0.5 ? 1 : -1
    }
  }

  /// How many tiles the case has: as many as those that were read speak for.
  private static func count(_ weights: [Float]) -> Double { weights.reduce(0.0) { $0 + Double($1) } }

  /// Percentiles of the sizes of numbers, on the side of 0.5 that their signs say; not a number where there is none.
  ///
  /// - Parameter ranks: the percentiles of the sizes, 0 to 1, of the numbers with these indices.
  private static func signed(_ values: [Float?], ranks: ([Int]) -> [Float]) -> [Float] {
    let there = values.indices.filter { values[$0] != nil }
    let sizes = ranks(there)
    var result = [Float](repeating: .nan, count: values.count)
    for (index, size) in zip(there, sizes) {
      let value = values[index] ?? 0
      result[index] = value == 0 ? 0.5 : 0.5 + (value < 0 ? -0.5 : 0.5) * size
    }
    return result
  }

  /// The share of the other tiles whose value each one exceeds, ties halved: 0 lowest, 1 highest. A tile
  /// that was read counts as many times as it speaks for tiles, so that what was read more often in one place does not
  /// shift the ranks.
  public static func percentiles(_ values: [Float], weights: [Float]) -> [Float] {
    guard values.count > 1 else { return values.map { _ in 0.5 } }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let total = weights.reduce(0.0) { $0 + Double($1) }
    var result = [Float](repeating: 0, count: values.count)
    var below = 0.0
    for tied in order.chunked(whileEqual: { values[$0] }) {
      let equal = tied.reduce(0.0) { $0 + Double(weights[$1]) }
      for tile in tied {
        let own = Double(weights[tile])
        result[tile] = Float((below + (equal - own) / 2) / (total - own))
      }
      below += equal
    }
    return result
  }
}

/// The part of a scale that the colours show, as places on the whole of it.
struct HeatWindow {
  /// The place of the first colour.
  let first: Float
  /// The place of the last colour.
  let last: Float

  /// From the first tile that stands out to the end of the range; of signed numbers as far on both sides of nothing.
  ///
  /// - Parameter marks: which of `values` stand out; `nil` where all do.
  init(_ values: [Float], marks: [Float]?, ceiling: Int, signed: Bool) {
    let end = Float(min(100, max(1, ceiling))) / 100
    if signed {
      (first, last) = (0.5 - end / 2, 0.5 + end / 2)
    } else {
      let threshold = marks.flatMap { marks in zip(values, marks).filter { $1 > 0 }.map(\.0).min() } ?? 0
      (first, last) = (min(threshold, end), end)
    }
  }

  /// Where between the first and the last colour a tile at `place` of the whole scale stands, 0 to 1; not a number
  /// where that is none.
  func position(_ place: Float) -> Float {
    guard !place.isNaN else { return .nan }
    guard first < last else { return place < last ? 0 : 1 }
    return min(1, max(0, (place - first) / (last - first)))
  }

  /// What of a scale from `lowest` to `highest` the first and the last colour stand for.
  func ends(_ lowest: Double, _ highest: Double) -> (Double, Double) {
    (lowest + Double(first) * (highest - lowest), lowest + Double(last) * (highest - lowest))
  }
}

extension [Int] {
  /// Runs of neighbours with the same value.
  fileprivate func chunked(whileEqual value: (Int) -> Float) -> [ArraySlice<Int>] {
    var chunks: [ArraySlice<Int>] = []
    var start = startIndex
    for place in indices where place + 1 == endIndex || value(self[place + 1]) != value(self[place]) {
      chunks.append(self[start...place])
      start = place + 1
    }
    return chunks
  }
}
