import Basics
import Microscopy
import TerminalKit
import Testing

@testable import SlidePictures

@Suite("The scale of a heat map")
struct HeatScaleTests {
  private func tile(_ x: Int, attention: Float = 0, contribution: Float? = nil, weight: Float = 1) -> SlideTiles.Tile {
    SlideTiles.Tile(
      site: TileSite(x: x, y: 0, side: 100), attention: attention, contribution: contribution, weight: weight)
  }

  @Test("is the share of the other tiles that have less, ties halved, each as often as it speaks for tiles")
  func percentiles() {
    #expect(HeatScale.percentiles([3, 1, 2], weights: [1, 1, 1]) == [1, 0, 0.5])
    #expect(HeatScale.percentiles([1, 2, 2, 3], weights: [1, 1, 1, 1]) == [0, 0.5, 0.5, 1])
    // The second speaks for four of six: of the first one's five others four have more.
    #expect(HeatScale.percentiles([2, 3, 1], weights: [1, 4, 1]) == [0.2, 1, 0])
    #expect(HeatScale.percentiles([7], weights: [3]) == [0.5])
    #expect(HeatScale.percentiles([], weights: []) == [])
  }

  @Test("of contributions reaches as far below nothing as above, and leaves out what has none")
  func contributions() {
    let scale = HeatScale(
      [tile(0, contribution: -1), tile(100, contribution: 4), tile(200, contribution: 0), tile(300)],
      quantity: .contribution)
    #expect(scale.values.prefix(3) == [0.375, 1, 0.5])
    #expect(scale.values[3].isNaN)
    #expect((scale.lowest, scale.highest) == (-4, 4))
    #expect(scale.map == .blueOrange)
    #expect(HeatScale([tile(0, contribution: 0)], quantity: .contribution).values == [0.5])
  }

  @Test("holds attention to the largest of the case, to the tiles of the slide or to those of all slides, as asked")
  func references() throws {
    let tiles = SlideTiles(
      read: [tile(0, attention: 1), tile(100, attention: 2)],
      elsewhere: [tile(0, attention: 3), tile(100, attention: 4)])
    let values = { (reference: HeatReference) in
      layer(tiles, reference: reference).map { ($0.grid?.values ?? [], $0.legend.lowest, $0.legend.highest) }
    }
    let raw = try #require(values(.raw))
    #expect(raw.0 == [0.25, 0.5] && raw.1 == 0 && raw.2 == 4)
    let slide = try #require(values(.slide))
    #expect(slide.0 == [0, 1] && slide.1 == 0 && slide.2 == 100)
    let whole = try #require(values(.wholeCase))
    #expect(whole.0 == [0, Float(1) / 3] && whole.2 == 100)
  }

  @Test("ranks contributions by their size on both sides of nothing, where percentiles are asked for")
  func signedPercentiles() {
    let tiles = [tile(0, contribution: -1), tile(100, contribution: 4), tile(200, contribution: 0), tile(300)]
    let scale = HeatScale(tiles, quantity: .contribution, reference: .wholeCase)
    #expect(scale.values.prefix(3) == [0.25, 1, 0.5])
    #expect(scale.values[3].isNaN)
    #expect((scale.lowest, scale.highest) == (-100, 100))
  }

  /// Of the cohort's tiles half have at most the even share, nine of ten at most twice it, none more than four times.
  private static let cohort = TileCohort(
    name: "ten patients", shares: [0, 0.5, 0.9, 1], attention: [0, 1, 2, 4], contribution: [0, 1, 2, 4])

