import Microscopy
import FeatureFiles
import Files
import Foundation
import Testing

@Suite("Feature files on disk")
final class FileTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test("tile features read back, with and without labels", arguments: [nil, [1, 0] as [UInt8]?])
  func features(labels: [UInt8]?) throws {
    let path = "\(folder)/features.safetensors"
    let tiles = TileFeatures(
      features: [1, 2, 3, 4, 5, 6], width: 3, columns: TileColumns(corners: [0, 448, 448, 448], sides: [448, 448]),
      labels: labels,
      encoder: "morphometry", slide: "a b.svs", mpp: 0.5, tilePixels: 224)
    try tiles.write(to: path)
    #expect(try TileFeatures(path: path) == tiles)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["features.safetensors"])
  }

  @Test("tile findings read back, of no tile too", arguments: [0, 3])
  func findings(count: Int) throws {
    let path = "\(folder)/findings.safetensors"
    let findings = TileFindings(
      slides: (0..<count).map { Int32($0 % 2) },
      columns: TileColumns(corners: (0..<count * 2).map { Int64($0) }, sides: (0..<count).map { _ in 448 }),
      attention: (0..<count).map { _ in 0.25 },
      contribution: (0..<count).map { -Float($0) }, model: "demonstration 1", modelDigest: "ab")
    try findings.write(to: path)
    #expect(try TileFindings(path: path) == findings)
    #expect(try TileFindings(bytes: findings.document.bytes, name: "x") == findings)
  }

  @Test("tile findings under a budget keep what each tile speaks for and where the unread ones lie")
  func budgeted() throws {
    let path = "\(folder)/budgeted.safetensors"
    let findings = TileFindings(
      slides: [0, 1], columns: TileColumns(corners: [0, 0, 448, 0], sides: [448, 448]), attention: [0.75, 0.25],
      contribution: [1, -1],
      model: "demonstration 1", modelDigest: "ab", weights: [3, 1],
      unread: UnreadTiles(slides: [0, 0], columns: TileColumns(corners: [448, 0, 896, 0], sides: [448, 448])))
    try findings.write(to: path)
    #expect(try TileFindings(path: path) == findings)
    let file = try SafetensorsFile(path: path)
    #expect(try file.entry("unread_coords").shape == [2, 2])
    #expect(try file.integers("unread_side") == [448, 448])
  }

  @Test("tile findings keep what was measured of each tile, and of the training where that is known")
  func measured() throws {
    for cohort in [nil, MeasureSpread(mean: [30, 0.5], deviation: [4, 0.125])] {
      let findings = TileFindings(
        slides: [0, 0], columns: TileColumns(corners: [0, 0, 448, 0], sides: [448, 448]), attention: [0.75, 0.25],
        contribution: nil, model: "m", modelDigest: "d",
        measures: TileMeasures(names: ["area_q50", "stroma_share"], values: [36, 0.25, 30, 0.5], cohort: cohort))
      let read = try TileFindings(bytes: findings.document.bytes, name: "measured")
      #expect(read == findings)
      #expect(read.measures?.names == ["area_q50", "stroma_share"] && read.measures?.cohort == cohort)
    }
  }

  @Test("tile findings keep the tiles of the model's training, with contributions and without, and are none that fall")
  func trainingTiles() throws {
    for contribution in [nil, [0, 0.5, 4.0]] {
      let cohort = try #require(
        TileCohort(name: "3 patients", shares: [0, 0.5, 1], attention: [0.25, 1, 8], contribution: contribution))
      let findings = TileFindings(
        slides: [0, 0], columns: TileColumns(corners: [0, 0, 448, 0], sides: [448, 448]), attention: [0.75, 0.25],
        contribution: nil, model: "m", modelDigest: "d", cohort: cohort)
      #expect(try TileFindings(bytes: findings.document.bytes, name: "trained") == findings)
    }
    var broken = TileFindings(
      slides: [0], columns: TileColumns(corners: [0, 0], sides: [448]), attention: [1], contribution: nil, model: "m",
      modelDigest: "d"
    ).document
    broken = SafetensorsDocument(metadata: broken.metadata.merging(["cohort": "falling"]) { own, _ in own })
    broken.add("slide", shape: [1], integers: [Int32(0)])
    broken.add("coords", shape: [1, 2], integers: [Int64(0), 0])
    broken.add("side", shape: [1], integers: [Int64(448)])
    broken.add("attention", shape: [1], floats: [1])
    broken.add("cohort_share", shape: [2], floats: [0, 1])
    broken.add("cohort_attention", shape: [2], floats: [2, 1])
    #expect(throws: FeatureFileFailure.badMetadata(file: "broken", key: "cohort", value: "falling")) {
      try TileFindings(bytes: broken.bytes, name: "broken")
    }
  }

  @Test("tile findings keep the features that the networks saw, which are read by themselves")
  func keptFeatures() throws {
    let path = "\(folder)/kept.safetensors"
    let findings = TileFindings(
      slides: [0, 0], columns: TileColumns(corners: [0, 0, 448, 0], sides: [448, 448]), attention: [0.5, 0.5],
      contribution: nil, model: "m", modelDigest: "d")
    let features = FeatureMatrix(values: [1, 2, 3, 4, 5, 6], count: 2, width: 3, layout: .coverslip)
    try findings.write(to: path, with: features)
    #expect(try TileFindings(path: path) == findings)
    #expect(try FeatureMatrix(path: path) == features)
    try findings.write(to: path)
    #expect(throws: FeatureFileFailure.self) { try FeatureMatrix(path: path) }
  }

  @Test("where all tiles were read the file is that of before there were budgets")
  func unbudgeted() throws {
    let findings = TileFindings(
      slides: [0], columns: TileColumns(corners: [0, 0], sides: [448]), attention: [1], contribution: [1], model: "m",
      modelDigest: "d")
    let file = try SafetensorsFile(bytes: findings.document.bytes, name: "old")
    #expect(Set(file.entries.map(\.name)) == ["slide", "coords", "side", "attention", "contribution"])
    let read = try TileFindings(bytes: findings.document.bytes, name: "old")
    #expect(read.unread.count == 0)
    #expect(read.weights == nil)
  }

  @Test("what attention and contributions are is kept; files of before it was named have none")
  func provenance() throws {
    let provenance = TileProvenance(
      attentionKind: "pooling of class 1", contributionMethod: "linear", contributionBaseline: -0.125)
    func findings(_ provenance: TileProvenance) -> TileFindings {
      TileFindings(
        slides: [0], columns: TileColumns(corners: [0, 0], sides: [448]), attention: [1], contribution: [1], model: "m",
        modelDigest: "d",
        provenance: provenance)
    }
    let file = try SafetensorsFile(bytes: findings(provenance).document.bytes, name: "x")
    #expect(file.metadata["attention_kind"] == "pooling of class 1")
    #expect(file.metadata["contribution_method"] == "linear")
    #expect(file.metadata["contribution_baseline"] == "-0.125")
    #expect(try TileFindings(bytes: findings(provenance).document.bytes, name: "x").provenance == provenance)
    let old = findings(TileProvenance()).document
    #expect(old.metadata.keys.sorted() == ["coverslip", "model", "model_digest"])
    #expect(try TileFindings(bytes: old.bytes, name: "x").provenance == TileProvenance())
    var bad = old
    bad.metadata["contribution_baseline"] = "nan"
    #expect(throws: FeatureFileFailure.badMetadata(file: "x", key: "contribution_baseline", value: "nan")) {
      try TileFindings(bytes: bad.bytes, name: "x")
    }
  }

  @Test("a tile that speaks for none, and unread tiles without places, are refused")
  func badBudget() throws {
    let none = TileFindings(
      slides: [0], columns: TileColumns(corners: [0, 0], sides: [448]), attention: [1], contribution: [1], model: "m",
      modelDigest: "d",
      weights: [0])
    #expect(throws: FeatureFileFailure.self) { try TileFindings(bytes: none.document.bytes, name: "x") }
    var document = none.document
    document.add("unread_side", shape: [1], integers: [448] as [Int64])
    #expect(throws: FeatureFileFailure.self) { try TileFindings(bytes: document.bytes, name: "x") }
  }

  @Test("a feature that is not a number is refused with its place")
  func notFinite() throws {
    let path = "\(folder)/nan.safetensors"
    let tiles = TileFeatures(
      features: [1, .nan], width: 1, columns: TileColumns(corners: [0, 0, 1, 1], sides: [1, 1]), encoder: "e",
      slide: "s", mpp: 1,
      tilePixels: 1)
    try tiles.write(to: path)
    let features = try SafetensorsFile(path: path).entry("features")
    #expect(
      throws: FeatureFileFailure.badValue(
        file: path, tensor: "features", offset: features.bytes.lowerBound + 4, index: 1)
    ) { try TileFeatures(path: path) }
  }

  @Test("one kind of file is not taken for the other")
  func kinds() throws {
    let path = "\(folder)/kind.safetensors"
    try SafetensorsDocument(metadata: ["coverslip": "tile-findings/1"]).write(to: path)
    #expect(
      throws: FeatureFileFailure.badMetadata(file: path, key: "coverslip", value: "tile-findings/1")
    ) { try TileFeatures(path: path) }
  }

  @Test("no file, a folder, an empty file, a cut file")
  func unreadable() throws {
    let absent = "\(folder)/absent"
    #expect(throws: FeatureFileFailure.file(.system(file: absent, operation: "open", code: 2))) {
      try SafetensorsFile(path: absent)
    }
    #expect(throws: FeatureFileFailure.file(.notAFile(file: folder))) { try SafetensorsFile(path: folder) }
    let path = "\(folder)/short"
    try AtomicFile.write([], to: path)
    #expect(throws: FeatureFileFailure.file(.truncated(file: path, offset: 0, expected: 8, found: 0))) {
      try SafetensorsFile(path: path)
    }
  }

  @Test("a file that is cut after it was opened is an error, not a crash")
  func cutWhileOpen() throws {
    let path = "\(folder)/cut.safetensors"
    var document = SafetensorsDocument()
    document.add("a", shape: [1000], floats: [Float](repeating: 1, count: 1000))
    try document.write(to: path)
    let file = try SafetensorsFile(path: path)
    truncate(path, 100)
    let offset = try file.entry("a").bytes.lowerBound
    #expect(
      throws: FeatureFileFailure.file(
        .truncated(file: path, offset: offset, expected: 4000, found: max(0, 100 - offset)))
    ) { try file.floats("a") }
  }
}
