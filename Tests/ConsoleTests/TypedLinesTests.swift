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

  @Test("of which some is lost are not taken in part: those too long, and those that are not UTF-8")
  func lost() throws {
    let pipe = Pipe()
    let typed = TypedLines(pipe.fileHandleForReading.fileDescriptor)
    pipe.fileHandleForWriting.write(Data([0xFF, 0xFE, 0x0A] + Array("two\n".utf8)))
    #expect(typed.next(milliseconds: 1000) == .garbled)
    #expect(typed.next(milliseconds: 1000) == .line("two"))
    pipe.fileHandleForWriting.write(Data(repeating: 0x61, count: 60_000))
    #expect(typed.next(milliseconds: 0) == .silence)
    pipe.fileHandleForWriting.write(Data([UInt8](repeating: 0x61, count: 9000) + Array("\nthree\n".utf8)))
    #expect(typed.next(milliseconds: 1000) == .cut)
    #expect(typed.next(milliseconds: 1000) == .line("three"))
  }

  @Test("that fill the longest line of a terminal may have been longer, and are not taken")
  func terminalLine() throws {
    let (master, terminal) = try terminalPair()
    defer { [master, terminal].forEach { close($0) } }
    let typed = TypedLines(terminal)
    for (count, heard) in [(4094, TypedLines.Heard.line(String(repeating: "a", count: 4094))), (4200, .cut)] {
      var line = [UInt8](repeating: 0x61, count: count) + [0x0A]
      while !line.isEmpty {
        let written = write(master, line, min(line.count, 1000))
        try #require(written > 0)
        line.removeFirst(written)
      }
      #expect(typed.next(milliseconds: 5000) == heard)
    }
  }

  /// A terminal without echo, so that what is typed need not be read back.
  private func terminalPair() throws -> (master: Int32, terminal: Int32) {
    var (master, terminal): (Int32, Int32) = (-1, -1)
    try #require(openpty(&master, &terminal, nil, nil, nil) == 0)
    var modes = termios()
    tcgetattr(terminal, &modes)
    modes.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSANOW, &modes)
    return (master, terminal)
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
