import Foundation
import Testing

/// Slides whose files are broken, scored by the shipped model: no call from what was not read.
@Suite("Tissue that could not be read")
struct UnreadableTissueTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("sample-slides").path

  private struct Scored {
    let status: Int32
    let said: String
    let finding: [String: Any]
    var reasons: [String] { finding["reasons"] as? [String] ?? [] }
    var flags: [String] { (finding["flags"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String } }
  }

  private func score(_ slide: String, _ scratch: Scratch, _ more: String...) throws -> Scored {
    let casebook = scratch["casebook-\(more.count).sqlite"]
    _ = try Program.run("add", slide, "--case", "A", "--casebook", casebook)
    let scored = try Program.run(arguments: ["score", "A", "--casebook", casebook] + more)
    let shown = try Program.run("show", "A", "--json", "--casebook", casebook)
    let finding = try #require(shown.json["finding"] as? [String: Any], "\(scored.error)")
    return Scored(status: scored.status, said: scored.output + scored.error, finding: finding)
  }

  @Test("gives no call, with the reason in summary, exit code and JSON", arguments: DamagedTIFF.Fault.allCases)
  func mostOfIt(fault: DamagedTIFF.Fault) throws {
    let scratch = try Scratch()
    try DamagedTIFF.write(Self.samples + "/SYN-002.svs", to: scratch["torn.svs"], share: 0.5, fault: fault)
    let scored = try score(scratch["torn.svs"], scratch, "--max-tiles", "60")
    #expect(scored.finding["call"] as? String == "no-call")
    #expect(scored.reasons.contains("unreadable-tissue"))
    #expect(scored.flags.contains("unreadable-tissue"))
    #expect((scored.finding["unreadableShare"] as? Double ?? 0) > 0.3)
    #expect(scored.status == 65)
    #expect(scored.said.contains("unreadable tissue") && scored.said.contains("Copy the slide again"), "\(scored.said)")
  }

  @Test("in every level of the file as in one")
  func everyLevel() throws {
    let scratch = try Scratch()
    try DamagedTIFF.write(Self.samples + "/SYN-002.svs", to: scratch["torn.svs"], share: 0.5, levels: nil)
    let scored = try score(scratch["torn.svs"], scratch, "--max-tiles", "60")
    #expect(scored.finding["call"] as? String == "no-call")
    #expect(scored.reasons.contains("unreadable-tissue"))
  }

  @Test("counts in the whole as in a sample")
  func unsampled() throws {
    let scratch = try Scratch()
    try DamagedTIFF.write(Self.samples + "/SYN-002.svs", to: scratch["torn.svs"], share: 0.4)
    let scored = try score(scratch["torn.svs"], scratch)
    #expect(scored.reasons.contains("unreadable-tissue"))
    #expect(scored.status == 65)
  }

  @Test("counts where features are read from a file, made by whatever program")
  func features() throws {
    let scratch = try Scratch()
    let slide = Self.samples + "/SYN-002.svs"
    try DamagedTIFF.write(slide, to: scratch["SYN-002.svs"], share: 0.2)
    let features = scratch["whole.safetensors"]
    #expect(try Program.run("encode", slide, "--max-tiles", "60", "--out", features).status == 0)
    let taken = try score(scratch["SYN-002.svs"], scratch, "--features", features)
    #expect(taken.reasons.contains("unreadable-tissue"))
    let own = scratch["torn.safetensors"]
    #expect(try Program.run("encode", scratch["SYN-002.svs"], "--max-tiles", "60", "--out", own).status == 0)
    #expect(
      try score(scratch["SYN-002.svs"], scratch, "--features", own, "--trust-names").reasons.contains(
        "unreadable-tissue"))
  }

  @Test("is told and does not prevent a call where it is little")
  func little() throws {
    let scratch = try Scratch()
    try DamagedTIFF.write(Self.samples + "/SYN-002.svs", to: scratch["torn.svs"], share: 0.01, seed: 35)
    let scored = try score(scratch["torn.svs"], scratch)
    #expect(scored.finding["call"] as? String == "high")
    #expect(scored.status == 0)
    #expect(scored.flags.contains("unreadable-tissue"))
  }

  @Test(
    "is not what one broken reduced level hides: the finer one is read instead", arguments: DamagedTIFF.Fault.allCases)
  func reducedLevel(fault: DamagedTIFF.Fault) throws {
    guard fault != .garbage else { return }
    let scratch = try Scratch()
    let slide = Self.samples + "/SYN-002.svs"
    try DamagedTIFF.write(slide, to: scratch["torn.svs"], share: 1, fault: fault, levels: [2])
    let torn = try score(scratch["torn.svs"], scratch, "--max-tiles", "60")
    let whole = try score(slide, scratch, "--max-tiles", "60", "--workers", "2")
    #expect(torn.finding["call"] as? String == "high")
    let tiles = { (scored: Scored) in scored.finding["tilesAvailable"] as? Int ?? 0 }
    #expect(abs(tiles(torn) - tiles(whole)) <= 4)
    #expect(!torn.flags.contains("unreadable-tissue"))
  }

  @Test("is not told of a slide that is whole")
  func whole() throws {
    let scratch = try Scratch()
    let scored = try score(Self.samples + "/SYN-002.svs", scratch, "--max-tiles", "60")
    #expect(scored.status == 0)
    #expect(scored.finding["unreadableShare"] as? Double == 0)
    #expect(!scored.flags.contains("unreadable-tissue") && !scored.flags.contains("unreadable-regions"))
  }
}
