import SurvivalStatistics

/// What a training draws: the same from the same seed, which the standard library does not promise of its `shuffle` and
/// `random(in:)`.
struct RandomSource: RandomNumberGenerator {
  private var draws: RandomDraws

  init(seed: UInt64) { draws = RandomDraws(state: seed) }

  /// An independent source for a named part of the work, so that one part's appetite does not shift another's numbers.
  init(seed: UInt64, stream: Int) {
    var start = RandomDraws(state: seed ^ (UInt64(truncatingIfNeeded: stream) &* 0xD134_2543_DE82_EF95))
    _ = start.next()
    let mixed = start.next()
    draws = RandomDraws(state: start.state ^ mixed)
  }

  mutating func next() -> UInt64 { draws.next() }

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
