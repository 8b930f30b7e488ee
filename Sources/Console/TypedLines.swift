import Foundation

/// Lines that somebody types, waited for with patience, so that something else can be done between two of them.
///
/// One thread reads them.
public final class TypedLines {
  /// What came of waiting for a line.
  public enum Heard: Equatable, Sendable {
    /// A line without its end; bytes that are not UTF-8 are replaced in it.
    case line(String)
    /// Nothing was typed in that time.
    case silence
    /// Nobody types any more.
    case end
  }

  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var hasEnded = false

  /// The longest line, bytes: what is longer ends where it is so long.
  private static let longest = 65_536

  /// Those of a descriptor; default: stdin.
  public init(_ descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

  /// The next line, waited for at most so long, milliseconds.
  public func next(milliseconds: Int) -> Heard {
    while true {
      if let line = takeLine() { return .line(line) }
      guard !hasEnded else { return .end }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&waiting, 1, Int32(clamping: milliseconds))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return .silence }
      fill()
    }
  }

  /// Drops the lines that came and were not asked for yet.
  public func drop() { bytes = [] }

  /// Drops what was typed or pasted at a terminal, until nothing came for a moment; what comes from a file or a pipe is
  /// left as it is, since nobody types it too early.
  public func settle() {
    guard isatty(descriptor) == 1 else { return }
    drop()
    Silence.wait(at: descriptor)
  }

  private func takeLine() -> String? {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    let isWhole = end != nil || bytes.count >= Self.longest || hasEnded && !bytes.isEmpty
    guard isWhole else { return nil }
    let line = bytes[..<(end ?? bytes.endIndex)]
    defer { bytes.removeFirst(end.map { $0 + 1 } ?? bytes.count) }
    return String(decoding: line, as: UTF8.self)
  }

  private func fill() {
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &piece, piece.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count > 0 else {
      hasEnded = true
      return
    }
    bytes += piece[..<count]
  }
}

/// The silence of a terminal at which somebody types.
enum Silence {
  /// How long nothing may come before the next line counts, milliseconds: longer than the parts of a paste are apart.
  private static let length: Int32 = 250

  /// Drops what comes from the terminal until nothing does.
  static func wait(at terminal: Int32) {
    repeat { tcflush(terminal, TCIFLUSH) } while isBroken(at: terminal, within: length)
    tcflush(terminal, TCIFLUSH)
  }

  /// Whether a line comes in that time, milliseconds.
  static func isBroken(at terminal: Int32, within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0 && waiting.revents & Int16(POLLIN) != 0
  }
}
