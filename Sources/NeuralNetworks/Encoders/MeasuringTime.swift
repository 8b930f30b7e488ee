/// Time for measuring that ends: what a measurement will take is foretold from the last one of its kind, so that a busy
/// machine is not asked for more than it can give.
public struct MeasuringTime: Sendable {
  /// Seconds for all measurements together.
  public let limit: Double
  private var spent = 0.0
  private var last: [Precision: (size: EncoderSpeed.Size, seconds: Double)] = [:]

  /// A time of `limit` seconds of which none is spent.
  public init(limit: Double) { self.limit = limit }

  /// Whether measuring `size` will probably end within the limit; the first of a precision is always allowed, since
  /// nothing foretells it.
  public func allows(_ size: EncoderSpeed.Size, _ precision: Precision) -> Bool {
    guard let last = last[precision] else { return true }
    return spent + last.seconds * size.productsPerBlock / last.size.productsPerBlock <= limit
  }

  /// The size that was measured last in `precision`.
  public func measured(_ precision: Precision) -> EncoderSpeed.Size? { last[precision]?.size }

  /// Counts a measurement that took `seconds`.
  public mutating func took(_ seconds: Double, _ size: EncoderSpeed.Size, _ precision: Precision) {
    spent += seconds
    last[precision] = (size, seconds)
  }
}
