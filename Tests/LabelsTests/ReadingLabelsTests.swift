import Casework
import Labels
import Testing

@Suite("The words of a reading's record")
struct ReadingLabelsTests {
  private func record(unseen: Int, sixteenths: Int, by ranking: PlaceRanking = .contribution) -> ReadingRecord {
    ReadingRecord(
      since: "2026-11-02T10:55:00Z", seconds: 250,
      layers: [
        LayerShown(layer: .slide, first: "2026-11-02T10:55:00Z", seconds: 248),
        LayerShown(layer: .outlines, first: "2026-11-02T10:56:30Z", seconds: 12),
      ], tissue: TissueSeen(tiles: 100, sixteenths: sixteenths),
      highest: HighestPlaces(
        ranking: ranking,
        places: (0..<10).map {
          PlaceSeen(place: TissueSquare(slide: 0, x: $0, y: 0, side: 1), isSeen: $0 >= unseen)
        }))
  }

  @Test("say in one line of a dialog what was not seen")
  func seen() {
    let line = record(unseen: 3, sixteenths: 656).seenPhrase
    #expect(line == "3 of the 10 top contributions not seen; 41 % of tissue at 5x or more")
    #expect(line.count <= 70)
    #expect(
      record(unseen: 0, sixteenths: 1600).seenPhrase
        == "all 10 top contributions seen; 100 % of tissue at 5x or more")
    #expect(
      record(unseen: 10, sixteenths: 0).seenPhrase
        == "none of the 10 top contributions seen; 0 % of tissue at 5x or more")
    let byAttention = record(unseen: 3, sixteenths: 656, by: .attention).seenPhrase
    #expect(byAttention == "3 of the 10 top attention tiles not seen; 41 % of tissue at 5x or more")
    #expect(byAttention.count <= 70)
  }

  @Test("say that it is not known where there are no tiles, and that nothing was kept where that is so")
  func unknown() {
    let record = ReadingRecord(since: "2026-11-02T10:55:00Z", seconds: 0, layers: [])
    #expect(record.seenPhrase == "how much of the tissue was seen is not known: there are no tiles")
    #expect(ReadingKept.off.phrase == "no record of the reading is kept here: it is turned off")
    #expect(
      SignatureMeaning.resultConfirmed.statement(shown: .every, diagnosis: .notStated, reading: .off)
        == "I reviewed the model's result; my own call is the same. The picture of every slide was shown here. "
        + "I do not say where the diagnosis was read; this signs no diagnosis. No record of the reading was kept.")
  }

  @Test("say how long, and since when each layer was shown")
  func times() {
    let record = record(unseen: 0, sixteenths: 0)
    #expect(record.timePhrase == "4 min 10 s on the screen")
    #expect(record.layersPhrase == "slide from 10:55:00 for 4 min 8 s, outlines from 10:56:30 for 12 s (UTC)")
  }

  @Test("say where the diagnosis was read as the reader said it, of a rejected slide only where they did")
  func diagnosis() {
    let words = DiagnosisSource.allCases.map { SignatureMeaning.resultConfirmed.statement(shown: nil, diagnosis: $0) }
    #expect(words[0].hasSuffix("The diagnosis was read on glass; this does not sign it."))
    #expect(words[1].hasSuffix("The diagnosis was read in the PACS; this does not sign it."))
    #expect(words[2].hasSuffix("The diagnosis was read on this screen; this does not sign it."))
    #expect(words[3].hasSuffix("I do not say where the diagnosis was read; this signs no diagnosis."))
    let rejected = SignatureMeaning.slideRejected
    #expect(rejected.statement(shown: nil, diagnosis: .notStated) == rejected.label)
    #expect(rejected.statement(shown: nil, diagnosis: .glass).hasSuffix("read on glass; this does not sign it."))
  }

  @Test("say both grades, and the risk only where it was computed")
  func grades() {
    var grade = GradeReading(own: 3, model: 2)
    #expect(grade.phrase() == "own 3, the model's 2; the shift in risk was not computed")
    grade.shift = RiskShift(model: 0.063, own: 0.112)
    #expect(grade.phrase() == "own 3, the model's 2: risk 11.2 % instead of 6.3 %")
    grade.shift = RiskShift(model: 0.063, own: 0.063)
    #expect(grade.phrase() == "own 3, the model's 2: the risk stays 6.3 %")
    #expect(GradeReading(own: 3, model: nil).phrase() == "own 3, the model's none; the shift in risk was not computed")
    #expect(GradeReading(own: 3, model: 3).phrase() == "own 3, as the model's")
  }
}
