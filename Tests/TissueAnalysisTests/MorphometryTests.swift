import Basics
import Foundation
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("The morphometry encoder")
struct MorphometryTests {
  private let encoder = MorphometryEncoder(stains: .macenkoReference)

  private func features(_ image: RGBAImage) -> [String: Float] {
    let values = encoder.encode([image])
    return Dictionary(uniqueKeysWithValues: zip(MorphometryEncoder.features.map(\.name), values))
  }

  @Test("every feature has a name of its own, a unit and a sentence")
  func definitions() {
    let features = MorphometryEncoder.features
    #expect((48...96).contains(features.count))
    #expect(Set(features.map(\.name)).count == features.count)
    #expect(Set(features.map(\.definition)).count == features.count)
    for feature in features {
      #expect(feature.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
      #expect(!feature.unit.isEmpty && feature.definition.hasSuffix("."))
    }
  }

  @Test("glass, black, plain colours and noise give finite numbers")
  func finite() {
    let size = PixelSize(width: 224, height: 224)
    var draws = Draws(1)
    let noise = (0..<(224 * 224)).flatMap { _ in (0..<4).map { $0 == 3 ? 255 : UInt8(draws.unit() * 255) } }
    let plain =
      [(243, 243, 243, 255), (0, 0, 0, 255), (0, 0, 0, 0)] as [(UInt8, UInt8, UInt8, UInt8)]
    let tiles = plain.map { RGBAImage(size: size, filledWith: $0) } + [RGBAImage(size: size, pixels: noise)]
    let values = encoder.encode(tiles)
    #expect(values.count == tiles.count * encoder.featureCount)
    #expect(values.allSatisfy { $0.isFinite })
  }

  @Test("a tile without nuclei has the values that the definitions state")
  func withoutNuclei() {
    let values = encoder.encode([DrawnTissue().image()])
    for (feature, value) in zip(MorphometryEncoder.features, values) {
      if let empty = feature.valueWithoutNuclei { #expect(value == empty, "\(feature.name)") }
    }
    #expect(values[MorphometryFeature.nuclearDensity.rawValue] == 0)
  }

  @Test("one nucleus has shape but no neighbour")
  func oneNucleus() {
    let features = features(DrawnTissue(discs: [.init(x: 112, y: 112, radius: 10)]).image())
    #expect(abs((features["nuclear_density"] ?? 0) - 1 / 0.012544) < 0.1)
    #expect(abs((features["area_q50"] ?? 0) - 25 * .pi) < 10)
    #expect(features["area_q10"] == features["area_q90"])
    #expect(features["neighbour_distance_mean"] == 14 && features["neighbour_regularity"] == 1)
  }

  @Test("what is drawn larger, longer, denser or rounder is measured so")
  func monotone() {
    let drawn = { (change: (inout DrawnTissue.Disc) -> Void) in
      features(
        DrawnTissue(
          discs: DrawnTissue.scattered(seed: 8, radius: 7...7).map { disc in
            var disc = disc
            change(&disc)
            return disc
          }
        ).image())
    }
    let plain = drawn { _ in }
    let (large, long, dark) = (drawn { $0.radius = 12 }, drawn { $0.stretch = 3 }, drawn { $0.depth = 2 })
    let rises = { (name: String, other: [String: Float]) in (other[name] ?? 0) > (plain[name] ?? 0) }
    #expect(rises("area_q50", large) && rises("large_share", large) && rises("nuclear_area_share", large))
    #expect(rises("eccentricity_q50", long) && rises("spindle_share", long) && rises("nuclear_alignment", long))
    #expect(rises("chromatin_q50", dark) && rises("hematoxylin_mean", dark))
    #expect(plain["neighbour_regularity"] ?? 0 > 1.2)
  }

  @Test("an empty round space lined by nuclei is a lumen, a large one without is fat")
  func spaces() {
    let ring = (0..<14).map { index in
      let angle = 2 * Double.pi * Double(index) / 14
      return DrawnTissue.Disc(x: 112 + 45 * cos(angle), y: 112 + 45 * sin(angle), radius: 8)
    }
    let hole = { (discs: [DrawnTissue.Disc]) in
      var image = DrawnTissue(discs: discs).image()
      for y in 0..<224 {
        for x in 0..<224 where (x - 112) * (x - 112) + (y - 112) * (y - 112) < 36 * 36 {
          image[x, y] = (243, 243, 243, 255)
        }
      }
      return features(image)
    }
    let (lumen, fat) = (hole(ring), hole([]))
    let share = Float(36 * 36) * .pi / (224 * 224)
    #expect(abs((lumen["white_share"] ?? 0) - share) < 0.003)
    #expect((lumen["lumen_share"] ?? 0) > 0.9 * share && (lumen["fat_share"] ?? 1) < 0.1 * share)
    #expect((fat["fat_share"] ?? 0) > 0.95 * share && (fat["lumen_share"] ?? 1) < 0.05 * share)
  }

  @Test("stripes of eosin are coherent, plain eosin is not")
  func fibres() {
    var striped = DrawnTissue()
    striped.eosin = { x in x % 8 < 4 ? 0.5 : 1 }
    let (stripes, plain) = (features(striped.image()), features(DrawnTissue().image()))
    #expect((stripes["stroma_coherence"] ?? 0) > 0.8 && (stripes["stroma_alignment"] ?? 0) > 0.8)
    #expect((plain["stroma_alignment"] ?? 1) < 0.2)
    #expect((plain["stroma_share"] ?? 0) > 0.9)
  }

  @Test("many threads at once get what one gets, in the order of the tiles")
  func concurrent() async {
    let tiles = (1...2).map { DrawnTissue(discs: DrawnTissue.scattered(seed: $0, radius: 5...10)).image() }
    let expected = tiles.flatMap { encoder.encode([$0]) }
    let shared = encoder
    await withTaskGroup(of: [Float].self) { group in
      for _ in 0..<2 { group.addTask { shared.encode(tiles) } }
      for await values in group { #expect(values == expected) }
    }
  }

  @Test("no tiles, no values")
  func noTiles() {
    #expect(encoder.encode([]).isEmpty)
  }
}
