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

  @Test("is not a folder")
  func folder() {
    let path = scratch.path
    #expect(throws: GivenFileFailure.unwritable(.notAFile(file: path))) { try GivenFile.write([1], to: path) }
  }
}
