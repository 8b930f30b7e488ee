import Files
import Foundation
import Testing

@testable import UseCases

@Suite("A file that somebody names")
struct GivenFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("is replaced, but for a slide, a casebook and a private key, which nothing makes anew")
  func replaced() throws {
    let path = scratch["a"]
    for head in ["II*\0", "MM\0*", "II+\0", "MM\0+"] {
      try AtomicFile.write(Array("\(head)and so on".utf8), to: path)
      #expect(throws: GivenFileFailure.irreplaceable(path: path, .slide)) { try GivenFile.write([1], to: path) }
    }
    try AtomicFile.write(Array("SQLite format 3\0and so on".utf8), to: path)
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .database)) { try GivenFile.write([1], to: path) }
    try AtomicFile.write(Array("PRIVATE+KEY+lab.example+1".utf8), to: path)
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .key)) { try GivenFile.write([1], to: path) }
    try AtomicFile.write([2, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8), to: path)
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .tensors)) { try GivenFile.write([1], to: path) }
    for other in ["", "II", "II*", "SQLite format 3", "a picture"] {
      try AtomicFile.write(Array(other.utf8), to: path)
      try GivenFile.write([7], to: path)
      #expect(try WholeFile.read(path, limit: 9) == [7])
    }
  }

  @Test("is not what SQLite keeps beside a casebook, be it there or not, by that name or through a link")
  func journal() throws {
    try AtomicFile.write(Array("SQLite format 3\0and so on".utf8), to: scratch["a.sqlite"])
    for ending in ["-wal", "-shm", "-journal"] {
      let path = scratch["a.sqlite" + ending]
      #expect(throws: GivenFileFailure.irreplaceable(path: path, .journal)) { try GivenFile.write([1], to: path) }
      #expect(!FilePaths.isFile(path))
      try AtomicFile.write([2], to: path)
      #expect(throws: GivenFileFailure.irreplaceable(path: path, .journal)) { try GivenFile.write([1], to: path) }
    }
    let link = scratch["b.png"]
    #expect(symlink(scratch["a.sqlite-wal"], link) == 0)
    #expect(throws: GivenFileFailure.irreplaceable(path: link, .journal)) { try GivenFile.write([1], to: link) }
    try AtomicFile.write([2], to: scratch["picture"])
    try GivenFile.write([7], to: scratch["picture-wal"])
    #expect(try WholeFile.read(scratch["picture-wal"], limit: 9) == [7])
  }

  @Test(
    "is not what lies beside a casebook, be it there or not, by its name or through links",
    arguments: [".logkey", ".loghead", ".orders", ".outbox", ".laboratory.toml", ".reading.toml", ".reasons.toml"])
  func companion(ending: String) throws {
    let path = scratch["a.sqlite" + ending]
    try GivenFile.write([1], to: path)
    try AtomicFile.write(Array("SQLite format 3\0and so on".utf8), to: scratch["a.sqlite"])
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .companion)) { try GivenFile.write([2], to: path) }
    #expect(try WholeFile.read(path, limit: 9) == [1])
    let link = scratch["b"]
    #expect(symlink(path, link) == 0)
    #expect(throws: GivenFileFailure.irreplaceable(path: link, .companion)) { try GivenFile.write([2], to: link) }
    #expect(unlink(path) == 0)
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .companion)) { try GivenFile.write([2], to: path) }
  }

  @Test("is not in the outbox of a casebook")
  func outbox() throws {
    try AtomicFile.write(Array("SQLite format 3\0and so on".utf8), to: scratch["a.sqlite"])
    try FileManager.default.createDirectory(atPath: scratch["a.sqlite.outbox"], withIntermediateDirectories: false)
    let path = scratch["a.sqlite.outbox/record.jsonl"]
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .companion)) { try GivenFile.write([2], to: path) }
  }

  @Test("takes away what a killed program left of it, and nothing of one that still runs")
  func abandoned() throws {
    let names = ["\(pid_t.max)", "\(getpid())1x", "1"].map { "a.pdf.\($0).partial" } + ["b.pdf.\(pid_t.max).partial"]
    for name in names { try AtomicFile.write([1], to: scratch[name]) }
    try GivenFile.write([2], to: scratch["a.pdf"])
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(left.sorted() == (names.dropFirst() + ["a.pdf"]).sorted())
  }

  @Test("is not a folder")
  func folder() {
    let path = scratch.path
    #expect(throws: GivenFileFailure.unwritable(.notAFile(file: path))) { try GivenFile.write([1], to: path) }
  }
}
