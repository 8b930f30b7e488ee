/// Tells by how long frames take to be written whether the line to the terminal is slow.
///
/// A write ends when the bytes lie in a buffer, so that a few of them say nothing: buffers of a pseudo-terminal and of
/// a secure shell hold a frame or two. When they are full, writes take as long as the line. One stretch of bytes that
/// took long may be a terminal that was busy; two in succession are a line.
public struct LinkMeter: Sendable {
  /// Bytes of a stretch.
  public static let stretch = 1 << 17
  /// Bytes a millisecond that a line must carry: a frame of 160 x 48 cells, 250 kB, then takes a quarter of a second.
  public static let leastRate = 1000

  private var bytes = 0
  private var milliseconds = 0
  private var slowStretches = 0

  /// A meter that has seen nothing yet.
  public init() {}

  /// Takes note of a frame of `bytes` whose writing took `milliseconds`.
  ///
  /// - Returns: whether the line is slow.
  public mutating func isSlow(after bytes: Int, in milliseconds: Int) -> Bool {
    self.bytes += bytes
    self.milliseconds += milliseconds
    guard self.bytes >= Self.stretch else { return false }
    slowStretches = self.milliseconds * Self.leastRate > self.bytes ? slowStretches + 1 : 0
    (self.bytes, self.milliseconds) = (0, 0)
    return slowStretches > 1
  }
}
