import Casework
import Testing

@Suite("Tiles that a reader judges")
struct JudgedTileTests {
  private static let places = (0..<3).map { TissueSquare(slide: $0, x: 448 * $0, y: 896, side: 448) }

  private static let judged: JudgedTiles = {
    var judged = JudgedTiles(findingID: "f-1")
    judged.judge(places[0], .verified)
    judged.judge(places[1], .questioned)
    return judged
  }()

  private func signed(_ draft: SignOffDraft, _ finding: Finding = Example.finding()) throws -> SignOff {
    try SignOff.make(draft, finding: finding, reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
  }

  private static let draft: SignOffDraft = {
    var draft = SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
    draft.judgedTiles = judged
    return draft
  }()

  @Test("have one verdict each, and none once the same is said again")
  func verdicts() {
    var judged = Self.judged
    #expect(Self.places.map { judged.verdict(of: $0) } == [.verified, .questioned, nil])
    judged.judge(Self.places[0], .questioned)
    judged.judge(Self.places[1], .questioned)
    #expect(judged.tiles == [JudgedTile(place: Self.places[0], verdict: .questioned)])
  }

  @Test("stand in the entry of the signature, under frozen names, and read back the same")
  func stored() throws {
    let signOff = try signed(Self.draft)
    let payload = LedgerEvent.signed(signOff).payload
    let text = String(decoding: payload, as: UTF8.self)
    #expect(
      text.contains(
        #""judgedTiles":[{"side":448,"slide":0,"verdict":"verified","x":0,"y":896},"#
          + #"{"side":448,"slide":1,"verdict":"questioned","x":448,"y":896}]"#))
    let back = try LedgerEvent(kind: .signed, payload: payload)
    #expect(back == .signed(signOff) && signOff.judgedTiles == Self.judged.tiles)
  }

  @Test("change no byte of an entry without them")
  func absent() throws {
    let text = String(decoding: LedgerEvent.signed(try Example.signOff()).payload, as: UTF8.self)
    #expect(!text.contains("judged"))
  }

  @Test("are kept with the draft, and say whose tiles they are")
  func drafts() throws {
    let back = try SignOffDraft(parsing: Self.draft.canonicalBytes)
    #expect(back == Self.draft)
    #expect(try SignOffDraft(parsing: SignOffDraft().canonicalBytes).judgedTiles == nil)
  }

  @Test("of another finding are not signed")
  func otherFinding() throws {
    #expect(try signed(Self.draft, Example.finding("f-2")).judgedTiles.isEmpty)
  }
}
