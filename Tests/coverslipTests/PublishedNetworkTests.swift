import Microscopy
import FeatureFiles
import Foundation
import Testing

/// Published networks as a laboratory uses them: an encoder's folder, an aggregator's file, a bundle of both.
@Suite("Published networks on the command line")
struct PublishedNetworkTests {
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let fixtures = checkout + "/Tests/NeuralNetworksTests/Fixtures"
  private static let encoder = fixtures + "/encoders/vit-model"
  private static let aggregator = fixtures + "/aggregators/ilse-gated.safetensors"
  private static let demonstration = checkout + "/Sources/coverslip/Resources/demonstration"
  private static let slide = checkout + "/sample-slides/SYN-005.svs"

  private static func features(
    _ scratch: Scratch, _ name: String = "slide.h5", _ more: String...
  ) throws -> String {
    let result = try Program.run(
      arguments: ["encode", slide, "--encoder", encoder, "--out", scratch[name]] + more)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("transformers ViTModel"), "what was recognised is said: \(result.error)")
    return scratch[name]
  }

  private static func bundle(_ scratch: Scratch, _ more: String...) throws -> Program.Result {
    try Program.run(
      arguments: [
        "model", "make", "--encoder", encoder, "--aggregator", aggregator, "--clinical", demonstration, "--out",
        scratch["bundle"],
      ] + more)
  }

  /// The slide as case A, some of its features, and the bundle.
  private static let encoded = CasebookTemplate { casebook, scratch in
    _ = try features(scratch, "slide.safetensors", "--max-tiles", "20")
    #expect(try bundle(scratch).status == 0)
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
  }

  @Test("a stack of tiles becomes features, and an aggregator reads them")
  func tilesToScore() throws {
    let scratch = try Scratch()
    let encoded = try Program.run(
      "encode", "--tiles", Self.fixtures + "/encoders/tiles-64.safetensors", "--encoder", Self.encoder, "--out",
      scratch["features.safetensors"])
    #expect(encoded.status == 0, "\(encoded.error)")
    let scored = try Program.run(
      "aggregate", "--features", scratch["features.safetensors"], "--weights", Self.aggregator, "--out",
      scratch["out.safetensors"])
    #expect(scored.status == 0 && scored.output.contains("2 tiles of 24 features"), "\(scored.error)\(scored.output)")
    #expect(FileManager.default.fileExists(atPath: scratch["out.safetensors"]))
  }

  @Test("a bundle of published networks is a demonstration where its combined model is one, and every digest holds")
  func makeAndVerify() throws {
    let scratch = try Scratch()
    let made = try Self.bundle(scratch)
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output.hasPrefix("DEMO bundle 1"), "\(made.output)")
    #expect(made.output.contains("nothing was measured") || made.output.contains("no performance was measured"))
    let verified = try Program.run("model", "verify", scratch["bundle"])
    #expect(verified.status == 0 && verified.output.contains("every digest holds"))
    try Data("{}".utf8).write(to: URL(fileURLWithPath: scratch["bundle"] + "/aggregator/config.json"))
    let planted = try Program.run("model", "verify", scratch["bundle"])
    #expect(planted.status == 65 && planted.error.contains("\"aggregator/config.json\""), "\(planted.error)")
    try FileManager.default.removeItem(atPath: scratch["bundle"] + "/aggregator/config.json")
    let weights = scratch["bundle"] + "/encoder/model.safetensors"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: weights))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: URL(fileURLWithPath: weights))
    let changed = try Program.run("model", "verify", scratch["bundle"])
    #expect(changed.status == 65 && changed.error.contains("was changed"), "\(changed.error)")
  }

  @Test("slides and their feature file give the same score, and the finding says what encoded them")
  func scores() throws {
    let scratch = try Scratch()
    let features = try Self.features(scratch)
    let alone = try Self.bundle(scratch, "--features", features)
    #expect(alone.status == 65 && alone.error.contains("at least 2"), "\(alone.error)")
    let made = try Self.bundle(scratch, "--features", features, features)
    #expect(made.status == 0, "\(made.error)")
    let casebook = scratch["casebook.sqlite"]
    _ = try Program.run("add", Self.slide, "--case", "A", "--casebook", casebook)
    let scored = try Program.run(
      "score", "A", "--model", scratch["bundle"], "--features", features, "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
    let fromFile = try #require(try Self.finding(casebook))
    let again = try Program.run("score", "A", "--model", scratch["bundle"], "--casebook", casebook)
    #expect(again.status == 0, "\(again.error)")
    let fromSlide = try #require(try Self.finding(casebook))
    for finding in [fromFile, fromSlide] {
      #expect(finding["encoder"] as? String == "vit-model" && finding["precision"] as? String == "f32")
    }
    #expect(fromFile["tiles"] as? Int == fromSlide["tiles"] as? Int)
    let scores = try [fromFile, fromSlide].map { try #require($0["score"] as? Double) }
    #expect(abs(scores[0] - scores[1]) < 1e-6 * abs(scores[0]))
    let provenance = try TileFindings(path: #require(fromSlide["resultFile"] as? String)).provenance
    #expect(provenance.attentionKind == "pooling" && provenance.contributionMethod == "linear")
    #expect(provenance.contributionBaseline != nil)
  }

  @Test("a finding under a tile budget says how many of how many tiles were read, and no other does")
  func budget() throws {
    let scratch = try Scratch()
    #expect(try Self.bundle(scratch).status == 0)
    let casebook = scratch["casebook.sqlite"]
    _ = try Program.run("add", Self.slide, "--case", "A", "--casebook", casebook)
    func flags(_ more: String...) throws -> [String] {
      let result = try Program.run(
        arguments: ["score", "A", "--model", scratch["bundle"], "--casebook", casebook] + more)
      #expect(result.status == 0, "\(result.error)")
      let found = try #require(try Self.finding(casebook)?["flags"] as? [[String: Any]])
      return found.filter { $0["kind"] as? String == "sampled-tiles" }.compactMap { $0["detail"] as? String }
    }
    #expect(try flags() == [])
    let limited = try flags("--max-tiles", "60")
    #expect(limited.count == 1 && limited.allSatisfy { $0.hasPrefix("60 of ") })
    let sample = try Self.features(scratch, "sample.safetensors", "--max-tiles", "40")
    let sampled = try flags("--features", sample)
    #expect(sampled.count == 1 && sampled.allSatisfy { $0.hasPrefix("40 tiles are in the feature file, ") })
  }

  @Test("a case with fewer tiles than Chowder's extremes is flagged")
  func fewTiles() throws {
    let scratch = try Scratch()
    let folder = scratch["chowder"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let narrow = try SafetensorsFile(path: Self.fixtures + "/aggregators/chowder.safetensors")
    var wide = SafetensorsDocument()
    for entry in narrow.entries {
      let isFirst = entry.name == "score_model.hidden_layers.0.weight"
      let floats = isFirst ? (0..<8 * 24).map { Float($0 % 7) * 0.1 } : try narrow.floats(entry.name)
      wide.add(entry.name, shape: isFirst ? [8, 24] : entry.shape, floats: floats)
    }
    try wide.write(to: folder + "/model.safetensors")
    try Data(#"{"activations": "Sigmoid", "n_top": 3, "n_bottom": 3}"#.utf8).write(
      to: URL(fileURLWithPath: folder + "/config.json"))
    let made = try Program.run(
      "model", "make", "--encoder", Self.encoder, "--aggregator", folder + "/model.safetensors", "--clinical",
      Self.demonstration, "--out", scratch["bundle"])
    #expect(made.status == 0, "\(made.error)")
    let casebook = scratch["casebook.sqlite"]
    _ = try Program.run("add", Self.slide, "--case", "A", "--casebook", casebook)
    let scored = try Program.run(
      "score", "A", "--model", scratch["bundle"], "--features",
      try Self.features(scratch, "few.safetensors", "--max-tiles", "4"), "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
    let flags = try #require(try Self.finding(casebook)?["flags"] as? [[String: Any]])
    let few = flags.filter { $0["kind"] as? String == "fewer-tiles-than-the-network-looks-at" }
    #expect(few.count == 1 && (few[0]["detail"] as? String)?.hasPrefix("4 tiles are fewer than the 6 ") == true)
  }

  @Test(
    "a feature file of another slide, encoder, scale or place is refused with both",
    arguments: [
      ("another encoder", "names the encoder \"uni\", wanted is \"vit-model\""),
      ("another slide", "names the slide \"other.svs\", wanted is \"SYN-005.svs\""),
      ("another size", "is of a slide of 100 x"), ("another mpp", "is of a slide of 0.25 um/px"),
      ("another tile mpp", "tiles at 1.0 um/px, the bundle wants 0.5 um/px"),
      ("another tile size", "tiles of 256 px, the bundle wants 64 px"), ("a large tile", "a tile of "),
      ("outside", "outside the slide of"), ("twice", "stands twice"),
    ])
  func otherFile(change: String, sentence: String) throws {
    let scratch = try Scratch()
    let original = try TileFeatures(path: Self.encoded["slide.safetensors"])
    try original.changed(change).write(to: scratch["changed.safetensors"])
    let casebook = scratch["casebook.sqlite"]
    try Self.encoded.copy(to: casebook)
    let arguments = [
      "score", "A", "--model", Self.encoded["bundle"], "--features", scratch["changed.safetensors"], "--casebook",
      casebook,
    ]
    let refused = try Program.run(arguments: arguments)
    #expect(refused.status == 65 && refused.error.contains(sentence), "\(refused.error)")
    #expect(try Self.finding(casebook) == nil)
    guard refused.error.contains("--trust-names") else { return }
    let trusted = try Program.run(arguments: arguments + ["--trust-names"])
    #expect(trusted.status == 0, "\(trusted.error)")
    let flags = try Self.finding(casebook)?["flags"] as? [[String: Any]]
    #expect(flags?.contains { $0["kind"] as? String == "feature-file-trusted" } == true)
  }

  @Test("slides of one name in two folders are not written into one file")
  func sameName() throws {
    let scratch = try Scratch()
    for folder in ["a", "b"] {
      try FileManager.default.createDirectory(atPath: scratch[folder], withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Self.slide, toPath: scratch[folder] + "/s.svs")
    }
    let result = try Program.run(
      "encode", scratch["a"] + "/s.svs", scratch["b"] + "/s.svs", "--out", scratch["features"])
    #expect(result.status == 64 && result.error.contains("would both become"), "\(result.error)")
  }

  @Test("features that are no numbers are not written")
  func notFinite() throws {
    let scratch = try Scratch()
    let folder = scratch["loud"]
    try Scratch.copy(folder: Self.encoder, to: folder)
    let weights = try SafetensorsFile(path: folder + "/model.safetensors")
    var loud = SafetensorsDocument()
    for entry in weights.entries {
      loud.add(entry.name, shape: entry.shape, floats: try weights.floats(entry.name).map { $0 * 1e30 })
    }
    try loud.write(to: folder + "/model.safetensors")
    let result = try Program.run(
      "encode", "--tiles", Self.fixtures + "/encoders/tiles-64.safetensors", "--encoder", folder, "--out",
      scratch["out.safetensors"])
    #expect(result.status == 65 && ["is NaN", "is infinite"].contains(where: result.error.contains), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch["out.safetensors"]))
  }

  @Test("a feature file of another width is refused, and the case keeps no finding")
  func otherWidth() throws {
    let scratch = try Scratch()
    #expect(try Self.bundle(scratch).status == 0)
    _ = try Program.run(
      "encode", Self.slide, "--max-tiles", "10", "--out", scratch["morphometry.safetensors"])
    let casebook = scratch["casebook.sqlite"]
    _ = try Program.run("add", Self.slide, "--case", "A", "--casebook", casebook)
    let scored = try Program.run(
      "score", "A", "--model", scratch["bundle"], "--features", scratch["morphometry.safetensors"], "--casebook",
      casebook)
    #expect(scored.status == 65, "\(scored.output)")
    #expect(scored.error.contains("66 features") && scored.error.contains("24"), "\(scored.error)")
    let finding = try Self.finding(casebook)
    #expect(finding == nil)
  }

  @Test("an encoder of which something is assumed runs with a warning, and is refused for a bundle")
  func assumed() throws {
    let scratch = try Scratch()
    let folder = scratch["unnamed"]
    try Scratch.copy(folder: Self.fixtures + "/encoders/timm-plain", to: folder)
    let configuration = try String(contentsOfFile: folder + "/config.json", encoding: .utf8)
    let changed = configuration.replacing(#""heads": 3"#, with: #""tile_px": 64"#).replacing(
      #""tile_px": 64,"#, with: "", maxReplacements: 1)
    try changed.write(toFile: folder + "/config.json", atomically: false, encoding: .utf8)
    let encoded = try Program.run(
      "encode", "--tiles", Self.fixtures + "/encoders/tiles-64.safetensors", "--encoder", folder, "--out",
      scratch["features.safetensors"])
    #expect(encoded.status == 0 && encoded.error.contains("assumed: 6 attention heads"), "\(encoded.error)")
    let made = try Program.run(
      "model", "make", "--encoder", folder, "--aggregator", Self.aggregator, "--clinical", Self.demonstration, "--out",
      scratch["bundle"])
    #expect(made.status == 65 && made.error.contains("--heads"), "\(made.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch["bundle"]))
  }

  @Test("a pickle is never opened: the sentence says how to export it")
  func pickle() throws {
    let scratch = try Scratch()
    try Data([0x80, 0x02, 0x7d]).write(to: URL(fileURLWithPath: scratch["clam.pt"]))
    let result = try Program.run(
      "aggregate", "--features", scratch["none.h5"], "--weights", scratch["clam.pt"], "--out",
      scratch["out.safetensors"])
    #expect(result.status == 65 && result.error.contains("save_file"), "\(result.error)")
  }

  private static func aggregate(_ scratch: Scratch, _ features: String, _ weights: String) throws -> Program.Result {
    try Program.run(
      "aggregate", "--features", features, "--weights", weights, "--out", scratch["out.safetensors"])
  }

  @Test("what is assumed of an aggregator is said; a remedy is that of aggregators")
  func aggregatorWords() throws {
    let scratch = try Scratch()
    let tiles = checkoutFeatures + "/trident.h5"
    let chowder = try Self.aggregate(scratch, tiles, Self.fixtures + "/aggregators/chowder.safetensors")
    #expect(chowder.error.contains("assumed: Sigmoid between the layers"), "\(chowder.error)")
    #expect(chowder.error.contains("assumed: the 3 highest and the 3 lowest scores"), "\(chowder.error)")
    let unknown = try Self.aggregate(scratch, tiles, Self.encoder + "/model.safetensors")
    #expect(unknown.status == 65 && unknown.error.contains("CLAM-SB"), "\(unknown.error)")
    #expect(!unknown.error.contains("ResNet"), "\(unknown.error)")
    let folder = scratch["configured"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Self.fixtures + "/aggregators/chowder.safetensors", toPath: folder + "/model.safetensors")
    try Data(#"{"activations": "Mish"}"#.utf8).write(to: URL(fileURLWithPath: folder + "/config.json"))
    let bad = try Self.aggregate(scratch, tiles, folder + "/model.safetensors")
    #expect(bad.status == 65 && bad.error.contains("\"Mish\"") && !bad.error.contains("--preset"), "\(bad.error)")
  }

  @Test("a patches file of CLAM and an archive of arrays are told as what they are")
  func notFeatures() throws {
    let scratch = try Scratch()
    let patches = try Self.aggregate(scratch, checkoutFeatures + "/clam.patches.h5", Self.aggregator)
    #expect(patches.status == 65 && patches.error.contains("h5_files"), "\(patches.error)")
    let entry = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [5, 0, 0, 0] + Array("a.npy".utf8)
    try Data(entry).write(to: URL(fileURLWithPath: scratch["bag.npz"]))
    let archive = try Self.aggregate(scratch, scratch["bag.npz"], Self.aggregator)
    #expect(archive.status == 65 && archive.error.contains("numpy.save("), "\(archive.error)")
  }

  @Test("networks that do not fit make no bundle, and the remedy is not to fetch one")
  func misfit() throws {
    let scratch = try Scratch()
    let made = try Program.run(
      "model", "make", "--encoder", Self.encoder, "--aggregator", Self.aggregator,
      Self.fixtures + "/aggregators/ilse-plain.safetensors", "--clinical", Self.demonstration, "--out",
      scratch["bundle"])
    #expect(made.status == 65 && made.error.contains("name a file that fits"), "\(made.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch["bundle"]))
  }

  private var checkoutFeatures: String { Self.checkout + "/Tests/FeatureFilesTests/Fixtures" }

  /// The latest finding of case A.
  private static func finding(_ casebook: String) throws -> [String: Any]? {
    try Program.run("show", "A", "--json", "--casebook", casebook).json["finding"] as? [String: Any]
  }
}

extension TileFeatures {
  /// The tiles with one thing changed.
  fileprivate func changed(_ what: String) -> TileFeatures {
    var (corners, sides, frame) = (corners, sides, frame)
    switch what {
    case "another size": frame.width = 100
    case "another mpp": frame.mpp = 0.25
    case "a large tile": sides[sides.count - 1] *= 3
    case "outside": corners[2] = Int64(frame.width ?? 0)
    case "twice": corners.replaceSubrange(2..<4, with: corners[0..<2])
    default: break
    }
    return TileFeatures(
      features: features, width: width, columns: TileColumns(corners: corners, sides: sides),
      encoder: what == "another encoder" ? "uni" : encoder, slide: what == "another slide" ? "other.svs" : slide,
      mpp: what == "another tile mpp" ? 1 : mpp, tilePixels: what == "another tile size" ? 256 : tilePixels,
      frame: frame)
  }
}
