import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed in every version of the compiler, which the
/// standard library does not promise of its `shuffle` and `random(in:)`.
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// An independent source for a named part of the work, so that one part's appetite does not shift another's numbers.
  init(seed: UInt64, stream: Int) {
    state = seed ^ (UInt64(truncatingIfNeeded: stream) &* 0xD134_2543_DE82_EF95)
    _ = next()
    state ^= next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 up to, not with, 1; 24 bits.
  mutating func uniform() -> Float { Float(next() >> 40) / 16_777_216 }

  /// 0 up to, not with, `bound`, which is above 0. By the high part of a product: biased by less than bound / 2^64.
  mutating func index(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// Fisher and Yates.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for i in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(i, index(below: i + 1)) }
  }

  /// `count` different indices below `bound`, ascending: selection sampling (Knuth, TAOCP 2, 3.4.2 S).
  mutating func sample(_ count: Int, below bound: Int) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    for i in 0..<bound where index(below: bound - i) < count - result.count { result.append(i) }
    return result
  }
}
