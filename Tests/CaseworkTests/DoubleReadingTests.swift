import Prognosis
import Testing

@testable import Casework

@Suite("A case that two read")
struct DoubleReadingTests {
  private static let setting = ProtocolSetting(readingProtocol: .double, reviewer: "Ann Rey")
  private static let signedAt = "2026-11-02T11:00:00Z"

  /// A scored case that two read, in nobody's hands.
  private func file(_ call: Call = .high) throws -> CaseFile {
    try apply([.registered(Example.record()), .scored(Example.finding(call: call)), .protocolSet(Self.setting)])
  }

  /// Each entry has its own digest: what happened, and to how many readings.
  private func apply(_ events: [LedgerEvent], to file: CaseFile? = nil) throws -> CaseFile {
    var file = file
    for event in events {
      let digest = "\(event.kind.rawValue) \(file?.readings.count ?? 0)"
      file = try CaseFile.applying(event, to: file, caseID: "S26-1", digest: digest)
    }
    return try #require(file)
  }

  /// The case once `reader` has given a first call.
  private func called(_ file: CaseFile, by reader: String) throws -> CaseFile {
    let read = FirstRead(reviewer: reader, call: .unsure, confidence: .low, readAt: "2026-11-02T10:30:00Z")
    return try apply([.reviewOpened(reviewer: reader), .firstRead(read)], to: file)
  }

  /// The same once they have signed their own call.
  private func signed(_ file: CaseFile, by reader: String, _ call: Call) throws -> CaseFile {
    let called = try called(file, by: reader)
    return try apply([.signed(try signOff(called, reader, draft(call, of: called)))], to: called)
  }

  private func draft(_ call: Call, of file: CaseFile) -> SignOffDraft {
    let decision = Decision(ownCall: call, modelCall: file.finding?.call ?? .noCall)
    let reason: SignOffReason? = decision.needsReason ? .override(.histologyDisagrees) : nil
    return SignOffDraft(decision: decision, finalCall: call, reason: reason, shown: .every)
  }

  private func signOff(
    _ file: CaseFile, _ reader: String, _ draft: SignOffDraft
  ) throws(TransitionProblem) -> SignOff {
    try file.signing(draft, reviewer: reader, findingID: "f-1", now: Self.signedAt)
  }

  private static let rejection = SignOffDraft(decision: .reject, reason: .rejection(.quality), shown: .every)
  private static let deferral = SignOffDraft(decision: .defer, reason: .deferral(.recut), shown: .every)

  // MARK: The way

  @Test("awaits another reader after the first, and is closed by a second one with the same call")
  func agreed() throws {
    let first = try signed(file(), by: "Ann Rey", .low)
    #expect(first.status == .awaitingReader && !first.status.isClosed && first.status.stage == .scored)
    #expect(first.readings.map(\.reviewer) == ["Ann Rey"] && first.signOff == nil)
    #expect(first.readings.map(\.readingProtocol) == [.double] && first.readings.allSatisfy { $0.firstRead != nil })
    #expect(first.readings.map(\.entryDigest) == ["signed 0"])
    let second = try signed(first, by: "Bo", .low)
    #expect(second.status == .signed && second.signOff?.reviewer == "Bo")
    #expect(second.readings.map(\.reviewer) == ["Ann Rey"] && second.signOff?.isAdjudication == false)
    #expect(second.searchTexts.contains("Ann Rey") && second.searchTexts.contains("low"))
  }

