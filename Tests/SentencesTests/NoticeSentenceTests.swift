import Casework
import NeuralNetworks
import Testing
import UseCases

@testable import Sentences

@Suite("Sentences about notices")
struct NoticeSentenceTests {
  @Test(
    "a bar has the stage before it and what it counts",
    arguments: [
      (Stage.encodingTiles, "encoding", "tiles"), (.encodingSlides, "encoding", "slides"),
      (.lookingForTissue(id: "A", number: 2, count: 9), "2/9 A  looking for tissue", ""),
      (.scoringCase(id: "A", number: 2, count: 9), "2/9 A", "tiles"),
      (.lookingForFeatures, "looking for features", "patients"), (.training, "training", "epochs"),
      (.resampling, "resampling", "resamples"), (.drawingSlides, "drawing", "slides"),
    ])
  func stages(stage: Stage, label: String, unit: String) {
    #expect(stage.label == label)
    #expect(StageProgress(stage: stage, done: 0, total: 1).unit.label == unit)
  }

  @Test("progress is for a bar, and no line")
  func progress() {
    let notice = Notice.progress(StageProgress(stage: .training, done: 1, total: 2))
    #expect(notice.sentence == nil)
    #expect(notice.line == nil)
  }

  @Test("what goes wrong on the way is one sentence")
  func sentences() {
    #expect(
      Notice.encoding(.tilesLeftOut(slide: "a.svs", unreadable: 3, planned: 10)).sentence
        == "a.svs: 3 of 10 tiles could not be read and are left out")
    #expect(
      Notice.scoring(.waiting(count: 2, name: "lab", process: 7, since: "2026-01-01T00:00:00Z")).sentence
        == "waiting for 2 cases that another process is scoring (process 7 of lab, since 2026-01-01T00:00:00Z)")
    #expect(
      Notice.registration(.scoredBefore(caseID: "A")).sentence
        == "case A was scored before; coverslip score A puts the flag into its finding")
    #expect(
      Notice.cohort(.emptySlides(table: "t.csv", (1...7).map { "p\($0)" })).sentence
        == "warning: t.csv: slides without tiles are left out, of patients who have others: p1, p2, p3, p4, p5 and 2 "
        + "more"
    )
  }

  @Test("what became of a case is a line for stdout")
  func lines() {
    #expect(Notice.scoring(.scoredElsewhere(caseID: "A")).line == "A  scored by another process meanwhile")
    var finding = Finding(
      id: "f", model: ModelIdentity(name: "m", version: "1", digest: "d", demonstration: true, threshold: 0.05),
      software: "test", computedAt: "2026-01-01T00:00:00Z", tiles: 12, tilesAvailable: 12, tissueMM2: 1, call: .low)
    finding.probability5y = 0.031
    #expect(Notice.scoring(.scored(caseID: "A", finding)).line == "A  LOW  3.1 %  12 tiles")
  }
}
