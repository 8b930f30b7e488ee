import Basics
import Casework
import Prognosis
import Testing

@Suite("Regions that are left out")
struct RegionTrialTests {
  private static let box = LeftOutBox(slide: 1, x: 100, y: 200, width: 50, height: 20, reason: .inSitu)

  @Test("hold the tiles of their slide whose middle lies in them, of two neighbours one")
  func middles() {
    func holds(_ slide: Int, _ x: Int, _ y: Int) -> Bool {
      Self.box.holds(TissueSquare(slide: slide, x: x, y: y, side: 10))
    }
    #expect(holds(1, 95, 195) && holds(1, 144, 214))
    #expect(!holds(1, 94, 195) && !holds(1, 145, 200) && !holds(1, 100, 215))
    #expect(!holds(0, 100, 200), "another slide")
  }

  @Test("stand with every trial in the signed record of the reading, and read back the same")
  func stored() throws {
    var record = ReadingRecordTests.record
    var trial = RegionTrial(
      findingID: "f-1", boxes: [Self.box], tiles: 700, tilesLeftOut: 112, score: -0.5, probability5y: 0.041, call: .low)
    trial.isTakenBack = true
    let none = RegionTrial(
      findingID: "f-1", boxes: [Self.box, Self.box], tiles: 40, tilesLeftOut: 772, reasons: [.tooLittleTissue])
    record.trials = [trial, none]
    var draft = SignOffDraft(decision: .override, finalCall: .low, reason: .override(.wrongRegion), shown: .every)
    draft.reading = .record(record)
    let signOff = try SignOff.make(
      draft, finding: Example.finding(), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
    let event = LedgerEvent.signed(signOff)
    #expect(try LedgerEvent(kind: .signed, payload: event.payload) == event)
    let text = String(decoding: event.payload, as: UTF8.self)
    #expect(text.contains(#""reason":"in-situ""#) && text.contains(#""takenBack":true"#), "\(text)")
  }

  @Test("are no key of a record without any, so that what was signed before stays as it is")
  func none() throws {
    var draft = SignOffDraft(decision: .override, finalCall: .low, reason: .override(.wrongRegion), shown: .every)
    draft.reading = .record(ReadingRecordTests.record)
    let signOff = try SignOff.make(
      draft, finding: Example.finding(), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
    #expect(!String(decoding: LedgerEvent.signed(signOff).payload, as: UTF8.self).contains("trials"))
  }

  @Test("of a finding are kept with the digests of their files, and read back the same")
  func finding() throws {
    var finding = Example.finding()
    let payload = { (finding: Finding) in LedgerEvent.scored(finding).payload }
    #expect(!String(decoding: payload(finding), as: UTF8.self).contains("regionsLeftOut"))
    finding.leftOut = LeftOutRegions(
      files: [String(repeating: "e", count: 64)], reasons: [.inSitu, .inSitu, .artefact], tiles: 41)
    #expect(try LedgerEvent(kind: .caseScored, payload: payload(finding)) == .scored(finding))
  }
}
