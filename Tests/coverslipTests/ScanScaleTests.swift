import Basics
import Casework
import Foundation
import Testing

/// What a file says of the size of its pixels is held against everything else that is known of it.
@Suite("The scale of a scan", .enabled(if: Reference.folder != nil, "the reference folder is absent"))
struct ScanScaleTests {
  private struct Scored {
    let added: Program.Result
    let finding: [String: Any]
    let slide: [String: Any]
    var reasons: [String] { finding["reasons"] as? [String] ?? [] }
    var flags: [String] { (finding["flags"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String } }
  }

  private func score(_ name: String, _ more: String...) throws -> Scored {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    let slide = Reference.path("field-cases/slides/\(name)")
    let added = try Program.run(arguments: ["add", slide, "--case", "A", "--casebook", casebook] + more)
    _ = try Program.run("score", "A", "--casebook", casebook)
    let shown = try Program.run("show", "A", "--json", "--casebook", casebook).json
    return Scored(
      added: added, finding: shown["finding"] as? [String: Any] ?? [:],
      slide: (shown["slides"] as? [[String: Any]])?.first ?? [:])
  }

  @Test("at 2 um a pixel it is too coarse to be called")
  func coarse() throws {
    let scored = try score("scanned_at_2um.tif")
    #expect(scored.finding["call"] as? String == "no-call")
    #expect(scored.reasons.contains("coarse-scan"))
    #expect(scored.flags.contains("coarse-scan"))
  }

  @Test("a 40x objective beside 0.5 um is said at add, and flagged")
  func magnification() throws {
    let scored = try score("appmag40_mpp05.svs")
    #expect(scored.added.status == 0)
    #expect(scored.added.error.contains("magnification disagrees"), "\(scored.added.error)")
    #expect(scored.flags.contains("magnification-disagrees"))
    #expect(scored.reasons.contains("bad-quality"))
    let confirmed = try score("appmag40_mpp05.svs", "--mpp", "0.5")
    #expect(confirmed.flags.contains("magnification-disagrees"))
    #expect(!confirmed.reasons.contains("bad-quality"))
  }

  @Test("a pixel size given by hand against the file's own is said at add, kept, and flagged")
  func given() throws {
    let scored = try score("white_glass_control.tif", "--mpp", "0.25")
    #expect(scored.added.error.contains("mpp disagrees"), "\(scored.added.error)")
    #expect(scored.slide["mppStated"] as? Double == 0.5)
    #expect(scored.slide["mpp"] as? Double == 0.25)
    #expect(scored.flags.contains("mpp-disagrees"))
    let agreeing = try score("white_glass_control.tif", "--mpp", "0.5")
    #expect(!agreeing.flags.contains("mpp-disagrees"))
    #expect(!agreeing.added.error.contains("warning"))
  }

  @Test("of pixels that are no squares is refused at add, until it is given by hand")
  func unequalPixels() throws {
    let scratch = try Scratch()
    let slide = scratch["unequal.ome.tif"]
    let square = Reference.path("field-cases/slides/ome_physical_size.ome.tif")
    var bytes = try #require(FileManager.default.contents(atPath: square))
    let height = try #require(bytes.range(of: Data(#"PhysicalSizeY="0.5"#.utf8)))
    bytes.replaceSubrange(height, with: Data(#"PhysicalSizeY="0.6"#.utf8))
    try bytes.write(to: URL(fileURLWithPath: slide))
    let add = ["add", slide, "--case", "A", "--casebook", scratch["casebook.sqlite"]]
    let refused = try Program.run(arguments: add)
    #expect(refused.status == 65)
    #expect(refused.error.contains("0.5 um wide and 0.6 um high"), "\(refused.error)")
    #expect(try Program.run(arguments: add + ["--mpp", "0.5"]).status == 0)
  }
}
