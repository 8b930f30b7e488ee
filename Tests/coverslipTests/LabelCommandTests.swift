import Foundation
import Testing

/// The labels of a case's slides, held against the case by commands.
@Suite("The command label")
struct LabelCommandTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  /// A scored case of a slide whose file says nothing of its label, and a pathologist.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: arguments + ["--casebook", casebook])
  }

  private func setPattern(_ text: String) throws {
    let settings = "[label]\npattern = \"\(text)\"\n"
    try settings.write(toFile: casebook + ".laboratory.toml", atomically: true, encoding: .utf8)
  }

  /// A slide in Aperio's layout whose description says `title`, small and without tissue.
  private func slide(_ title: String) throws -> String {
    try TitledTIFF(title: title).write(to: scratch["titled.svs"])
    return scratch["titled.svs"]
  }

  @Test("says that nothing is checked where neither manifest nor pattern says anything")
  func unchecked() throws {
    let told = try run("label", "S-1")
    #expect(told.status == 0 && told.output.hasPrefix("Case S-1   label: not checked\n"))
    let json = try run("label", "S-1", "--json").json
    #expect(json["label"] as? String == "not-checked" && (json["labels"] as? [[String: Any]])?.count == 1)
    #expect(try run("show", "S-1", "--json").json["label"] as? String == "not-checked")
  }

  @Test("looks at the file once a pattern is there; a file that says nothing keeps nobody from signing")
  func pattern() throws {
    try setPattern("{case}*")
    let told = try run("label", "S-1")
    #expect(told.output.contains("none in the file") && told.output.contains("by the laboratory's pattern"))
    let signed = try Self.ann.run(
      ["sign", "S-1", "--decision", "defer", "--reason", "rescan", "--reviewer", Self.ann.name], casebook: casebook,
      scratch)
    #expect(signed.status == 0, "\(signed.error)")
    let signOff = try #require(try run("show", "S-1", "--json").json["signoff"] as? [String: Any])
    let labels = try #require(signOff["labels"] as? [[String: Any]])
    #expect(labels.map { $0["standing"] as? String } == ["no-label-text"])
  }

  @Test("of one who may not sign, sign says so before it looks at the label or at the case")
  func roleFirst() throws {
    try setPattern("{case}*")
    let others = "nine red herons at dusk"
    let added = try Self.ann.run(
      ["reviewer", "add", "Eli", "--role", "engineer", "--by", Self.ann.name], lines: [others, Self.ann.passphrase],
      casebook: casebook, scratch)
    #expect(added.status == 0, "\(added.error)")
    #expect(try run("add", try slide("S-8 A"), "--case", "S-7", "--mpp", "0.5").status == 0)
    for name in ["S-1", "S-7", "S-9"] {
      let refused = try Self.ann.run(
        ["sign", name, "--decision", "confirm", "--call", "low", "--reviewer", "Eli"], lines: [], casebook: casebook,
        scratch)
      #expect(refused.status == 77 && refused.error.contains("the role engineer may not sign a case"), "\(name)")
    }
    let resolved = try Self.ann.run(
      ["label", "S-1", "--resolve", "label-misread", "--reviewer", "Eli"], lines: [], casebook: casebook, scratch)
    #expect(resolved.status == 77 && resolved.error.contains("the role engineer"), "\(resolved.error)")
  }

  @Test("a pattern that is mistyped stops whatever rests on it, and doctor says so")
  func mistyped() throws {
    try "[label]\npatern = \"{case}\"\n".write(
      toFile: casebook + ".laboratory.toml", atomically: true, encoding: .utf8)
    for arguments in [["label", "S-1"], ["score", "S-1"]] {
      let result = try Program.run(arguments: arguments + ["--casebook", casebook])
      #expect(result.status == 65 && result.error.contains("line 2: there is no \"label.patern\""), "\(arguments)")
    }
    let doctor = try run("doctor", "--no-encoders")
    #expect(doctor.status == 65 && doctor.output.contains("FAIL  settings"))
  }

  @Test("a mismatch is told; none is resolved before the case is scored, where nothing differs, or by nobody")
  func refuses() throws {
    try setPattern("{case}*")
    let path = try slide("S-8 A")
    #expect(try run("add", path, "--case", "S-7", "--mpp", "0.5").status == 0)
    #expect(try run("label", "S-7").output.contains("found    S-8 A, in aperio.Title"))
    let unscored = try Self.ann.run(
      ["label", "S-7", "--resolve", "label-wrong", "--reviewer", Self.ann.name], casebook: casebook, scratch)
    #expect(unscored.status == 65, "\(unscored.error)")
    let none = try Self.ann.run(
      ["label", "S-1", "--resolve", "label-wrong", "--reviewer", Self.ann.name], casebook: casebook, scratch)
    #expect(none.status == 65 && none.error.contains("nothing of the label"))
    #expect(try run("label", "S-1", "--resolve", "label-wrong").status == 64, "somebody signs it")
    #expect(try run("label", "S-1", "--resolve", "wrong", "--reviewer", "Ann Rey").status == 64)
    for arguments in [["--comment", "smeared"], ["--slide", "1"]] {
      let lost = try Program.run(arguments: ["label", "S-1"] + arguments + ["--casebook", casebook])
      #expect(lost.status == 64 && lost.error.contains("--comment and --slide go with them"), "\(arguments)")
    }
  }
}

/// The smallest file that OpenSlide takes for one of Aperio: a tiled TIFF whose description begins so.
private struct TitledTIFF {
  let title: String

  func write(to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

  private static let (side, tile) = (128, 128)

  private var bytes: [UInt8] {
    let text = Array("Aperio Image Library v1\n128x128 (128x128)|AppMag = 20|Title = \(title)\0".utf8)
    let pixels = [UInt8](repeating: 230, count: Self.tile * Self.tile * 3)
    let textAt = 8 + 2 + 12 * 12 + 4
    let bitsAt = textAt + text.count + text.count % 2
    let pixelsAt = bitsAt + 6
    let entries: [(tag: UInt16, type: UInt16, count: Int, value: Int)] = [
      (256, 4, 1, Self.side), (257, 4, 1, Self.side), (258, 3, 3, bitsAt), (259, 3, 1, 1), (262, 3, 1, 2),
      (270, 2, text.count, textAt), (277, 3, 1, 3), (284, 3, 1, 1), (322, 4, 1, Self.tile), (323, 4, 1, Self.tile),
      (324, 4, 1, pixelsAt), (325, 4, 1, pixels.count),
    ]
    var bytes: [UInt8] = [0x49, 0x49, 42, 0] + little(8, 4) + little(entries.count, 2)
    for entry in entries {
      bytes += little(Int(entry.tag), 2) + little(Int(entry.type), 2) + little(entry.count, 4) + little(entry.value, 4)
    }
    bytes += little(0, 4) + text + (text.count % 2 == 0 ? [] : [0]) + [8, 0, 8, 0, 8, 0]
    return bytes + pixels
  }

  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
