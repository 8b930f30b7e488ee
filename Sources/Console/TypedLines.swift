import Foundation

/// Lines that somebody types, waited for with patience, so that something else can be done between two of them.
///
/// One thread reads them.
public final class TypedLines {
  /// What came of waiting for a line.
  public enum Heard: Equatable, Sendable {
    /// A line without its end.
    case line(String)
    /// A line of which nothing is taken, because some of it is lost: it was longer than a line can be.
    case cut
    /// A line of which nothing is taken, because it is not UTF-8.
    case garbled
    /// Nothing was typed in that time.
    case silence
    /// Nobody types any more.
    case end
  }

  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var hasEnded = false
  /// Whether the line that is read is too long, and what came of it is gone.
  private var isCut = false

  /// The longest line, bytes. A terminal drops what is typed behind its own longest without a word (N_TTY_BUF_SIZE less
  /// the end): a line that reaches that may have been longer.
  private var longest: Int { isatty(descriptor) == 1 ? 4094 : 65_536 }

  /// Those of a descriptor; default: stdin.
  public init(_ descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

  /// The next line, waited for at most so long, milliseconds.
  public func next(milliseconds: Int) -> Heard {
    while true {
      if let heard = takeLine() { return heard }
      guard !hasEnded else { return .end }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&waiting, 1, Int32(clamping: milliseconds))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return .silence }
      fill()
    }
  }

  /// Drops the lines that came and were not asked for yet.
  public func drop() { (bytes, isCut) = ([], false) }

  /// Drops what was typed or pasted at a terminal, until nothing came for a moment; what comes from a file or a pipe is
  /// left as it is, since nobody types it too early.
  public func settle() {
    guard isatty(descriptor) == 1 else { return }
    drop()
    Silence.wait(at: descriptor)
  }

  private func takeLine() -> Heard? {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    let line = bytes[..<(end ?? bytes.endIndex)]
    isCut = isCut || line.count > longest
    guard end != nil || hasEnded && (isCut || !line.isEmpty) else {
      if isCut { bytes = [] }
      return nil
    }
    defer {
      bytes.removeFirst(end.map { $0 + 1 } ?? bytes.count)
      isCut = false
    }
    if isCut { return .cut }
    return String(validating: line, as: UTF8.self).map { .line($0) } ?? .garbled
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
