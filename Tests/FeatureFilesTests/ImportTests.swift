import Microscopy
import FeatureFiles
import Testing

@Suite("Feature files of other tools")
struct ImportTests {
  private let context = FeatureFileContext(slideMPP: 0.5)

  @Test("CLAM: the patches file says the side, patch_size px of patch_level")
  func clam() throws {
    let context = FeatureFileContext(patchesFile: Fixture.path("clam.patches.h5"))
    let tiles = try TileFeatures(path: Fixture.path("clam.features.h5"), context: context)
    #expect(tiles.features == Fixture.features())
    #expect(tiles.corners == Fixture.grid(1024))
    #expect(tiles.sides == [Int64](repeating: 1024, count: 6))
    #expect(tiles.tilePixels == 256)
    #expect(tiles.slide == "slide")
    #expect(tiles.encoder == nil)
    #expect(tiles.mpp == nil)
  }

  @Test("CLAM: without the patches file the caller says the side")
  func clamSide() throws {
    let path = Fixture.path("clam.features.h5")
    let tiles = try TileFeatures(path: path, context: FeatureFileContext(tileSide: 512))
    #expect(tiles.sides == [Int64](repeating: 512, count: 6))
    #expect(throws: FeatureFileFailure.missingFact(file: path, layout: .clam, fact: .tileSide)) {
      try TileFeatures(path: path)
    }
  }

  @Test("CLAM: a patches file of other tiles is refused with the row")
  func foreignCompanion() throws {
    let path = Fixture.path("clam.features.h5")
    let companion = Fixture.path("trident.h5")
    #expect(throws: FeatureFileFailure.companionDisagrees(file: path, companion: companion, row: 0)) {
      try TileFeatures(path: path, context: FeatureFileContext(patchesFile: companion))
    }
  }

  @Test(
    "TRIDENT: everything is in the file; with a batch dimension, compressed, in double precision",
    arguments: ["trident.h5", "trident.batch.h5", "trident.gzip.h5", "trident.double.h5"])
  func trident(name: String) throws {
    let tiles = try TileFeatures(path: Fixture.path(name))
    #expect(tiles.features == Fixture.features())
    #expect(tiles.corners == Fixture.grid(448))
    #expect(tiles.sides == [Int64](repeating: 448, count: 6))
    #expect(tiles.tilePixels == 224)
    #expect(tiles.encoder == "standin")
    #expect(tiles.frame == SlideFrame(width: 2220, height: 2967))
  }

  @Test("TRIDENT says magnifications only: the slide's mpp gives the tiles'")
  func tridentMPP() throws {
    let path = Fixture.path("trident.h5")
    #expect(try TileFeatures(path: path).mpp == nil)
    #expect(try TileFeatures(path: path, context: FeatureFileContext(slideMPP: 0.25)).mpp == 0.5)
  }

  @Test("an empty bag is a normal file and needs no facts")
  func empty() throws {
    let tiles = try TileFeatures(path: Fixture.path("trident.empty.h5"))
    #expect(tiles.count == 0)
    #expect(tiles.width == 4)
  }

  @Test(
    "STAMP: micrometres become level-0 px, in three variants",
    arguments: [("stamp.historic.h5", 224), ("stamp.v2.0.h5", nil), ("stamp.v2.1.h5", 224)] as [(String, Int?)])
  func stamp(name: String, pixels: Int?) throws {
    let tiles = try TileFeatures(path: Fixture.path(name), context: context)
    #expect(tiles.features == Fixture.features())
    #expect(tiles.corners == Fixture.grid(512))
    #expect(tiles.sides == [Int64](repeating: 512, count: 6))
    #expect(tiles.tilePixels == pixels)
    #expect(tiles.mpp == pixels.map { 256 / Double($0) })
    #expect(tiles.encoder == (pixels == 224 && name.contains("historic") ? nil : "standin"))
  }

  @Test("STAMP: without the slide's mpp there are no coordinates; a file of a whole slide is none of tiles")
  func stampRefused() throws {
    let path = Fixture.path("stamp.v2.1.h5")
    #expect(throws: FeatureFileFailure.missingFact(file: path, layout: .stamp21, fact: .slideMPP)) {
      try TileFeatures(path: path)
    }
    let slide = Fixture.path("stamp.slide.h5")
    #expect(throws: FeatureFileFailure.badMetadata(file: slide, key: "feat_type", value: "slide")) {
      try TileFeatures(path: slide, context: context)
    }
  }

  @Test("Owkin: Deep Zoom addresses, by the slide's size or by the tiles' side")
  func owkin() throws {
    // 2967 px are halved twelve times: level 11 is half the slide.
    let context = FeatureFileContext(slideMPP: 0.25, slideWidth: 2220, slideHeight: 2967, tilePixels: 224)
    let tiles = try TileFeatures(path: Fixture.path("owkin.npy"), context: context)
    #expect(tiles.features == Fixture.features())
    #expect(tiles.corners == Fixture.grid(448))
    #expect(tiles.sides == [Int64](repeating: 448, count: 6))
    #expect(tiles.mpp == 0.5)
    let given = try TileFeatures(path: Fixture.path("owkin.npy"), context: FeatureFileContext(tileSide: 448))
    #expect(given.corners == tiles.corners)
  }

  @Test("Owkin: what the addresses need is named")
  func owkinRefused() throws {
    let path = Fixture.path("owkin.npy")
    #expect(throws: FeatureFileFailure.missingFact(file: path, layout: .owkin, fact: .slideSizeOrTileSide)) {
      try TileFeatures(path: path)
    }
    #expect(throws: FeatureFileFailure.missingFact(file: path, layout: .owkin, fact: .tilePixels)) {
      try TileFeatures(path: path, context: FeatureFileContext(slideWidth: 2220, slideHeight: 2967))
    }
    let small = FeatureFileContext(slideWidth: 1000, slideHeight: 1000, tilePixels: 224)
    #expect(throws: FeatureFileFailure.badValue(file: path, tensor: "array", offset: nil, index: 0)) {
      try TileFeatures(path: path, context: small)
    }
  }

  @Test(
    "the features alone need nothing but the file",
    arguments: [
      ("clam.features.h5", .clam, nil), ("trident.batch.h5", .trident, "standin"),
      ("stamp.historic.h5", .stampHistoric, nil), ("stamp.v2.0.h5", .stamp20, "standin"),
      ("stamp.v2.1.h5", .stamp21, "standin"), ("owkin.npy", .owkin, nil),
    ] as [(String, FeatureLayout, String?)])
  func matrix(name: String, layout: FeatureLayout, encoder: String?) throws {
    let matrix = try FeatureMatrix(path: Fixture.path(name))
    #expect(matrix.values == Fixture.features())
    #expect(matrix.count == 6)
    #expect(matrix.width == 4)
    #expect(matrix.layout == layout)
    #expect(matrix.encoder == encoder)
  }
}

