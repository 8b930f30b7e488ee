import Foundation
import Testing

@testable import Console

@Suite("Writing to a stream")
struct StandardTests {
  @Test("says nothing where all was written")
  func written() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(Standard.write(Array("queue\n".utf8), to: ends[1]) == nil)
    close(ends[1])
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(ends[0], &bytes, 16) == 6)
    close(ends[0])
  }

  @Test("says that the disk is full, and that the stream is closed")
  func failures() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    try #require(full >= 0)
    #expect(Standard.write([1], to: full) == ENOSPC)
    close(full)
    #expect(Standard.write([1], to: -1) == EBADF)
    #expect(Standard.write([], to: -1) == nil)
  }
}
