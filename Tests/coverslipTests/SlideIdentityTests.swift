import Cryptography
import Foundation
import Testing
import UseCases

/// A case's slide is a content, not a path.
@Suite("The identity of a slide")
struct SlideIdentityTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("sample-slides").path
  private let files = FileManager.default

  private func copy(_ name: String, to path: String) throws {
    if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
    try files.copyItem(atPath: "\(Self.samples)/\(name)", toPath: path)
  }

  private func show(_ id: String, _ casebook: String) throws -> [String: Any] {
    try Program.run("show", id, "--json", "--casebook", casebook).json
  }

  private func flags(_ id: String, _ casebook: String) throws -> [String] {
    let finding = try show(id, casebook)["finding"] as? [String: Any]
    return (finding?["flags"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
  }

  // MARK: Another file under the path

  @Test("another slide under the path is neither scored nor rendered, with or without heat; the right one is again")
  func replaced() throws {
    let scratch = try Scratch()
    let (slide, casebook) = (scratch["slide.svs"], scratch["casebook.sqlite"])
    try copy("SYN-002.svs", to: slide)
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
    #expect(try Program.run("score", "A", "--max-tiles", "60", "--casebook", casebook).status == 0)
    let shown = try show("A", casebook)
    let registered = try #require((shown["slides"] as? [[String: Any]])?.first?["quickDigest"] as? String)
    let digests = try #require((shown["finding"] as? [String: Any])?["slideDigests"] as? [[String: String]])
    #expect(digests.first?["quick"] == registered)
    #expect(digests.first?["whole"] == FileDigest.sha256(slide))

    // Of the same size in pixels: content alone tells them apart.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: slide))
    bytes.append(contentsOf: [0, 0])
    try bytes.write(to: URL(fileURLWithPath: slide))
    for arguments in [["score", "A"], ["render", "A"], ["render", "A", "--overlay", "tint"]] {
      let run = try Program.run(arguments: arguments + ["--casebook", casebook])
      #expect(run.status == 65, "\(arguments)")
      #expect(run.error.contains("not the one that was registered"), "\(run.error)")
    }
    try copy("SYN-002.svs", to: slide)
    let bare = try Program.run("render", "A", "--overlay", "off", "--size", "20x8", "--casebook", casebook)
    #expect(bare.status == 0)
    for code in ["outline", "contours", "tint", "dim", "top-tiles", "mask"] {
      let run = try Program.run("render", "A", "--overlay", code, "--size", "20x8", "--casebook", casebook)
      #expect(run.status == 0, "\(code): \(run.error)")
      if !code.hasPrefix("o"), code != "contours" { #expect(run.output != bare.output, "\(code)") }
    }
    let mask = try Program.run(
      "render", "A", "--overlay", "mask", "--legend", "--size", "120x8", "--casebook", casebook)
    #expect(mask.output.contains("tissue") && mask.output.contains(" mm²"))
    #expect(try Program.run("render", "A", "--overlay", "heat", "--casebook", casebook).status == 64)
  }

  @Test("a change that the quick digest does not see is flagged when the case is scored again")
  func changedInside() throws {
    let scratch = try Scratch()
    let (slide, casebook) = (scratch["slide.svs"], scratch["casebook.sqlite"])
    try copy("SYN-003.svs", to: slide)
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
    #expect(try Program.run("score", "A", "--max-tiles", "12", "--casebook", casebook).status == 0)
    #expect(try !flags("A", casebook).contains("slide-changed"))
    let before = try SlideDigest.quick(slide)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: slide))
    bytes[75_000] ^= 1
    try bytes.write(to: URL(fileURLWithPath: slide))
    #expect(try SlideDigest.quick(slide) == before)
    _ = try Program.run("score", "A", "--max-tiles", "12", "--casebook", casebook)
    #expect(try flags("A", casebook).contains("slide-changed"))
  }

  @Test("a change that the quick digest does not see takes no call, nor does a file that is gone; the scored one does")
  func signedUpon() throws {
    let scratch = try Scratch()
    let (slide, casebook) = (scratch["slide.svs"], scratch["casebook.sqlite"])
    try copy("SYN-003.svs", to: slide)
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
    #expect(try Program.run("score", "A", "--max-tiles", "12", "--casebook", casebook).status == 0)
    let ann = TestReviewer.ann
    try ann.admit(to: casebook)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: slide))
    bytes[75_000] ^= 1
    try bytes.write(to: URL(fileURLWithPath: slide))
    let sign = ["sign", "A", "--reviewer", ann.name, "--decision"]
    let call = try #require(try show("A", casebook)["modelCall"] as? String)
    let confirm = sign + (call == "no-call" ? ["acknowledge"] : ["confirm", "--call", call])
    let refused = try ann.run(confirm, casebook: casebook, scratch)
    #expect(refused.status == 65)
    #expect(refused.error.contains("the file changed since it was scored"), "\(refused.error)")
    try files.moveItem(atPath: slide, toPath: scratch["aside.svs"])
    let gone = try ann.run(confirm, casebook: casebook, scratch)
    #expect(gone.status == 66 && gone.error.contains("the file that was scored is not there"), "\(gone.error)")
    try files.moveItem(atPath: scratch["aside.svs"], toPath: slide)
    let deferred = try ann.run(sign + ["defer", "--reason", "rescan"], casebook: casebook, scratch)
    #expect(deferred.status == 0, "\(deferred.error)")
    #expect(try checks("A", casebook) == ["changed"])
    try copy("SYN-003.svs", to: slide)
    let signed = try ann.run(confirm, casebook: casebook, scratch)
    #expect(signed.status == 0, "\(signed.error)")
    #expect(try checks("A", casebook) == ["whole"])
    #expect(try Program.run("show", "A", "--casebook", casebook).output.contains("files    unchanged (whole file)"))
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }

  private func checks(_ id: String, _ casebook: String) throws -> [String] {
    let signOff = try show(id, casebook)["signoff"] as? [String: Any]
    return (signOff?["files"] as? [[String: Any]] ?? []).compactMap { $0["check"] as? String }
  }

  // MARK: The same slide twice

  @Test(
    "the same slide twice in a case is said at add and flagged, whatever its name",
    arguments: ["copy", "symbolic link", "hard link", "two dots"])
  func twice(how: String) throws {
    let scratch = try Scratch()
    let (slide, casebook) = (scratch["slide.svs"], scratch["casebook.sqlite"])
    try copy("SYN-003.svs", to: slide)
    var other = scratch["other.svs"]
    switch how {
    case "copy": try copy("SYN-003.svs", to: other)
    case "symbolic link": try files.createSymbolicLink(atPath: other, withDestinationPath: slide)
    case "hard link": try files.linkItem(atPath: slide, toPath: other)
    default: other = scratch["../"] + (scratch.path as NSString).lastPathComponent + "/./slide.svs"
    }
    let added = try Program.run("add", slide, other, "--case", "A", "--casebook", casebook)
    #expect(added.status == 0)
    #expect(added.error.contains("slide twice in the case"), "\(added.error)")
    #expect(try Program.run("score", "A", "--max-tiles", "12", "--casebook", casebook).status == 0)
    #expect(try flags("A", casebook).contains("slide-twice-in-case"))
  }

  @Test("one slide in two cases is said at add and flagged in both")
  func twoCases() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    try copy("SYN-003.svs", to: scratch["a.svs"])
    try copy("SYN-003.svs", to: scratch["b.svs"])
    #expect(try Program.run("add", scratch["a.svs"], "--case", "A", "--casebook", casebook).error.isEmpty)
    let added = try Program.run("add", scratch["b.svs"], "--case", "B", "--casebook", casebook)
    #expect(added.error.contains("case A") && added.error.contains("case B"), "\(added.error)")
    #expect(try Program.run("score", "--max-tiles", "12", "--casebook", casebook).status == 0)
    for id in ["A", "B"] { #expect(try flags(id, casebook).contains("slide-in-other-case")) }
  }

  @Test(
    "the field's table of one slide in two cases gives a warning and a flag in both",
    .enabled(if: Reference.folder != nil, "the reference folder is absent"))
  func fieldCase() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    for (folder, name) in [("cohorts", "one_slide_in_two_cases.csv"), ("slides", "white_glass_control.tif")] {
      try files.copyItem(atPath: Reference.path("field-cases/\(folder)/\(name)"), toPath: scratch[name])
    }
    let added = try Program.run("add", "--manifest", scratch["one_slide_in_two_cases.csv"], "--casebook", casebook)
    #expect(added.status == 0)
    #expect(added.error.contains("warning: case A") && added.error.contains("warning: case B"), "\(added.error)")
    _ = try Program.run("score", "--casebook", casebook)
    for id in ["A", "B"] { #expect(try flags(id, casebook).contains("slide-in-other-case")) }
  }
}
