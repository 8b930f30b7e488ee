import Testing

@testable import NeuralNetworks

@Suite("Parts of a cohort")
struct FoldsTests {
  let events = (0..<103).map { $0 % 7 == 0 }

  @Test("folds differ by at most one in size and in events, and hold everybody once")
  func folds() {
    var random = RandomSource(seed: 4)
    let folds = Folds.assign(events: events, count: 5, random: &random)
    let sizes = (0..<5).map { fold in folds.count { $0 == fold } }
    let dying = (0..<5).map { fold in folds.indices.count { folds[$0] == fold && events[$0] } }
    #expect(sizes.sorted() == [20, 20, 21, 21, 21])
    #expect(dying.sorted() == [3, 3, 3, 3, 3])
  }

  @Test("patients of one person are in one fold, and without such patients nothing changes")
  func persons() {
    var random = RandomSource(seed: 4)
    let persons = events.indices.map { $0 < 40 ? $0 / 2 : $0 }
    let folds = Folds.assign(events: events, persons: persons, count: 5, random: &random)
    #expect(folds.count == 103 && Set(folds) == Set(0..<5))
    for pair in 0..<20 { #expect(folds[2 * pair] == folds[2 * pair + 1]) }
    let sizes = (0..<5).map { fold in folds.count { $0 == fold } }
    #expect(sizes.allSatisfy { (15...26).contains($0) }, "\(sizes)")
    var (first, second) = (RandomSource(seed: 9), RandomSource(seed: 9))
    #expect(
      Folds.assign(events: events, persons: Array(events.indices), count: 5, random: &first)
        == Folds.assign(events: events, count: 5, random: &second))
  }

  @Test("the source of chance is SplitMix64, the same for ever")
  func splitMix() {
    var random = RandomSource(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("a sample has the wanted size, ascends without repeating, and leaves nobody out for ever")
  func sample() {
    var random = RandomSource(seed: 2)
    var seen: Set<Int> = []
    for _ in 0..<50 {
      let sample = random.sample(5, below: 20)
      #expect(sample.count == 5 && zip(sample, sample.dropFirst()).allSatisfy { $0 < $1 })
      seen.formUnion(sample)
    }
    #expect(seen == Set(0..<20))
  }
}
