import Foundation
import Testing

private enum ReferenceFolder {
  /// `COVERSLIP_REFERENCE`, or `shared/reference` beside the checkout; `nil` where it is absent.
  static let folder: String? = {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given }
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = checkout.deletingLastPathComponent().appendingPathComponent("shared/reference").path
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()
}

/// Slides of the reference folder whose glass or stain is not what it should be, from the command line.
@Suite("Slides on coloured glass, of another stain")
struct ColouredGlassTests {
  private func score(_ slide: String) throws -> (call: String?, flags: [String]) {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    let path = "\(ReferenceFolder.folder ?? "")/\(slide)"
    let added = try Program.run(arguments: ["add", path, "--case", "A", "--casebook", casebook])
    try #require(added.status == 0, "\(added.error)")
    _ = try Program.run("score", "A", "--casebook", casebook)
    let shown = try Program.run("show", "A", "--json", "--casebook", casebook)
    let finding = try #require(shown.json["finding"] as? [String: Any], "\(shown.error)")
    let flags = (finding["flags"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
    return (finding["call"] as? String, flags)
  }

  @Test(
    "the same tissue on warm and on white glass gives the same 16 tiles",
    .enabled(if: ReferenceFolder.folder != nil, "the reference folder is not here"),
    arguments: ["warm_glass_235_226_222", "white_glass_control"])
  func warmGlass(name: String) throws {
    let scratch = try Scratch()
    let slide = "\(ReferenceFolder.folder ?? "")/field-cases/slides/\(name).tif"
    let encoded = try Program.run("encode", slide, "--out", scratch["\(name).safetensors"])
    #expect(encoded.output.hasPrefix("16 tiles,"), "\(encoded.output) \(encoded.error)")
  }

  @Test(
    "immunohistochemistry is called from in no case, for its stain",
    .enabled(if: ReferenceFolder.folder != nil, "the reference folder is not here"))
  func immunohistochemistry() throws {
    let found = try score("slides/luna_1065626.svs")
    #expect(found.call == "no-call" && found.flags.contains("out-of-range-stain"))
  }
}
