import Basics
import Microscopy
import Synchronization
import Testing

@testable import TissueAnalysis

/// Features: mean red of the tile, and its side.
private struct MeanRed: TileEncoder {
  let name = "mean red"
  let mpp = 8.0
  let tilePixels = 14
  let featureCount = 2

  func encode(_ tiles: [RGBAImage]) -> [Float] {
    tiles.flatMap { tile -> [Float] in
      let reds = stride(from: 0, to: tile.pixels.count, by: 4).map { Int(tile.pixels[$0]) }
      return [Float(reds.reduce(0, +)) / Float(reds.count), Float(tile.width)]
    }
  }
}

@Suite("Tiles")
struct TissueTilingTests {
  private let mpp = MicronsPerPixel(x: 8, y: 8)

  private func mask(_ width: Int, _ height: Int, _ isTissue: (Int, Int) -> Bool) -> TissueMask {
    TissueMask(
      size: PixelSize(width: width, height: height), micronsPerPixel: 8, level0PerPixel: 1,
      tissue: (0..<(width * height)).map { isTissue($0 % width, $0 / width) })
  }

  private func description(_ width: Int, _ height: Int) -> SlideDescription {
    SlideDescription(
      levels: [PyramidLevel(size: PixelSize(width: width, height: height), downsample: 1)], mpp: mpp, objective: nil,
      vendor: "test")
  }

  @Test("tiles lie on the grid of 112 um from the corner; what sticks out of the slide is left out")
  func grid() throws {
    let plan = TilePlan(mask: mask(50, 30) { _, _ in true }, slide: description(50, 30), mpp: try #require(mpp))
    #expect(
      plan.sites == [
        TileSite(x: 0, y: 0, side: 14), TileSite(x: 14, y: 0, side: 14), TileSite(x: 28, y: 0, side: 14),
        TileSite(x: 0, y: 14, side: 14), TileSite(x: 14, y: 14, side: 14), TileSite(x: 28, y: 14, side: 14),
      ])
  }

  @Test("where 112 um are no whole number of px the grid does not drift")
  func noDrift() throws {
    let mpp = try #require(MicronsPerPixel(x: 0.499, y: 0.499))
    let whole = TissueMask(
      size: PixelSize(width: 1500, height: 20), micronsPerPixel: 8, level0PerPixel: 8 / 0.499,
      tissue: [Bool](repeating: true, count: 30_000))
    let plan = TilePlan(mask: whole, slide: description(24_000, 300), mpp: mpp)
    let last = try #require(plan.sites.last)
    #expect(plan.sites.count == 106)
    #expect(last == TileSite(x: Int((105 * 112 / 0.499).rounded()), y: 0, side: 224))
  }