  @Test("of the cohort has percentiles of attention relative to an even share, whatever is read of the case")
  func cohortAttention() throws {
    // The case has four tiles, one of which speaks for a fifth: an even share is 0.2 of 1.
    let tiles = SlideTiles(
      read: [tile(0, attention: 0.1), tile(100, attention: 0.2)],
      elsewhere: [tile(0, attention: 0.6), tile(100, attention: 0.05, weight: 2)], cohort: Self.cohort)
    let drawn = try #require(layer(tiles, reference: .cohort))
    // 0.5 and 1 times an even share.
    let values = try #require(drawn.grid?.values)
    #expect(abs(values[0] - 0.25) < 1e-4 && abs(values[1] - 0.5) < 1e-4)
    #expect(drawn.legend.cohort == "ten patients" && drawn.legend.reference == .cohort)
    #expect((drawn.legend.lowest, drawn.legend.highest) == (0, 100))
    let twice = SlideTiles(
      read: tiles.read.map { tile(Int($0.site.x), attention: $0.attention / 2, weight: 2) },
      elsewhere: [tile(0, attention: 0.3, weight: 2), tile(100, attention: 0.025, weight: 4)], cohort: Self.cohort)
    let again = try #require(layer(twice, reference: .cohort)?.grid?.values)
    #expect(zip(values, again).allSatisfy { abs($0 - $1) < 1e-4 }, "a slide of twice as many tiles has the same ranks")
  }

  @Test("of the cohort ranks contributions by their size on the side of their sign")
  func cohortContributions() {
    let tiles = [tile(0, contribution: -0.5), tile(100, contribution: 1), tile(200, contribution: 0), tile(300)]
    let scale = HeatScale(tiles, quantity: .contribution, reference: .cohort, cohort: Self.cohort)
    // Four tiles: -2 and 4 times what one of four would be, the 90th and the 100th percentile of sizes.
    #expect(abs(scale.values[0] - 0.05) < 1e-4 && abs(scale.values[1] - 1) < 1e-4 && scale.values[2] == 0.5)
    #expect(scale.values[3].isNaN)
    #expect((scale.lowest, scale.highest) == (-100, 100))
  }

  @Test("of the cohort lets stand out what would stand out there: much of one case, and nothing of another")
  func cohortThreshold() throws {
    let marks = { (attention: [Float]) -> (Int, Bool)? in
      let tiles = attention.enumerated().map { tile($0 * 100, attention: $1) }
      let drawn = layer(SlideTiles(read: tiles, cohort: Self.cohort), .outlines, reference: .cohort)
      return drawn.map { ($0.marks?.values.count { $0 == 1 } ?? 0, $0.legend.isNowhere) }
    }
    // Four tiles: twice an even share is 0.5, from which on a tile is among the highest tenth there.
    #expect(try #require(marks([0.0, 0.0, 0.45, 0.55])) == (1, false))
    #expect(try #require(marks([0.0, 0.0, 0.6, 0.6])) == (2, false))
    #expect(try #require(marks([0.25, 0.25, 0.25, 0.25])) == (0, true))
  }

  @Test("is what is usual where nothing is known of the cohort, or nothing of its contributions")
  func unknownCohort() throws {
    let tiles = [tile(0, attention: 1, contribution: -1), tile(100, attention: 2, contribution: 4)]
    let attention = try #require(layer(SlideTiles(read: tiles), reference: .cohort))
    #expect(attention.legend.reference == .wholeCase && attention.legend.cohort == nil)
    let half = TileCohort(name: "c", shares: [0, 1], attention: [0, 1], contribution: nil)
    let scale = HeatScale(tiles, quantity: .contribution, reference: .cohort, cohort: half)
    #expect(scale == HeatScale(tiles, quantity: .contribution))
  }

  @Test("begins its colours at the threshold, below which tissue is bare, and ends them where the range ends")
  func limits() throws {
    let tiles = SlideTiles(read: (0..<4).map { tile($0 * 100, attention: Float($0 + 1)) })
    let above = try #require(layer(tiles, reference: .raw, limits: HeatLimits(share: 50)))
    let values = try #require(above.grid?.values)
    #expect(values[0].isNaN && values[1].isNaN && values[2...] == [0, 1])
    #expect((above.legend.lowest, above.legend.highest) == (3, 4))
    #expect(above.legend.share == 50 && !above.legend.isCut)
    let cut = try #require(layer(tiles, reference: .raw, limits: HeatLimits(ceiling: 50)))
    #expect(cut.grid?.values == [0.5, 1, 1, 1])
    #expect(cut.legend.highest == 2 && cut.legend.isCut)
  }

