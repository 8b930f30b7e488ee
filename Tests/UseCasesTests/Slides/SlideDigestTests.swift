import Basics
import Foundation
import Testing

@testable import UseCases

@Suite("The digests of a slide")
struct SlideDigestTests {
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

  @Test("what is no file, as a pipe, has none, and nobody waits for it")
  func pipe() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch["a.svs"], 0o600) == 0)
    #expect(throws: SlideFailure.self) { try SlideDigest.quick(scratch["a.svs"]) }
    #expect(throws: SlideFailure.self) { try SlideDigest.whole(scratch["a.svs"]) }
  }

  @Test("the whole digest of one file is what sha256sum prints")
  func whole() throws {
    let scratch = try Scratch()
    try Data("abc".utf8).write(to: URL(fileURLWithPath: scratch["a.svs"]))
    #expect(
      try SlideDigest.whole(scratch["a.svs"]) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("tells how far it is, over all files of the slide, and stops where it is told to")
  func progress() throws {
    let scratch = try Scratch()
    let piece = 1 << 22
    try FileManager.default.createDirectory(atPath: scratch["m"], withIntermediateDirectories: true)
    for (name, size) in [("m.mrxs", 1), ("m/Data0000.dat", piece + 1)] {
      try Data(count: size).write(to: URL(fileURLWithPath: scratch[name]))
    }
    var told: [[Int]] = []
    let digest = try SlideDigest.whole(scratch["m.mrxs"]) { told.append([$0, $1]) }
    #expect(told == [[1, piece + 2], [piece + 1, piece + 2], [piece + 2, piece + 2]])
    #expect(try digest == SlideDigest.whole(scratch["m.mrxs"]))
    var pieces = 0
    #expect(throws: Cancelled.self) {
      try SlideDigest.whole(scratch["m.mrxs"]) { _, _ in
        pieces += 1
        if pieces == 2 { throw Cancelled() }
      }
    }
    #expect(pieces == 2)
  }

  @Test("a stamp tells that any file of the slide was written, and of a slide that is not there there is none")
  func stamp() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch["m"], withIntermediateDirectories: true)
    for name in ["m.mrxs", "m/Data0000.dat"] { try Data("1".utf8).write(to: URL(fileURLWithPath: scratch[name])) }
    let stamp = { FileStamp(slide: scratch["m.mrxs"]) }
    let before = try #require(stamp())
    #expect(stamp() == before)
    #expect(before.written != nil)
    try Data("12".utf8).write(to: URL(fileURLWithPath: scratch["m/Data0000.dat"]))
    #expect(stamp() != before)
    #expect(FileStamp(slide: scratch["n.mrxs"]) == nil)
  }

  @Test("a slide of several files is all of them: MIRAX, Hamamatsu VMS, a DICOM series")
  func severalFiles() throws {
    let scratch = try Scratch()
    let write = { (name: String, content: Data) in
      try FileManager.default.createDirectory(
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
}
