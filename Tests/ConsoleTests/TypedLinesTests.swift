import Foundation
import Testing

@testable import Console

@Suite("lines that somebody types")
struct TypedLinesTests {
  @Test("come one by one, then the end; a last line needs no end of its own")
  func lines() {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data("one\n\ntwo".utf8))
    pipe.fileHandleForWriting.closeFile()
    let typed = TypedLines(pipe.fileHandleForReading.fileDescriptor)
    #expect((0..<4).map { _ in typed.next(milliseconds: 1000) } == [.line("one"), .line(""), .line("two"), .end])
  }

  @Test("are waited for, and dropped where nobody wants what was typed ahead")
  func waits() {
    let pipe = Pipe()
    let typed = TypedLines(pipe.fileHandleForReading.fileDescriptor)
    #expect(typed.next(milliseconds: 0) == .silence)
    pipe.fileHandleForWriting.write(Data("one\ntwo\nthree\n".utf8))
    #expect(typed.next(milliseconds: 1000) == .line("one"))
    typed.drop()
    #expect(typed.next(milliseconds: 0) == .silence)
    pipe.fileHandleForWriting.closeFile()
  }
}
