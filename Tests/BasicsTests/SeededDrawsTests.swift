import Basics
import Testing

@Suite("Seeded draws")
struct SeededDrawsTests {
  @Test("the numbers are SeededDraws's, the same for ever")
  func published() {
    // The first numbers of the reference implementation (Vigna, splitmix64.c) from this seed.
    var draws = SeededDraws(seed: 1_234_567)
    let numbers = (0..<5).map { _ in draws.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test("advanced by n, the sequence goes on as after n numbers")
  func advanced() {
    var draws = SeededDraws(seed: 9)
    for _ in 0..<17 { _ = draws.next() }
    #expect(draws == SeededDraws(seed: 9).advanced(by: 17))
  }

  @Test("streams and places have sequences of their own, which follow from the seed")
  func apart() {
    func first(_ draws: SeededDraws) -> UInt64 {
      var draws = draws
      return draws.next()
    }
    let starts =
      (0..<50).map { first(SeededDraws(seed: 3, stream: $0)) }
      + (0..<50).map { first(SeededDraws(seed: 3, salt: 1, x: $0 % 7, y: $0 / 7)) }
    #expect(Set(starts).count == 100)
    #expect(first(SeededDraws(seed: 3, stream: 2)) == starts[2])
    #expect(first(SeededDraws(seed: 4, stream: 2)) != starts[2])
  }

  @Test("numbers of [0, 1) stay below 1 and have the mean of even ones")
  func unit() {
    var draws = SeededDraws(seed: 5)
    let doubles = (0..<10_000).map { _ in draws.unit() }
    let floats = (0..<10_000).map { _ in draws.unitFloat() }
    #expect(doubles.allSatisfy { (0..<1).contains($0) } && floats.allSatisfy { (0..<1).contains($0) })
    // The mean of 10,000 has a standard deviation of 0.003.
    #expect(abs(doubles.reduce(0, +) / 10_000 - 0.5) < 0.012)
    #expect(abs(floats.reduce(0, +) / 10_000 - 0.5) < 0.012)
  }

  @Test("a shuffle keeps every element, a sample is ascending and has so many")
  func orders() {
    var draws = SeededDraws(seed: 2)
    var elements = Array(0..<30)
    draws.shuffle(&elements)
    #expect(elements != Array(0..<30) && elements.sorted() == Array(0..<30))
    let sample = draws.sample(10, below: 30)
    #expect(sample.count == 10 && sample == Array(Set(sample)).sorted() && sample.allSatisfy { $0 < 30 })
    #expect(draws.sample(30, below: 30) == Array(0..<30))
    #expect(draws.sample(0, below: 30).isEmpty)
  }
}
