import Basics
import Foundation
import Testing

@testable import Console

@Suite("lines of a file descriptor")
struct LineReaderTests {
  /// A pipe that holds `text` and is closed behind it.
  private func pipe(_ text: String) -> Pipe {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(text.utf8))
    pipe.fileHandleForWriting.closeFile()
    return pipe
  }

  private func lines(_ text: String) -> [String?] {
    let pipe = pipe(text)
    let reader = LineReader(pipe.fileHandleForReading.fileDescriptor)
    return (0..<3).map { _ in reader.next().map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("each call takes one line, and the last one needs no end")
  func takesLines() {
    #expect(lines("one\ntwo") == ["one", "two", nil])
    #expect(lines("\n\n") == ["", "", nil])
    #expect(lines("") == [nil, nil, nil])
  }

  @Test("what comes after a line is left to whoever reads next")
  func leavesTheRest() throws {
    let pipe = pipe("first\nrest\nof it\n")
    _ = LineReader(pipe.fileHandleForReading.fileDescriptor).next()
    #expect(try pipe.fileHandleForReading.readToEnd() == Data("rest\nof it\n".utf8))
  }

  @Test("a line that is longer than any passphrase is none")
  func refusesLongLines() {
    #expect(lines(String(repeating: "x", count: 5000) + "\n").first == .some(nil))
  }
}
