/// Random numbers that follow from a seed alone: SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). The same seed gives the same numbers on every machine and in every version of the
/// compiler, which the standard library does not promise of its own draws.
@frozen
public struct SeededDraws: RandomNumberGenerator, Sendable, Hashable {
  /// What the next number follows from.
  public var state: UInt64

  /// The sequence of `seed`.
  @inlinable
  public init(seed: UInt64) { state = seed }

  /// A sequence of its own for the part `stream` of the work, so that one part's appetite does not shift another's
  /// numbers.
  @inlinable
  public init(seed: UInt64, stream: Int) {
    var start = SeededDraws(seed: seed ^ (UInt64(truncatingIfNeeded: stream) &* 0xD134_2543_DE82_EF95))
    _ = start.next()
    let mixed = start.next()
    state = start.state ^ mixed
  }

  /// A sequence of its own for the place (`x`, `y`) of the layer `salt`: neighbours are unrelated.
  @inlinable
  public init(seed: UInt64, salt: UInt64, x: Int = 0, y: Int = 0) {
    var mixed = Self.mixed(seed ^ (salt &* 0xD6E8_FEB8_6659_FD93))
    mixed = Self.mixed(mixed ^ (UInt64(bitPattern: Int64(x)) &* 0x9E37_79B9_7F4A_7C15))
    mixed = Self.mixed(mixed ^ (UInt64(bitPattern: Int64(y)) &* 0xC2B2_AE3D_27D4_EB4F))
    state = mixed
  }

  /// The sequence after `count` more numbers: each adds the same to the state.
  @inlinable
  public func advanced(by count: Int) -> SeededDraws {
    SeededDraws(seed: state &+ Self.increment &* UInt64(truncatingIfNeeded: count))
  }

  /// The next 64 bits.
  @inlinable
  public mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mixed(state)
  }

  /// A number of [0, 1), 53 bits.
  @inlinable
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of [0, 1), 24 bits.
  @inlinable
  public mutating func unitFloat() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A number of 0 ..< `bound`, which is above 0.
  @inlinable
  public mutating func index(below bound: Int) -> Int { Self.index(below: bound, of: next()) }

  /// A number of 0 ..< `bound`, made of 64 bits of any generator by the high part of a product (Lemire 2019): biased by
  /// less than `bound` / 2^64.
  @inlinable
  public static func index(below bound: Int, of bits: UInt64) -> Int {
    Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Puts `elements` in a random order (Fisher and Yates).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for i in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(i, index(below: i + 1)) }
  }

  /// `count` different numbers of 0 ..< `bound`, ascending: selection sampling (Knuth, TAOCP 2, 3.4.2 S).
  public mutating func sample(_ count: Int, below bound: Int) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    for i in 0..<bound where index(below: bound - i) < count - result.count { result.append(i) }
    return result
  }

  @inlinable static var increment: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// The bits of `value` in another place each, so that near values lie far apart: the end of SplitMix64.
  @inlinable
  public static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
