import Labels
import Microscopy
import Sentences
import Testing
import UseCases

@Suite("What is said of regions to leave out")
struct ExclusionSentenceTests {
  @Test("names the file, the region and what would be right")
  func words() {
    let unknown = UnknownCode(text: "insitu", nearest: ["in-situ"], offered: "in-situ, artefact")
    let sentences: [(ExclusionFailure, String)] = [
      (
        .fileCount(slides: 2, files: 1),
        "the case has 2 slides and 1 file of regions to leave out; give one per slide, in the order of "
          + "`coverslip show`"
      ),
      (
        .noArea(path: "r.geojson", number: 3),
        "r.geojson, region 3: a point or a line leaves nothing out; draw an area"
      ),
      (
        .unknownReason(path: "r.geojson", number: 1, unknown),
        "r.geojson, region 1, \"reason\": there is no \"insitu\"; did you mean in-situ? choose one of in-situ, artefact"
      ),
      (
        .file(path: "r.geojson", RegionFailure("byte 0", .notJSON)),
        RegionFailure("byte 0", .notJSON).words(path: "r.geojson").sentence
      ),
    ]
    for (failure, sentence) in sentences { #expect(failure.words.sentence == sentence) }
    let noReason = ExclusionFailure.noReason(path: "r.geojson", number: 2).words
    let start = "r.geojson, region 2: no reason is given; add the property \"reason\", one of "
    #expect(noReason.sentence.hasPrefix(start))
    #expect(noReason.sentence.contains("in-situ, artefact, control-tissue") && noReason.exit == .badData)
    #expect(ExclusionFailure.fileCount(slides: 2, files: 1).words.exit == .usage)
  }

  @Test("of a trial says why it is not known, and what to do")
  func trials() {
    let problem = ReviewFailure.notTried(TrialFailure.otherModel(name: "old", version: "0.1")).problem
    #expect(problem.detail == "the finding was made by old 0.1, which is not the model that is loaded")
    #expect(problem.remedy.contains("score the case again"))
  }
}
