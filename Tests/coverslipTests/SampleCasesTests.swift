import Foundation
import Testing

/// The shipped model on the shipped slides, from the command line alone.
@Suite("The sample cases")
struct SampleCasesTests {
  private static let manifest = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("sample-slides/cases.csv").path

  private func finding(_ id: String, _ casebook: String) throws -> [String: Any] {
    let shown = try Program.run("show", id, "--json", "--casebook", casebook)
    return try #require(shown.json["finding"] as? [String: Any], "\(shown.error)")
  }

  private func flags(_ finding: [String: Any]) -> [String] {
    (finding["flags"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
  }

  @Test("a new casebook is made of the manifest, scored, and says of each case what its slide was drawn to show")
  func prepared() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.samples.copy(to: casebook)

    let low = try finding("SYN-001", casebook)
    #expect(low["call"] as? String == "low")
    #expect(low["basis"] as? String == "slide+clinical")
    let high = try finding("SYN-002", casebook)
    #expect(high["call"] as? String == "high")
    #expect((high["model"] as? [String: Any])?["demonstration"] as? Bool == true)
    let interval = try #require(high["interval"] as? [Double])
    let probability = try #require(high["probability5y"] as? Double)
    #expect(interval[0] < probability && probability < interval[1])
    #expect(flags(try finding("SYN-004", casebook)).contains("pen"))
    let blurred = try finding("SYN-005", casebook)
    #expect(blurred["call"] as? String == "no-call")
    #expect((blurred["reasons"] as? [String])?.contains("bad-quality") == true)
    #expect(flags(try finding("SYN-007", casebook)).contains("mpp-given"))
    let withoutKi67 = try finding("SYN-008", casebook)
    #expect(withoutKi67["basis"] as? String == "slide")
    #expect((withoutKi67["missing"] as? [String])?.isEmpty == false)

    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
    let again = try Program.run("prepare", "--manifest", Self.manifest, "--casebook", casebook)
    #expect(again.status == 0 && again.output.isEmpty, "nothing is left to do the second time")
  }

  @Test("a sample of the tiles is evenly spread, counted, and flagged")
  func sampledTiles() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    let slide = URL(fileURLWithPath: Self.manifest).deletingLastPathComponent().path + "/SYN-003.svs"
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
    let scored = try Program.run("score", "A", "--max-tiles", "40", "--json", "--casebook", casebook)
    #expect(scored.status == 0)
    let told = try JSONSerialization.jsonObject(with: scored.bytes) as? [[String: Any]]
    #expect(told?.count == 1 && told?.first?["case"] as? String == "A" && told?.first?["finding"] is [String: Any])
    let finding = try finding("A", casebook)
    #expect(finding["tiles"] as? Int == 40)
    #expect((finding["tilesAvailable"] as? Int ?? 0) > 100)
    #expect(flags(finding).contains("sampled-tiles"))
    #expect(flags(finding).contains("receptors-not-given"))
  }

  @Test("a result file that was changed makes ledger verify fail and name it")
  func changedResult() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    let slide = URL(fileURLWithPath: Self.manifest).deletingLastPathComponent().path + "/SYN-003.svs"
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
    #expect(try Program.run("score", "A", "--max-tiles", "20", "--casebook", casebook).status == 0)
    let path = try #require(try finding("A", casebook)["resultFile"] as? String)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0]))
    try handle.close()
    let verified = try Program.run("ledger", "verify", "--casebook", casebook)
    #expect(verified.status == 65)
    #expect(verified.output.contains("result file"), "\(verified.output)")
  }
}