  @Test("of contributions ends on both sides of nothing where the range ends")
  func signedLimits() throws {
    let tiles = SlideTiles(
      read: [tile(0, contribution: -4), tile(100, contribution: 1), tile(200, contribution: 2), tile(300)])
    let layer = HeatLayer(
      tiles, quantity: .contribution, manner: .colours(opacity: 0.5), limits: HeatLimits(ceiling: 50),
      region: SlideRegion(x: 0, y: 0, width: 400, height: 100), picture: PixelSize(width: 40, height: 10),
      depth: .trueColor)
    #expect(layer?.grid?.values.prefix(3) == [0, 0.75, 1])
    #expect(layer?.grid?.values.last?.isNaN == true, "a tile without a contribution stays bare")
    #expect(layer?.legend.lowest == -2 && layer?.legend.highest == 2)
  }

  @Test("stands in the legend with its note and the tiles that nobody read, also where none of them is in view")
  func legend() throws {
    let tiles = SlideTiles(
      read: [tile(0, attention: 1), tile(100, attention: 3)], unread: [TileSite(x: 200, y: 0, side: 100)])
    let layer = { (x: Double) in
      HeatLayer(
        tiles, quantity: .attention, manner: .colours(opacity: 0.5),
        region: SlideRegion(x: x, y: 0, width: 400, height: 100),
        picture: PixelSize(width: 40, height: 10), note: "rollout", depth: .trueColor)
    }
    let here = try #require(layer(0))
    #expect(here.grid?.values == [0, 1])
    #expect(here.unread?.value(x: 25, y: 5) == 1)
    let away = try #require(layer(5000))
    #expect(away.grid == nil)
    #expect(away.unread == nil)
    #expect(away.legend == here.legend)
    #expect((here.legend.lowest, here.legend.highest) == (0, 100))
    #expect(here.legend.note == "rollout")
    #expect(here.legend.unread.map { [$0.tiles, $0.of] } == [1, 3])
    #expect(here.legend.colors.count == 16)
  }

  private func layer(
    _ tiles: SlideTiles, tissue: RGB? = nil, _ manner: HeatManner = .colours(opacity: 0.5),
    reference: HeatReference = .wholeCase, limits: HeatLimits = HeatLimits()
  ) -> HeatLayer? {
    HeatLayer(
      tiles, quantity: .attention, manner: manner, reference: reference, limits: limits,
      region: SlideRegion(x: 0, y: 0, width: 400, height: 100), picture: PixelSize(width: 40, height: 10),
      tissue: tissue, depth: .trueColor)
  }

  @Test("is one for all slides of a case: that with little attention is low in it")
  func slidesOfOneCase() throws {
    let much = [tile(0, attention: 0.4), tile(100, attention: 0.41)]
    let little = [tile(0, attention: 0.1), tile(100, attention: 0.09)]
    #expect(try #require(layer(SlideTiles(read: much, elsewhere: little))).grid?.values == [2 / 3, 1])
    #expect(try #require(layer(SlideTiles(read: little, elsewhere: much))).grid?.values == [1 / 3, 0])
  }

  @Test("has colours in the legend as they are over the tissue; outlines are pure")
  func legendOverTissue() throws {
    let tiles = SlideTiles(read: [tile(0, attention: 1), tile(100, attention: 3)])
    let (pink, ramp) = (RGB(230, 180, 210), HeatMap.blueYellow.ramp(16))
    let colours = try #require(layer(tiles, tissue: pink)).legend.colors
    #expect(colours == ramp.map { pink.mixed(with: $0, opacity: 0.5) } && colours != ramp)
    #expect(try #require(layer(tiles)).legend.colors == ramp)
    #expect(try #require(layer(tiles, tissue: pink, .outlines)).legend.colors == ramp)
  }

  @Test("is none for a slide without a tile")
  func none() {
    let layer = HeatLayer(
      SlideTiles(read: []), quantity: .attention, manner: .colours(opacity: 1),
      region: SlideRegion(x: 0, y: 0, width: 1, height: 1),
      picture: PixelSize(width: 1, height: 1), depth: .trueColor)
    #expect(layer == nil)
  }

  @Test(
    "has codes that do not change",
    arguments: [(HeatQuantity.attention, "attention-percentile"), (.contribution, "contribution")])
  func codes(quantity: HeatQuantity, code: String) { #expect(quantity.rawValue == code) }
}
