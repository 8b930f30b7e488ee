import Labels
import Microscopy
import Testing
import TissueAnalysis

@Suite("The measurements of the morphometry encoder")
struct MeasureWordsTests {
  @Test("each have words of their own, of at most 42 characters")
  func words() {
    let names = MorphometryEncoder.features.map(\.name)
    let words = names.map { MeasureStanding.words(of: $0) }
    for (name, words) in zip(names, words) { #expect(!words.contains("_") && words.count <= 42, "\(name): \(words)") }
    #expect(Set(words).count == names.count)
  }
}
