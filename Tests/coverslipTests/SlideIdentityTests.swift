import Cryptography
import Foundation
import Testing

@testable import coverslip

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

  // MARK: Digests

  @Test("the quick digest sees the size, the ends and pieces between, and no name")
  func quick() throws {
    let scratch = try Scratch()
    var bytes = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let write = { (name: String) in
      try bytes.write(to: URL(fileURLWithPath: scratch[name]))
      return try SlideDigest.quick(scratch[name])
    }
    let first = try write("a.svs")
    #expect(try write("b.svs") == first)
    #expect(first.count == 64)
    for place in [0, 65_535, 65_540, 599_999] {
      bytes[place] ^= 1
      #expect(try write("c.svs") != first, "byte \(place)")
      bytes[place] ^= 1
    }
    bytes.append(0)
    #expect(try write("d.svs") != first)
  }

  @Test("the whole digest of one file is what sha256sum prints")
  func whole() throws {
    let scratch = try Scratch()
    try Data("abc".utf8).write(to: URL(fileURLWithPath: scratch["a.svs"]))
    #expect(
      try SlideDigest.whole(scratch["a.svs"]) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("a slide of several files is all of them: MIRAX, Hamamatsu VMS, a DICOM series")
  func severalFiles() throws {
    let scratch = try Scratch()
    let write = { (name: String, content: Data) in
      try self.files.createDirectory(
        atPath: (scratch[name] as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try content.write(to: URL(fileURLWithPath: scratch[name]))
    }
    try write("m.mrxs", Data("m".utf8))
    try write("m/Slidedat.ini", Data("[GENERAL]".utf8))
    try write("m/Data0000.dat", Data("1".utf8))
    try write("v.vms", Data("[Virtual Microscope Specimen]\nImageFile=v-1.jpg\nMapFile=v-map.jpg\n".utf8))
    try write("v-1.jpg", Data("1".utf8))
    try write("v-map.jpg", Data("2".utf8))
    for (name, series) in [("d/1.dcm", "1.2.3"), ("d/2.dcm", "1.2.3"), ("d/3.dcm", "1.2.4")] {
      var file = Data(count: 128) + Data("DICM".utf8) + Data([0x20, 0x00, 0x0E, 0x00, 0x55, 0x49, 6, 0])
      file += Data(series.utf8) + Data([0]) + Data(name.utf8)
      try write(name, file)
    }
    let names = { (path: String) in
      try SlideFiles(of: scratch[path]).paths.map { String($0.dropFirst(scratch.path.count + 1)) }
    }
    #expect(try names("m.mrxs") == ["m.mrxs", "m/Data0000.dat", "m/Slidedat.ini"])
    #expect(try names("v.vms") == ["v.vms", "v-1.jpg", "v-map.jpg"])
    #expect(try names("d/1.dcm") == ["d/1.dcm", "d/2.dcm"])
    for (slide, part) in [("m.mrxs", "m/Data0000.dat"), ("v.vms", "v-map.jpg"), ("d/1.dcm", "d/2.dcm")] {
      let before = (try SlideDigest.quick(scratch[slide]), try SlideDigest.whole(scratch[slide]))
      try write(part, Data("another".utf8))
      #expect(try SlideDigest.quick(scratch[slide]) != before.0)
      #expect(try SlideDigest.whole(scratch[slide]) != before.1)
    }
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
    for arguments in [["score", "A"], ["render", "A"], ["render", "A", "--heatmap"]] {
      let run = try Program.run(arguments: arguments + ["--casebook", casebook])
      #expect(run.status == 65, "\(arguments)")
      #expect(run.error.contains("not the one that was registered"), "\(run.error)")
    }
    try copy("SYN-002.svs", to: slide)
    #expect(try Program.run("render", "A", "--heatmap", "--size", "20x8", "--casebook", casebook).status == 0)
  }

  @Test("a change that the quick digest does not see is flagged when the case is scored again")
  func changedInside() throws {
    let scratch = try Scratch()
    let (slide, casebook) = (scratch["slide.svs"], scratch["casebook.sqlite"])
    try copy("SYN-003.svs", to: slide)
    #expect(try Program.run("add", slide, "--case", "A", "--casebook", casebook).status == 0)
    #expect(try Program.run("score", "A", "--max-tiles", "40", "--casebook", casebook).status == 0)
    #expect(try !flags("A", casebook).contains("slide-changed"))
    let before = try SlideDigest.quick(slide)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: slide))
    bytes[75_000] ^= 1
    try bytes.write(to: URL(fileURLWithPath: slide))
    #expect(try SlideDigest.quick(slide) == before)
    _ = try Program.run("score", "A", "--max-tiles", "40", "--casebook", casebook)
    #expect(try flags("A", casebook).contains("slide-changed"))
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
    #expect(added.error.contains("slide-twice-in-case"), "\(added.error)")
    #expect(try Program.run("score", "A", "--max-tiles", "40", "--casebook", casebook).status == 0)
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
    #expect(try Program.run("score", "--max-tiles", "40", "--casebook", casebook).status == 0)
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