  @Test("goes to a third reader where two differ, who gives no first call, and whose signature names both readings")
  func differed() throws {
    let second = try signed(signed(file(), by: "Ann Rey", .low), by: "Bo", .high)
    #expect(second.status == .awaitingReader && second.readings.map(\.reviewer) == ["Ann Rey", "Bo"])
    let third = try apply([.reviewOpened(reviewer: "Cy")], to: second)
    let signOff = try signOff(third, "Cy", draft(.low, of: third))
    #expect(signOff.adjudicates == ["signed 0", "signed 1"] && signOff.isAdjudication)
    #expect(signOff.firstRead == nil && signOff.readingProtocol == .double)
    let closed = try apply([.signed(signOff)], to: third)
    #expect(closed.status == .signed && closed.signOff?.reviewer == "Cy" && closed.readings.count == 2)
    #expect(throws: TransitionProblem.signOff(.firstCallNotAsked)) {
      try apply(
        [.firstRead(FirstRead(reviewer: "Cy", call: .low, confidence: .low, readAt: Self.signedAt))], to: third)
    }
  }

  @Test("a third reader's signature that names other readings than the ledger does is refused")
  func otherReadings() throws {
    let second = try signed(signed(file(), by: "Ann Rey", .low), by: "Bo", .high)
    let third = try apply([.reviewOpened(reviewer: "Cy")], to: second)
    let right = try signOff(third, "Cy", draft(.low, of: third))
    for digests in [[], ["signed 0"], ["signed 1", "signed 0"]] {
      var wrong = right
      wrong.adjudicates = digests
      #expect(throws: TransitionProblem.signOff(.otherReading)) { try apply([.signed(wrong)], to: third) }
    }
    let called = try called(file(), by: "Ann Rey")
    var first = try signOff(called, "Ann Rey", draft(.low, of: called))
    first.adjudicates = ["signed 0"]
    #expect(throws: TransitionProblem.signOff(.otherReading)) { try apply([.signed(first)], to: called) }
  }

  @Test("is read by each of them once, and decided by neither")
  func once() throws {
    let first = try signed(file(), by: "Ann Rey", .low)
    #expect(throws: TransitionProblem.signOff(.readAlready)) {
      try apply([.reviewOpened(reviewer: "Ann Rey")], to: first)
    }
    let second = try signed(first, by: "Bo", .high)
    for reader in ["Ann Rey", "Bo", " Bo "] {
      #expect(throws: TransitionProblem.signOff(.readAlready)) { try signOff(second, reader, draft(.low, of: second)) }
    }
    #expect(throws: TransitionProblem.signOff(.readAlready)) {
      try apply([.reviewOpened(reviewer: "Bo")], to: second)
    }
    #expect(throws: TransitionProblem.signOff(.firstCallAwaited)) {
      try signOff(try apply([.reviewOpened(reviewer: "Bo")], to: first), "Bo", draft(.low, of: first))
    }
  }

  @Test("is signed at the workstation alone, by whoever decides too")
  func shell() throws {
    let second = try signed(signed(file(), by: "Ann Rey", .low), by: "Bo", .high)
    var draft = draft(.low, of: second)
    draft.shown = .noPicture
    #expect(throws: TransitionProblem.signOff(.needsWorkstation(.double))) { try signOff(second, "Cy", draft) }
    #expect(throws: CaseStoreFailure.signOff(.needsWorkstation(.double))) { try second.requireSignableFromShell() }
  }

  // MARK: What is no call

  @Test("a slide that both reject closes the case, and one that one of them rejects goes to a third")
  func rejected() throws {
    let called = try called(file(), by: "Ann Rey")
    let first = try apply([.signed(try signOff(called, "Ann Rey", Self.rejection))], to: called)
    #expect(first.status == .awaitingReader && first.readings.map(\.decision) == [.reject])
    let again = try self.called(first, by: "Bo")
    let both = try apply([.signed(try signOff(again, "Bo", Self.rejection))], to: again)
    #expect(both.status == .rejected && both.signOff?.reviewer == "Bo")
    #expect(try signed(first, by: "Bo", .high).isToAdjudicate)
  }

  @Test("two who acknowledge that the model makes no call agree; an assessment of one of them does not")
  func acknowledged() throws {
    let acknowledgement = SignOffDraft(decision: .acknowledge, shown: .every)
    let called = try called(file(.noCall), by: "Ann Rey")
    let first = try apply([.signed(try signOff(called, "Ann Rey", acknowledgement))], to: called)
    let again = try self.called(first, by: "Bo")
    #expect(try apply([.signed(try signOff(again, "Bo", acknowledgement))], to: again).status == .signed)
    #expect(try signed(first, by: "Bo", .high).isToAdjudicate)
    #expect(try signed(signed(file(.noCall), by: "Ann Rey", .high), by: "Bo", .high).status == .signed)
  }

  @Test("that is put off by the second reader keeps the first reading, and is read by whoever has not")
  func deferred() throws {
    let called = try called(signed(file(), by: "Ann Rey", .low), by: "Bo")
    let deferred = try apply([.signed(try signOff(called, "Bo", Self.deferral))], to: called)
    #expect(deferred.status == .deferred && deferred.readings.count == 1 && deferred.signOff?.reviewer == "Bo")
    #expect(deferred.hasRead("Ann Rey") && !deferred.hasRead("Bo"))
    let again = try apply([.reviewOpened(reviewer: "Bo")], to: deferred)
    let closed = try apply([.signed(try signOff(again, "Bo", draft(.low, of: again)))], to: again)
    #expect(closed.status == .signed)
    let other = try signed(deferred, by: "Cy", .high)
    #expect(other.isToAdjudicate && other.signOff == nil, "the deferral is over")
    let byThird = try apply([.reviewOpened(reviewer: "Dee")], to: other)
    let waiting = try apply([.signed(try signOff(byThird, "Dee", Self.deferral))], to: byThird)
    #expect(waiting.status == .deferred && waiting.isToAdjudicate)
  }

  // MARK: What happens in between

  @Test("keeps the finding that the first reader signed upon, and a newer one beside it")
  func rescored() throws {
    let first = try signed(file(), by: "Ann Rey", .low)
    let rescored = try apply([.scored(Example.finding("f-2"))], to: first)
    #expect(rescored.finding?.id == "f-1" && rescored.newerFinding?.id == "f-2" && rescored.isRescored)
    #expect(rescored.status == .awaitingReader)
    let closed = try signed(rescored, by: "Bo", .low)
    #expect(closed.signOff?.findingID == "f-1" && closed.isRescored)
    let before = try apply([.scored(Example.finding("f-2"))], to: called(file(), by: "Ann Rey"))
    #expect(before.finding?.id == "f-2" && before.newerFinding == nil, "nobody has signed yet")
  }

  @Test("keeps its protocol once a reader has signed, its own and the casebook's")
  func protocolStays() throws {
    let first = try signed(file(), by: "Ann Rey", .low)
    let open = ProtocolSetting(readingProtocol: .open, reviewer: "Ann Rey")
    #expect(throws: TransitionProblem.conflict(.halfRead(reviewer: "Ann Rey", signedAt: Self.signedAt))) {
      try apply([.protocolSet(open)], to: first)
    }
    var house = try file()
    (house.ownProtocol, house.houseProtocol) = (nil, .double)
    #expect(house.follows(.open))
    #expect(try !signed(house, by: "Ann Rey", .low).follows(.open))
    let called = try called(file(), by: "Ann Rey")
    #expect(try apply([.protocolSet(open)], to: called).readingProtocol == .open, "nobody has signed yet")
  }

  @Test("a first call of before the case was read by two counts as one")
  func formerCall() throws {
    let blinded = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
    let before = try called(apply([.protocolSet(blinded)], to: file()), by: "Bo")
    let double = try apply([.protocolSet(Self.setting), .reviewOpened(reviewer: "Bo")], to: before)
    let signOff = try signOff(double, "Bo", draft(.high, of: double))
    #expect(try apply([.signed(signOff)], to: double).readings.map(\.reviewer) == ["Bo"])
  }

  @Test("whoever decides and had given a first call has it in their signature")
  func formerCallOfThird() throws {
    let called = try called(file(), by: "Cy")
    let second = try signed(signed(called, by: "Ann Rey", .low), by: "Bo", .high)
    let third = try apply([.reviewOpened(reviewer: "Cy")], to: second)
    let signOff = try signOff(third, "Cy", draft(.low, of: third))
    #expect(signOff.firstRead?.reviewer == "Cy" && signOff.isAdjudication)
    #expect(try apply([.signed(signOff)], to: third).status == .signed)
  }

  // MARK: What is told to whom

  @Test("before their first call the second reader is told nothing, and nothing of the colleague until they sign")
  func second() throws {
    let first = try signed(file(), by: "Ann Rey", .low)
    let before = first.disclosed(to: .reviewer("Bo"))
    #expect(before.withheld == .untilFirstCall && before.finding == nil)
    #expect(before.readings.isEmpty && before.firstReads.isEmpty && before.signOff == nil)
    #expect(!before.searchTexts.contains { $0.contains("low") || $0.contains("override") })
    #expect(first.searchTexts == before.searchTexts && first.listedProbability == nil)
    let after = try called(first, by: "Bo").disclosed(to: .reviewer("Bo"))
    #expect(after.finding != nil && after.withheld == nil)
    #expect(after.readings.isEmpty && after.firstReads.map(\.reviewer) == ["Bo"])
    #expect(after.asksFirstCall && !after.isToAdjudicate)
  }

  @Test("the first reader is told nothing of the second, until that one has signed")
  func first() throws {
    let called = try called(signed(file(), by: "Ann Rey", .low), by: "Bo")
    let deferred = try apply([.signed(try signOff(called, "Bo", Self.deferral))], to: called)
    for file in [called, deferred] {
      let told = file.disclosed(to: .reviewer("Ann Rey"))
      #expect(told.finding != nil && told.withheld == nil && told.signOff == nil)
      #expect(told.readings.map(\.reviewer) == ["Ann Rey"] && told.firstReads.map(\.reviewer) == ["Ann Rey"])
      #expect(told.hasRead("Ann Rey"))
    }
    let differed = try signed(signed(file(), by: "Ann Rey", .low), by: "Bo", .high)
    #expect(differed.disclosed(to: .reviewer("Ann Rey")) == differed)
  }

  @Test("whoever decides between two is told everything, a command nothing until it is closed, then everybody all")
  func third() throws {
    let second = try signed(signed(file(), by: "Ann Rey", .low), by: "Bo", .high)
    #expect(second.disclosed(to: .reviewer("Cy")) == second)
    let anybody = second.disclosed(to: .anybody)
    #expect(anybody.withheld == .untilClosed && anybody.readings.isEmpty && anybody.firstReads.isEmpty)
    #expect(anybody.finding == nil)
    let third = try apply([.reviewOpened(reviewer: "Cy")], to: second)
    let closed = try apply([.signed(try signOff(third, "Cy", draft(.low, of: third)))], to: third)
    for audience in [Audience.anybody, .reviewer("Ann Rey"), .reviewer("Zoe"), .program] {
      #expect(closed.disclosed(to: audience) == closed)
    }
  }

  // MARK: The ledger

  @Test("an adjudication keeps what it decides between in its entry, and no other signature has a word of it")
  func payload() throws {
    var signOff = try Example.signOff()
    let plain = String(decoding: LedgerEvent.signed(signOff).payload, as: UTF8.self)
    #expect(!plain.contains("adjudicates"))
    signOff.adjudicates = [String(repeating: "a", count: 64), String(repeating: "b", count: 64)]
    let event = LedgerEvent.signed(signOff)
    #expect(try LedgerEvent(kind: .signed, payload: event.payload) == event)
    #expect(String(decoding: event.payload, as: UTF8.self).contains(#"["sha256:aaaa"#))
    #expect(throws: (any Error).self) {
      let bare = String(decoding: event.payload, as: UTF8.self).replacing("sha256:b", with: "b")
      _ = try LedgerEvent(kind: .signed, payload: Array(bare.utf8))
    }
  }

  @Test("an amendment of what a third decided changes nothing of the readings")
  func amended() throws {
    let second = try signed(signed(file(), by: "Ann Rey", .low), by: "Bo", .high)
    let third = try apply([.reviewOpened(reviewer: "Cy")], to: second)
    let closed = try apply([.signed(try signOff(third, "Cy", draft(.low, of: third)))], to: third)
    let digest = try #require(closed.signOff?.entryDigest)
    let amendment = try closed.supplement(
      .amendment(
        AmendmentDraft(
          kind: .misinterpretation,
          reading: SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen again", shown: .every),
          findingID: "f-1", amends: digest)), reviewer: "Ann Rey", now: Self.signedAt)
    let amended = try apply([LedgerEvent(amendment)], to: closed)
    #expect(amended.status == .amended && amended.standing?.finalCall == .high)
    #expect(amended.signOff == closed.signOff && amended.readings == closed.readings)
  }
}
