import Basics
import Casework
import Microscopy
import NeuralNetworks
import TissueAnalysis

/// The tiles of a case with their features, slide by slide.
package struct CaseReading {
  package let surveys: [SlideSurvey]
  /// One per slide.
  package let tiles: [EncodedTiles]
  /// Tiles of each slide's plan that were not read: a budget left them out, or the file is damaged there.
  package let unread: [[TileSite]]
  /// Whether a budget left tiles out.
  package let isSampled: Bool
  /// How many tiles of the case each tile speaks for.
  package let copies: TileCopies
  /// What encoded them, as findings record it.
  package let encoder: String
  /// `f32`, `bf16`, or `nil` where it is not known or there is none.
  package let precision: String?
  /// How much of each slide's tissue could not be read.
  package let losses: [TissueLoss]
  /// What was noticed of the files, where there are such.
  package var flags: [QualityFlag] = []
  /// Tiles that lie in regions which the finding is not to rest on.
  package var leftOut = 0

  /// Every tile once, of feature files.
  package init(
    _ surveys: [SlideSurvey], tiles: [EncodedTiles], losses: [TissueLoss], encoder: String, precision: String?
  ) {
    self.losses = losses
    self.surveys = surveys
    self.tiles = tiles
    self.encoder = encoder
    unread = surveys.map { _ in [] }
    isSampled = false
    copies = TileCopies(counts: [Int](repeating: 1, count: tiles.reduce(0) { $0 + $1.sites.count }))
    self.precision = precision
  }

  /// Reads and encodes what `budget` allows: the even sample, then where the networks look.
  ///
  /// - Parameters:
  ///   - cancellation: looked at between tiles.
  ///   - progress: tiles done and tiles in all.
  ///   - attention: of the tiles of a bag, one share a tile.
  package init(
    _ surveys: [SlideSurvey], budget: TileBudget, encoder: SlideEncoder, workers: Int, _ cancellation: Cancellation,
    _ progress: @escaping @Sendable (Int, Int) -> Void, attention: (Bag) throws -> [Float]
  ) throws {
    var budget = budget
    let total = budget.total
    var done = 0
    func encode(_ plans: [TilePlan]) throws -> [EncodedTiles] {
      try zip(surveys, plans).map { survey, plan in
        let before = done
        done += plan.sites.count
        let tiles = survey.encode(plan, with: encoder, workers: workers, cancellation) { progress(before + $0, total) }
        try cancellation.check()
        return tiles
      }
    }
    var tiles = try encode(budget.evenSample)
    while !budget.isSpent {
      let read = tiles.map(\.sites)
      let more = budget.refinement(of: read, attention: try Self.attention(tiles, budget.copies(of: read), attention))
      tiles = zip(tiles, try encode(more)).map { $0.adding($1) }
    }
    self.surveys = surveys
    self.tiles = tiles
    losses = zip(surveys, tiles).map { TissueLoss($0, $1) }
    unread = budget.unread(tiles.map(\.sites))
    isSampled = budget.isLimited
    copies = budget.copies(of: tiles.map(\.sites))
    self.encoder = encoder.name
    precision = encoder.precision?.rawValue
  }

  /// The attention of each slide's tiles; none where no tile could be read.
  private static func attention(
    _ tiles: [EncodedTiles], _ copies: TileCopies, _ attention: (Bag) throws -> [Float]
  ) throws -> [[Float]] {
    let bag = Self.bag(tiles, copies)
    let shares = bag.count == 0 ? [] : copies.summed(try attention(bag))
    var start = 0
    return tiles.map { slide in
      defer { start += slide.sites.count }
      return Array(shares[start..<start + slide.sites.count])
    }
  }

  private static func bag(_ tiles: [EncodedTiles], _ copies: TileCopies) -> Bag {
    let width = tiles.first?.featureCount ?? 1
    let features = copies.repeated(tiles.flatMap(\.features), width: width)
    return Bag(features: features, count: features.count / max(1, width), width: max(1, width)) ?? .empty
  }

  /// What the networks look at: each tile as often as it speaks for tiles of the case.
  package var bag: Bag { Self.bag(tiles, copies) }

  /// The most features that a result file keeps: 64 MiB of them.
  private static let mostKeptFeatures = 16 << 20

  /// What the result file keeps, one row per tile; `nil` where it would be too much.
  package var keptFeatures: FeatureMatrix? {
    let width = tiles.first?.featureCount ?? 1
    guard count * width <= Self.mostKeptFeatures else { return nil }
    return FeatureMatrix(values: tiles.flatMap(\.features), count: count, width: width, layout: .coverslip)
  }

  /// Tiles that were read.
  package var count: Int { tiles.reduce(0) { $0 + $1.sites.count } }

  /// Tiles that the tissue offers, or that the feature files hold.
  package var available: Int { max(count, surveys.reduce(0) { $0 + $1.plan.sites.count }) }

  /// Tiles that can be read of those that the tissue offers.
  package var readable: Int { losses.reduce(0) { $0 + $1.readable } }

  /// Regions of the overview and tiles that could not be read.
  package var unreadableRegions: Int {
    surveys.reduce(0) { $0 + $1.unreadableRegions } + tiles.reduce(0) { $0 + $1.unreadable }
  }

  /// As the result file keeps them.
  package var unreadTiles: UnreadTiles {
    let sites = unread.joined()
    return UnreadTiles(
      slides: unread.slideIndices(\.count), columns: TileColumns(sites))
  }
}

extension Array {
  /// The index of each element, as often as it counts.
  package func slideIndices(_ count: (Element) -> Int) -> [Int32] {
    enumerated().flatMap { [Int32](repeating: Int32($0), count: count($1)) }
  }
}
