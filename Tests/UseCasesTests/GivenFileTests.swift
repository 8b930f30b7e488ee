import Files
import Testing

@testable import UseCases

@Suite("A file that somebody names")
struct GivenFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("is replaced, but for a slide and a casebook, which nothing makes anew")
  func replaced() throws {
    let path = scratch["a"]
    for head in ["II*\0", "MM\0*", "II+\0", "MM\0+"] {
      try AtomicFile.write(Array("\(head)and so on".utf8), to: path)
      #expect(throws: GivenFileFailure.irreplaceable(path: path, .slide)) { try GivenFile.write([1], to: path) }
    }
    try AtomicFile.write(Array("SQLite format 3\0and so on".utf8), to: path)
    #expect(throws: GivenFileFailure.irreplaceable(path: path, .database)) { try GivenFile.write([1], to: path) }
    for other in ["", "II", "II*", "SQLite format 3", "a picture"] {
      try AtomicFile.write(Array(other.utf8), to: path)
      try GivenFile.write([7], to: path)
      #expect(try WholeFile.read(path, limit: 9) == [7])
    }
  }

  @Test("is not a folder")
  func folder() {
    let path = scratch.path
    #expect(throws: GivenFileFailure.unwritable(.notAFile(file: path))) { try GivenFile.write([1], to: path) }
  }
}
