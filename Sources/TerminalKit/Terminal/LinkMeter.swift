/// Tells by how long frames take to be written whether the line to the terminal is slow.
///
/// A write ends when the bytes lie in a buffer, so that a few of them say nothing: buffers of a pseudo-terminal and of
/// a secure shell hold a frame or two. When they are full, writes take as long as the line. One stretch of bytes that
/// took long may be a terminal that was busy; two in succession are a line, and so is one frame that took ten times as
/// long as it may. A picture in pixels tells nothing of the line, for a terminal takes long to read one, and the frame
/// behind it waits for that.
public struct LinkMeter: Sendable {
  /// Bytes of a stretch.
  public static let stretch = 1 << 17
  /// Bytes a millisecond that a line must carry: a frame of 160 x 48 cells, 250 kB, then takes a quarter of a second.
  public static let leastRate = 1000

  /// Bytes of a frame that tells something by itself: more than most buffers hold.
  private static let telling = 1 << 15
  /// The longest that a picture in pixels may take, milliseconds.
  private static let patience = 2000

  private var bytes = 0
  private var milliseconds = 0
  private var slowStretches = 0
  /// The last frame of cells that told something.
  private var last = (bytes: 1, milliseconds: 0)
  private var isBehindPicture = false

  /// A meter that has seen nothing yet.
  public init() {}

  /// Takes note of a frame of `bytes` whose writing took `milliseconds`.
  ///
  /// - Returns: whether the line is slow.
  public mutating func isSlow(after bytes: Int, in milliseconds: Int) -> Bool {
    guard !isBehindPicture else {
      isBehindPicture = false
      return false
    }
    if bytes >= Self.telling {
      last = (bytes, milliseconds)
      if milliseconds > Self.patience, milliseconds * Self.leastRate > 10 * bytes { return true }
    }
    self.bytes += bytes
    self.milliseconds += milliseconds
    guard self.bytes >= Self.stretch else { return false }
    slowStretches = self.milliseconds * Self.leastRate > self.bytes ? slowStretches + 1 : 0
    (self.bytes, self.milliseconds) = (0, 0)
    return slowStretches > 1
  }

  /// Whether a picture in pixels of `bytes` would hold everything up for long, as fast as the last cells were.
  public func isTooMuch(forPicture bytes: Int) -> Bool {
    bytes * last.milliseconds > Self.patience * last.bytes
  }

  /// Takes note of a frame of `bytes` with a picture in pixels whose writing took `milliseconds`.
  ///
  /// - Returns: whether pictures are to have fewer bytes; at once, for nothing else is shown meanwhile.
  public mutating func isSlow(afterPicture bytes: Int, in milliseconds: Int) -> Bool {
    isBehindPicture = true
    return bytes > Self.stretch && milliseconds * Self.leastRate > bytes
  }
}
