import Basics
import Testing

@testable import NeuralNetworks

@Suite("Parts of a cohort")
struct FoldsTests {
  let events = (0..<103).map { $0 % 7 == 0 }

  @Test("folds differ by at most one in size and in events, and hold everybody once")
  func folds() {
    var random = SeededDraws(seed: 4)
    let folds = Folds.assign(events: events, count: 5, random: &random)
    let sizes = (0..<5).map { fold in folds.count { $0 == fold } }
    let dying = (0..<5).map { fold in folds.indices.count { folds[$0] == fold && events[$0] } }
    #expect(sizes.sorted() == [20, 20, 21, 21, 21])
    #expect(dying.sorted() == [3, 3, 3, 3, 3])
  }

  @Test("patients of one person are in one fold, and without such patients nothing changes")
  func persons() {
    var random = SeededDraws(seed: 4)
    let persons = events.indices.map { $0 < 40 ? $0 / 2 : $0 }
    let folds = Folds.assign(events: events, persons: persons, count: 5, random: &random)
    #expect(folds.count == 103 && Set(folds) == Set(0..<5))
    for pair in 0..<20 { #expect(folds[2 * pair] == folds[2 * pair + 1]) }
    let sizes = (0..<5).map { fold in folds.count { $0 == fold } }
    #expect(sizes.allSatisfy { (15...26).contains($0) }, "\(sizes)")
    var (first, second) = (SeededDraws(seed: 9), SeededDraws(seed: 9))
    #expect(
      Folds.assign(events: events, persons: Array(events.indices), count: 5, random: &first)
        == Folds.assign(events: events, count: 5, random: &second))
  }
}
