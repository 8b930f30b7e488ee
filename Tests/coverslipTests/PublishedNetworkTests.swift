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

  private static func features(_ scratch: Scratch, _ name: String = "slide.h5") throws -> String {
    let result = try Program.run(
      "encode", slide, "--encoder", encoder, "--max-tiles", "40", "--out", scratch[name])
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
    let made = try Self.bundle(scratch, "--features", features)
    #expect(made.status == 0, "\(made.error)")
    let casebook = scratch["casebook.sqlite"]
    _ = try Program.run("add", Self.slide, "--case", "A", "--casebook", casebook)
    let scored = try Program.run(
      "score", "A", "--model", scratch["bundle"], "--features", features, "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
    let fromFile = try #require(try Self.finding(casebook))
    let again = try Program.run("score", "A", "--model", scratch["bundle"], "--max-tiles", "60", "--casebook", casebook)
    #expect(again.status == 0, "\(again.error)")
    let fromSlide = try #require(try Self.finding(casebook))
    #expect(fromFile["tiles"] as? Int == 40 && fromFile["encoder"] as? String == "vit-model")
    #expect(fromSlide["precision"] as? String == "f32" && fromSlide["tiles"] as? Int == 60)
    #expect(fromSlide["score"] is Double && fromFile["score"] is Double)
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
    try FileManager.default.copyItem(atPath: Self.fixtures + "/encoders/timm-plain", toPath: folder)
    let configuration = try String(contentsOfFile: folder + "/config.json", encoding: .utf8)
    try configuration.replacing(#""heads": 3"#, with: #""tile_px": 64"#).replacing(
      #""tile_px": 64,"#, with: "", maxReplacements: 1
    ).write(toFile: folder + "/config.json", atomically: true, encoding: .utf8)
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

  /// The latest finding of case A.
  private static func finding(_ casebook: String) throws -> [String: Any]? {
    try Program.run("show", "A", "--json", "--casebook", casebook).json["finding"] as? [String: Any]
  }
}