@Suite("Reference feature files", .enabled(if: Reference.folder != nil, "the reference folder is not here"))
struct ReferenceImportTests {
  @Test("CLAM's tiles lie on its contours' grids of 256 px")
  func clam() throws {
    let patches = Reference.features("clam/patches_CMU-1-Small-Region.h5")
    let tiles = try TileFeatures(
      path: Reference.features("clam/features_CMU-1-Small-Region.h5"),
      context: FeatureFileContext(patchesFile: patches))
    #expect(tiles.count == 50)
    #expect(tiles.width == 1024)
    #expect(Array(tiles.corners.prefix(4)) == [320, 838, 320, 2630])
    #expect(tiles.sides.allSatisfy { $0 == 256 })
    #expect(tiles.slide == "CMU-1-Small-Region")
    let rows = Set(stride(from: 1, to: 100, by: 2).map { (tiles.corners[$0] - 838) % 256 })
    #expect(rows == [0])
  }

  @Test("TRIDENT's tiles lie on one grid of 256 px; an empty slide has none")
  func trident() throws {
    let tiles = try TileFeatures(path: Reference.features("trident/features_CMU-1-Small-Region.h5"))
    #expect(tiles.count == 63)
    #expect(Array(tiles.corners.prefix(4)) == [768, 0, 1024, 0])
    #expect(tiles.corners.allSatisfy { $0 % 256 == 0 })
    #expect(tiles.encoder == "standin1024")
    #expect(tiles.frame == SlideFrame(width: 2220, height: 2967))
    #expect(try TileFeatures(path: Reference.features("trident/empty_slide.h5")).count == 0)
  }

  @Test(
    "STAMP's three variants are the same tiles of 256 um",
    arguments: ["historic", "v2.0", "v2.1plus"])
  func stamp(variant: String) throws {
    let context = FeatureFileContext(slideMPP: 0.499)
    let tiles = try TileFeatures(
      path: Reference.features("stamp/CMU-1-Small-Region.\(variant).h5"), context: context)
    #expect(tiles.count == 14)
    #expect(Array(tiles.corners.prefix(4)) == [513, 0, 1026, 0])
    #expect(tiles.sides.allSatisfy { $0 == 513 })
    let insideSlide = (0..<14).allSatisfy { tiles.corners[$0 * 2] < 2220 && tiles.corners[$0 * 2 + 1] < 2967 }
    #expect(insideSlide)
  }

  @Test("Owkin's tiles lie on one grid of 224 px of the slide itself")
  func owkin() throws {
    let context = FeatureFileContext(slideMPP: 0.499, slideWidth: 2220, slideHeight: 2967, tilePixels: 224)
    let tiles = try TileFeatures(path: Reference.features("owkin/features.npy"), context: context)
    #expect(tiles.count == 61)
    #expect(tiles.width == 768)
    #expect(Array(tiles.corners.prefix(4)) == [896, 0, 896, 224])
    #expect(tiles.sides.allSatisfy { $0 == 224 })
    #expect(tiles.mpp == 0.499)
  }

  @Test("a bag of features alone")
  func bag() throws {
    let matrix = try FeatureMatrix(path: "\(Reference.folder ?? "")/aggregators/bag.safetensors")
    #expect(matrix.count == 700)
    #expect(matrix.width == 96)
  }
}
