import Microscopy
import FeatureFiles
import Foundation
import Testing

@Suite("What a feature file says of itself")
final class FeatureOriginTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test("every layout that is written names the encoder; only ours the most tiles", arguments: ExportLayout.allCases)
  func written(layout: ExportLayout) throws {
    let path = "\(folder)/a.file"
    var tiles = TileFeatures(
      features: Fixture.features(), width: 4,
      columns: TileColumns(corners: Fixture.grid(448), sides: [Int64](repeating: 448, count: 6)),
      encoder: "phikon", slide: "größe 1.svs", mpp: 0.5, tilePixels: 224, frame: SlideFrame(mpp: 0.25))
    (tiles.encoderDigest, tiles.maxTiles) = ("7b0474dd", 6)
    try tiles.write(to: path, as: layout)
    let origin = try FeatureOrigin(path: path)
    #expect(origin.encoder == "phikon" && origin.encoderDigest == "7b0474dd")
    #expect(origin.slide == [.coverslip: "größe 1.svs", .trident: "größe 1", .clam: "größe 1"][layout])
    #expect(origin.maxTiles == (layout == .coverslip ? 6 : nil))
  }

  @Test("other programs' files say what they say; the features are not looked at")
  func others() throws {
    #expect(
      try FeatureOrigin(path: Fixture.path("trident.h5")).encoder
        == FeatureMatrix(path: Fixture.path("trident.h5")).encoder)
    #expect(try FeatureOrigin(path: Fixture.path("clam.patches.h5")).encoder == nil)
    #expect(try FeatureOrigin(path: Fixture.path("owkin.npy")).slide == nil)
    #expect(throws: FeatureFileFailure.self) { try FeatureOrigin(path: "\(self.folder)/none.h5") }
  }
}
