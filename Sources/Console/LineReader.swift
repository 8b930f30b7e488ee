import Foundation

/// Reads lines from a descriptor, byte for byte: what comes after a line is left to whoever reads next.
struct LineReader {
  private let descriptor: Int32

  /// The longest line, bytes.
  private static let longest = 4096

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its end; `nil` where there is none, and where it is too long.
  func next() -> [UInt8]? {
    var line: [UInt8] = []
    line.reserveCapacity(Self.longest)
    while line.count < Self.longest {
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return line.isEmpty ? nil : line }
      if byte == UInt8(ascii: "\n") { return line }
      line.append(byte)
    }
    return nil
  }
}