  @Test("a tile needs 60 % of tissue", arguments: [(0.59, 0), (0.60, 1)])
  func share(tissue: Double, tiles: Int) throws {
    let mask = mask(14, 14) { x, y in y * 14 + x < Int((tissue * 196).rounded(.up)) }
    #expect(
      TilePlan(mask: mask, slide: description(14, 14), mpp: try #require(mpp)).sites.count == tiles)
  }

  @Test("a sample is spread over the tissue, in the plan's order, and always the same")
  func sampled() throws {
    let plan = TilePlan(
      mask: mask(560, 560) { _, _ in true }, slide: description(560, 560), mpp: try #require(mpp))
    #expect(plan.sites.count == 1600)
    let sample = plan.sampled(64).sites
    #expect(sample.count == 64)
    #expect(sample == plan.sampled(64).sites)
    let order = sample.compactMap { plan.sites.firstIndex(of: $0) }
    #expect(order == order.sorted() && Set(order).count == 64)
    for quarter in [(0, 0), (280, 0), (0, 280), (280, 280)] {
      let inside = sample.filter { $0.x / 280 * 280 == quarter.0 && $0.y / 280 * 280 == quarter.1 }
      #expect((8...24).contains(inside.count))
    }
    #expect(plan.sampled(0).sites.isEmpty)
    #expect(plan.sampled(5000).sites == plan.sites)
  }

  private func gradient() -> MemorySlide {
    var image = RGBAImage(size: PixelSize(width: 84, height: 56), filledWith: (0, 80, 0, 255))
    for y in 0..<56 { for x in 0..<84 { image[x, y].red = UInt8(x / 14 * 10 + y / 14) } }
    return MemorySlide(levels: [image], mpp: mpp)
  }

  @Test("rows stand in the plan's order, whatever the number of workers", arguments: [1, 3])
  func order(workers: Int) throws {
    let slide = gradient()
    let plan = TilePlan(
      mask: mask(84, 56) { _, _ in true }, slide: slide.description, mpp: try #require(mpp), pixels: 14)
    let steps = Mutex([Int]())
    let tiles = TileEncoding.encode(
      plan, slide: slide, encoder: MeanRed(), workers: workers, progress: { done in steps.withLock { $0.append(done) } }
    )
    #expect(tiles.sites == plan.sites)
    #expect(tiles.unreadable == 0)
    #expect(tiles.features == plan.sites.flatMap { [Float($0.x / 14 * 10 + $0.y / 14), 14] })
    let done = steps.withLock { $0 }
    #expect(done == done.sorted() && done.last == 24)
    if workers == 1 { #expect(done == [2, 4, 6, 8] + (9...24)) }
  }

  @Test("an encoder sees the same batches with any number of workers", arguments: [1, 2, 3, 5])
  func batches(workers: Int) throws {
    // Some green, since black pixels are none.
    var image = RGBAImage(size: PixelSize(width: 140, height: 140), filledWith: (0, 9, 0, 255))
    for y in 0..<140 { for x in 0..<140 { image[x, y].red = UInt8(x / 14 * 10 + y / 14) } }
    let slide = MemorySlide(levels: [image], mpp: mpp)
    let plan = TilePlan(
      mask: mask(140, 140) { _, _ in true }, slide: slide.description, mpp: try #require(mpp), pixels: 14)
    let encoder = BatchKeeper()
    _ = TileEncoding.encode(plan, slide: slide, encoder: encoder, workers: workers)
    var (expected, start) = (Set<[Int]>(), 0)
    while let batch = TileBatches.next(from: start, of: 100) {
      expected.insert(plan.sites[batch].map { $0.x / 14 * 10 + $0.y / 14 })
      start = batch.upperBound
    }
    #expect(encoder.batches.withLock { $0 } == expected)
  }

  @Test("a batch has eight tiles, and fewer where sixteen workers would share what is left")
  func batchSizes() {
    #expect(TileBatches.next(from: 0, of: 10_000) == 0..<8)
    #expect(TileBatches.next(from: 9_872, of: 10_000) == 9_872..<9_880)
    #expect(TileBatches.next(from: 9_936, of: 10_000) == 9_936..<9_940)
    #expect(TileBatches.next(from: 9_999, of: 10_000) == 9_999..<10_000)
    #expect(TileBatches.next(from: 10_000, of: 10_000) == nil)
  }

  @Test("tiles that cannot be read are counted and left out; the others are all there")
  func unreadable() throws {
    let slide = PatchySlide(gradient(), damaged: SlideRegion(x: 20, y: 0, width: 2, height: 56))
    let plan = TilePlan(
      mask: mask(84, 56) { _, _ in true }, slide: slide.description, mpp: try #require(mpp), pixels: 14)
    let tiles = TileEncoding.encode(plan, slide: slide, encoder: MeanRed(), workers: 2)
    #expect(tiles.unreadable == 4)
    #expect(tiles.sites == plan.sites.filter { $0.x != 14 })
    #expect(tiles.features.count == 20 * 2)
  }

  @Test("when cancelled, what was done is answered")
  func cancelled() throws {
    let slide = gradient()
    let plan = TilePlan(
      mask: mask(84, 56) { _, _ in true }, slide: slide.description, mpp: try #require(mpp), pixels: 14)
    let asked = Mutex(0)
    let tiles = TileEncoding.encode(
      plan, slide: slide, encoder: MeanRed(), workers: 1,
      isCancelled: {
        asked.withLock { count in
          count += 1
          return count > 1
        }
      })
    #expect(tiles.sites == Array(plan.sites.prefix(2)))
    #expect(tiles.unreadable == 0)
  }
}

/// Keeps which tiles it was given together, by their red.
private final class BatchKeeper: TileEncoder {
  let name = "batches"
  let mpp = 0.5
  let tilePixels = 14
  let featureCount = 1
  let batches = Mutex(Set<[Int]>())

  func encode(_ tiles: [RGBAImage]) -> [Float] {
    let reds = tiles.map { Int($0[0, 0].red) }
    batches.withLock { _ = $0.insert(reds) }
    return reds.map { Float($0) }
  }
}

/// A slide with a damaged part.
final class PatchySlide: SlideSource {
  private let slide: MemorySlide
  private let damaged: SlideRegion

  init(_ slide: MemorySlide, damaged: SlideRegion) {
    self.slide = slide
    self.damaged = damaged
  }

  var description: SlideDescription { slide.description }
  var failedReads: Int { 0 }

  func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let region = SlideRegion(x: Double(x), y: Double(y), width: Double(size.width), height: Double(size.height))
    guard region.intersection(damaged) == nil else {
      throw .damaged(.region(region, level: level), detail: "bad tile")
    }
    try slide.read(level: level, x: x, y: y, size: size, into: buffer, deadline: deadline)
  }

  func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { throw .noSuchImage(name) }
}
