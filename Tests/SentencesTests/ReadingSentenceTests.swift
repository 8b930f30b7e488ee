import Casework
import Sentences
import Settings
import Testing

@Suite("What is said of a reading")
struct ReadingSentenceTests {
  @Test(
    "a file of settings that is wrong is named, with its line and what would be right",
    arguments: [
      (
        ReadingSettingsFailure.unknownKey(file: "f", key: "records", line: 1, nearest: "record"),
        "settings f, line 1: there is no \"records\"; did you mean record?"
      ),
      (
        .unknownKey(file: "f", key: "tours", line: 2, nearest: nil),
        "settings f, line 2: there is no \"tours\"; write record = true or record = false"
      ),
      (.wrongType(file: "f", key: "record", line: 3), "settings f, line 3, record: true or false is expected"),
      (.syntax(file: "f", line: 4, reason: "no value"), "settings f, line 4: no value"),
      (.unreadable(file: "f"), "settings f: cannot be read; ask for permission to read it"),
    ])
  func settings(failure: ReadingSettingsFailure, sentence: String) {
    #expect(words(for: failure)?.sentence == sentence)
  }

  @Test(
    "a file of the laboratory's that is wrong is named, with its line and what would be right",
    arguments: [
      (
        LaboratorySettingsFailure.unknownKey(
          file: "f", key: "sining", line: 1, nearest: "signing", known: ["signing"]),
        "settings f, line 1: there is no \"sining\"; did you mean signing?"
      ),
      (
        .unknownKey(file: "f", key: "signing.after", line: 2, nearest: nil, known: ["withdrawal"]),
        "settings f, line 2: there is no \"signing.after\"; there is withdrawal"
      ),
      (
        .wrongType(file: "f", key: "signing.withdrawal", line: 3, expected: .number(0...60)),
        "settings f, line 3, signing.withdrawal: a whole number of 0 to 60 is expected"
      ),
      (
        .wrongType(file: "f", key: "signing", line: 3, expected: .table),
        "settings f, line 3, signing: a table is expected"
      ),
      (
        .outOfRange(file: "f", key: "signing.withdrawal", line: 4, value: 61, 0...60),
        "settings f, line 4, signing.withdrawal: 61 is not taken; write 0 to 60"
      ),
      (.syntax(file: "f", line: 5, reason: "no value"), "settings f, line 5: no value"),
      (.unreadable(file: "f"), "settings f: cannot be read; ask for permission to read it"),
      (
        .unreadable(file: "f", why: .notUTF8), "settings f: this is not a text in UTF-8; save it again as UTF-8"
      ),
      (
        .unreadable(file: "f", why: .notAFile),
        "settings f: this is not a file but a folder, a pipe or a device; move it away, or put the file in its place"
      ),
    ])
  func laboratory(failure: LaboratorySettingsFailure, sentence: String) {
    #expect(words(for: failure)?.sentence == sentence)
  }

  @Test("show tells what put the case off before what was signed after it")
  func putOff() {
    var file = CaseFile(record: Case(id: "A", slides: []), status: .signed)
    file.putOff = [
      SignOff(
        decision: .defer, finalCall: nil, reason: .deferral(.recut), comment: "", reviewer: "Bo",
        signedAt: "2026-11-02T10:00:00Z", meaning: .callDeferred, shown: .every, findingID: "f")
    ]
    let signOff = SignOff(
      decision: .confirm, finalCall: .high, reason: nil, comment: "", reviewer: "Ann Rey",
      signedAt: "2026-11-02T11:00:00Z", meaning: .resultConfirmed, shown: .every, findingID: "f")
    let text = CaseText(signed(&file, signOff)).text
    let lines = text.split(separator: "\n").filter { $0.contains("signed   ") || $0.contains("by  ") }
    #expect(
      lines == [
        "  signed   deferred, recut", "  by       Bo, 2026-11-02T10:00:00Z", "  signed   HIGH",
        "  by       Ann Rey, 2026-11-02T11:00:00Z",
      ])
  }

  @Test("show tells what was seen, and the own grade where it is another one")
  func show() throws {
    var file = CaseFile(record: Case(id: "A", slides: []), status: .signed)
    var signOff = SignOff(
      decision: .confirm, finalCall: .high, reason: nil, comment: "", reviewer: "Ann Rey",
      signedAt: "2026-11-02T11:00:00Z", meaning: .resultConfirmed, shown: .every, findingID: "f")
    let before = CaseText(signed(&file, signOff)).text
    #expect(!before.contains("reading") && !before.contains("grade"))
    signOff.diagnosisRead = .pacs
    signOff.grade = GradeReading(own: 3, model: 2, shift: RiskShift(model: 0.063, own: 0.112))
    signOff.reading = .record(
      ReadingRecord(
        since: "2026-11-02T10:55:00Z", seconds: 250,
        layers: [LayerShown(layer: .slide, first: "2026-11-02T10:55:00Z", seconds: 248)],
        tissue: TissueSeen(tiles: 100, sixteenths: 656),
        highest: HighestPlaces(
          ranking: .contribution,
          places: [PlaceSeen(place: TissueSquare(slide: 0, x: 0, y: 0, side: 448), isSeen: false)])))
    let text = CaseText(signed(&file, signOff)).text
    #expect(text.contains("The diagnosis was read in the PACS; this does not sign it."))
    #expect(text.contains("  grade    own 3, the model's 2: risk 11.2 % instead of 6.3 %\n"))
    #expect(
      text.contains(
        "  reading  4 min 10 s on the screen; none of the 1 top contributions seen; 41 % of tissue at 5x or more\n"))
    #expect(text.contains("  shown    slide from 10:55:00 for 4 min 8 s (UTC)\n"))
    #expect(!text.contains("  tiles "))
    signOff.judgedTiles = [
      JudgedTile(place: TissueSquare(slide: 0, x: 0, y: 0, side: 448), verdict: .questioned)
    ]
    #expect(CaseText(signed(&file, signOff)).text.contains("  tiles    1 tile questioned\n"))
    signOff.files = [SlideFileCheck(.quick)]
    #expect(CaseText(signed(&file, signOff)).text.contains("  files    size and quick digest unchanged\n"))
    signOff.reading = .off
    #expect(CaseText(signed(&file, signOff)).text.contains("No record of the reading was kept."))
  }

  private func signed(_ file: inout CaseFile, _ signOff: SignOff) -> CaseFile {
    file.signOff = signOff
    return file
  }
}
