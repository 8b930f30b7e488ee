import Casework
import Labels
import Prognosis
import Testing

@Suite("The words of regions that are left out")
struct LeftOutLabelsTests {
  private func box(_ reason: LeftOutReason) -> LeftOutBox {
    LeftOutBox(slide: 0, x: 0, y: 0, width: 9, height: 9, reason: reason)
  }

  @Test("of a finding say how many, why, each reason once, and how many tiles")
  func finding() {
    let files = [String(repeating: "e", count: 64)]
    #expect(
      LeftOutRegions(files: files, reasons: [.artefact, .inSitu, .inSitu], tiles: 41).phrase
        == "3 regions left out: in situ, artefact; 41 tiles")
    #expect(LeftOutRegions(files: files, reasons: [], tiles: 0).phrase == "no region left out")
  }

  @Test("of a reading say that they were a trial, and what the last one gave")
  func trials() {
    var record = ReadingRecord(since: "2026-11-02T10:55:00Z", seconds: 250, layers: [])
    #expect(record.trialsPhrase() == nil)
    record.trials = [
      RegionTrial(
        findingID: "f", boxes: [box(.inSitu)], tiles: 439, tilesLeftOut: 41, score: 0, probability5y: 0.041, call: .low)
    ]
    #expect(
      record.trialsPhrase(.shell)
        == "1 trial, exploratory; without 1 region (in situ), 41 of 480 tiles: low, 4.1 %")
    var none = RegionTrial(
      findingID: "f", boxes: [box(.inSitu), box(.other)], tiles: 20, tilesLeftOut: 460, reasons: [.tooLittleTissue])
    none.isTakenBack = true
    record.trials.append(none)
    #expect(
      record.trialsPhrase(.shell)
        == "2 trials, exploratory; the last without 2 regions (in situ, other), 460 of 480 tiles: "
        + "no call: too little tissue, taken back")
  }
}
