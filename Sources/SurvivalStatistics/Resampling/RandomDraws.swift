/// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): the same numbers from the same state on every machine and in every
/// version of the compiler, which the standard library does not promise.
public struct RandomDraws: RandomNumberGenerator, Sendable, Hashable {
  /// What the next number follows from.
  public private(set) var state: UInt64

  /// What follows `state`.
  public init(state: UInt64) { self.state = state }

  /// The state after `count` numbers: each adds the same to it.
  public func advanced(by count: Int) -> RandomDraws {
    RandomDraws(state: state &+ Self.increment &* UInt64(truncatingIfNeeded: count))
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= Self.increment
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
