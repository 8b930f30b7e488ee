import Basics
import Microscopy
import TissueAnalysis
import Testing

@testable import NeuralNetworks

/// The encoders that the contract is held against.
enum EncoderKind: String, CaseIterable, CustomTestStringConvertible {
  case morphometry, network, meanColor

  var testDescription: String { rawValue }

  func encoder() throws -> any TileEncoder {
    switch self {
    case .morphometry: MorphometryEncoder(stains: .macenkoReference)
    case .network: try EncoderNetwork.load(folder: fixtureFolder("encoders") + "/timm-plain")
    case .meanColor: MeanColorEncoder(mpp: 2, tilePixels: 56)
    }
  }
}

/// What every encoder does: the built-in morphometry, a network from its weights, and the smallest one alike.
@Suite("Contract of an encoder")
struct EncoderContractTests {
  /// Rows of one tile from different batches may differ by what single precision rounds, as a part of the largest.
  private static let rounding: Float = 1e-5

  /// Noise of one mean each, so that no two tiles are alike.
  private func tiles(_ count: Int, side: Int) -> [RGBAImage] {
    (0..<count).map { number in
      var state = UInt32(number + 1) &* 2_654_435_761
      var image = RGBAImage(size: PixelSize(width: side, height: side))
      image.pixels = (0..<(side * side * 4)).map { index in
        state = state &* 1_664_525 &+ 1_013_904_223
        return index % 4 == 3 ? 255 : UInt8(60 + number * 30 + Int(state >> 24) / 4)
      }
      return image
    }
  }

  private func rows(_ values: [Float], of encoder: any TileEncoder) -> [[Float]] {
    stride(from: 0, to: values.count, by: encoder.featureCount).map {
      Array(values[$0..<min(values.count, $0 + encoder.featureCount)])
    }
  }

  private func isSame(_ one: [Float], _ other: [Float]) -> Bool {
    let scale = other.map(abs).max() ?? 0
    return one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= Self.rounding * scale }
  }

  @Test("gives a row of finite features for each tile, in their order", arguments: EncoderKind.allCases)
  func rows(kind: EncoderKind) throws {
    let encoder = try kind.encoder()
    let tiles = tiles(3, side: encoder.tilePixels)
    let values = encoder.encode(tiles)
    #expect(values.count == 3 * encoder.featureCount)
    #expect(values.allSatisfy(\.isFinite))
    let forward = rows(values, of: encoder)
    #expect(Set(forward).count == 3)
    let backward = rows(encoder.encode(tiles.reversed()), of: encoder)
    #expect(zip(backward.reversed(), forward).allSatisfy(isSame))
  }

  @Test("gives the same row to the same tile, alone and among others, each time", arguments: EncoderKind.allCases)
  func batches(kind: EncoderKind) throws {
    let encoder = try kind.encoder()
    let tiles = tiles(3, side: encoder.tilePixels)
    let together = rows(encoder.encode(tiles), of: encoder)
    #expect(rows(encoder.encode(tiles), of: encoder) == together)
    #expect(isSame(encoder.encode([tiles[1]]), together[1]))
    let twice = rows(encoder.encode([tiles[2], tiles[2]]), of: encoder)
    #expect(twice.allSatisfy { isSame($0, together[2]) })
  }

  @Test("gives nothing for no tile", arguments: EncoderKind.allCases)
  func empty(kind: EncoderKind) throws { #expect(try kind.encoder().encode([]).isEmpty) }

  @Test("gives the same bytes with any number of workers", arguments: EncoderKind.allCases)
  func workers(kind: EncoderKind) throws {
    let encoder = try kind.encoder()
    let side = encoder.tilePixels
    let size = PixelSize(width: 3 * side, height: 2 * side)
    let pixels = tiles(1, side: 3 * side)[0].pixels.prefix(size.width * size.height * 4)
    let scale = 112 / Double(side)
    let slide = MemorySlide(
      levels: [RGBAImage(size: size, pixels: Array(pixels))], mpp: MicronsPerPixel(x: scale, y: scale))
    let mask = TissueMask(
      size: size, micronsPerPixel: scale, level0PerPixel: 1,
      tissue: [Bool](repeating: true, count: size.width * size.height))
    let plan = TilePlan(
      mask: mask, slide: slide.description, mpp: try #require(slide.description.mpp), pixels: side)
    #expect(plan.sites.count == 6)
    let found = [1, 3].map { workers in
      encoded(plan, slide, encoder, workers).features.map(\.bitPattern)
    }
    #expect(found[0].count == 6 * encoder.featureCount)
    #expect(found[0] == found[1])
  }

  private func encoded(
    _ plan: TilePlan, _ slide: MemorySlide, _ encoder: some TileEncoder, _ workers: Int
  ) -> EncodedTiles {
    TileEncoding.encode(plan, slide: slide, encoder: encoder, workers: workers)
  }
}
