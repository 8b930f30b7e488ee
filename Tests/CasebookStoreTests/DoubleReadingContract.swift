import CasebookStore
import Casework
import GRDB
import Prognosis
import Testing

@Suite("Every casebook, whose cases two read")
struct DoubleReadingContract {
  private static let double = ProtocolSetting(readingProtocol: .double, reviewer: "Ann Rey")
  private static let open = ProtocolSetting(readingProtocol: .open, reviewer: "Ann Rey")

  /// Two scored cases of high risk, read by two.
  private func fill(_ store: any CaseStore) async throws {
    try await store.register(try ["A", "B"].map { try Example.record($0) })
    for name in ["A", "B"] { try await store.record(Example.finding("f-\(name)", call: .high), for: name) }
    try await store.set(Self.double, for: nil, signer: nil)
  }

  private func draft(_ call: Call) -> SignOffDraft {
    call == .high
      ? SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
      : SignOffDraft(decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), shown: .every)
  }

  /// `reader` gives a first call and signs; answers what was signed.
  @discardableResult
  private func read(
    _ caseID: String, _ call: Call, by reader: String, in store: any CaseStore
  ) async throws -> SignOff {
    let store = store.opened(for: .reviewer(reader))
    try await store.commit(
      FirstRead(reviewer: reader, call: .unsure, confidence: .low, readAt: ""), to: caseID)
    return try await store.sign(caseID, draft(call), reviewer: reader, findingID: "f-\(caseID)", signer: nil)
  }

  @Test("is closed by the second of two who agree, and by a third where they differ", arguments: StoreKind.allCases)
  func closes(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    for (name, second) in [("A", Call.low), ("B", .high)] {
      let first = try await read(name, .low, by: "Ann Rey", in: store)
      #expect(first.reviewer == "Ann Rey" && first.entryDigest != nil)
      #expect(try await store.caseFile(name).status == .awaitingReader)
      let bo = store.opened(for: .reviewer("Bo"))
      #expect(try await bo.caseFile(name).readings.isEmpty)
      let again = try await read(name, second, by: "Bo", in: store)
      #expect(again.reviewer == "Bo" && again.entryDigest != nil && again.entryDigest != first.entryDigest)
      #expect(try await bo.caseFile(name).readings.first == first)
    }
    #expect(try await store.caseFile("A").status == .signed)
    #expect(try await store.caseFile("A").readings.map(\.reviewer) == ["Ann Rey"])
    #expect(try await store.counts().stages[.signed] == 1)
    let cy = store.opened(for: .reviewer("Cy"))
    let readings = try await cy.caseFile("B").readings
    #expect(readings.map(\.finalCall) == [.low, .high])
    let last = try await cy.sign("B", draft(.high), reviewer: "Cy", findingID: "f-B", signer: nil)
    #expect(last.adjudicates == readings.compactMap(\.entryDigest) && last.firstRead == nil)
    #expect(try await store.caseFile("B").signOff == last)
    #expect(try await store.counts().stages[.signed] == 2)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("is neither taken up, asked for nor signed again by one who has read it", arguments: StoreKind.allCases)
  func once(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    try await read("A", .low, by: "Ann Rey", in: store)
    #expect(try await store.caseFile("A").claim == nil, "it is free for the next reader")
    await #expect(throws: CaseStoreFailure.signOff(.readAlready)) {
      try await store.openReview("A", reviewer: "Ann Rey")
    }
    try await store.opened(for: .reviewer("Bo")).openReview("A", reviewer: "Bo")
    await #expect(throws: CaseStoreFailure.signOff(.readAlready)) {
      try await store.askForReview("A", reviewer: "Ann Rey")
    }
    try await store.closeReview("A", reviewer: "Bo")
    let draft = draft(.low)
    await #expect(throws: CaseStoreFailure.signOff(.readAlready)) {
      try await store.sign("A", draft, reviewer: "Ann Rey", findingID: "f-A", signer: nil)
    }
    #expect(try await store.caseFile("A").claim == nil)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("keeps finding and protocol between the readings, as they were for the first", arguments: StoreKind.allCases)
  func between(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let first = try await read("A", .low, by: "Ann Rey", in: store)
    try await store.record(Example.finding("f-2"), for: "A")
    await #expect(
      throws: CaseStoreFailure.conflict(.halfRead(reviewer: "Ann Rey", signedAt: first.signedAt))
    ) { try await store.set(Self.open, for: "A", signer: nil) }
    try await store.set(Self.open, for: nil, signer: nil)
    #expect(try await store.caseFile("A").readingProtocol == .double)
    #expect(try await store.caseFile("B").readingProtocol == .open)
    let bo = store.opened(for: .reviewer("Bo"))
    #expect(try await bo.caseFile("A").withheld == .untilFirstCall)
    try await read("A", .low, by: "Bo", in: store)
    let file = try await store.caseFile("A")
    #expect(file.status == .signed && file.finding?.id == "f-A" && file.newerFinding?.id == "f-2")
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("put off by the second reader, it is read by another, and the deferral is over", arguments: StoreKind.allCases)
  func deferred(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    try await read("A", .low, by: "Ann Rey", in: store)
    let bo = store.opened(for: .reviewer("Bo"))
    try await bo.commit(FirstRead(reviewer: "Bo", call: .high, confidence: .low, readAt: ""), to: "A")
    let put = try await bo.sign(
      "A", SignOffDraft(decision: .defer, reason: .deferral(.recut), shown: .every), reviewer: "Bo", findingID: "f-A",
      signer: nil)
    #expect(put.decision == .defer && put.entryDigest != nil)
    #expect(try await bo.caseFile("A").signOff == put)
    #expect(try await store.opened(for: .reviewer("Ann Rey")).caseFile("A").signOff == nil)
    #expect(try await store.opened(for: .program).caseFile("A").status == .deferred)
    try await read("A", .high, by: "Cy", in: store)
    let file = try await store.opened(for: .program).caseFile("A")
    #expect(file.signOff == nil && file.readings.map(\.reviewer) == ["Ann Rey", "Cy"] && file.isToAdjudicate)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  // MARK: The file

  @Test("is made anew from the ledger as it was, and a reading that is left out of the list is found")
  func file() async throws {
    let scratch = try Scratch()
    do {
      let casebook = try scratch.open()
      try await fill(casebook)
      try await read("A", .low, by: "Ann Rey", in: casebook)
      try await read("B", .low, by: "Ann Rey", in: casebook)
      try await read("B", .high, by: "Bo", in: casebook)
      let before = try casebook.opened(for: .program).caseFiles()
      #expect(before.map(\.readings.count) == [1, 2] && before.map(\.firstReads.count) == [1, 2])
      try casebook.rebuildProjection()
      #expect(try casebook.opened(for: .program).caseFiles() == before)
      #expect(try casebook.verify().isIntact)
    }
    try scratch.tamper { db in
      let readings = try String.fetchOne(db, sql: "SELECT readings FROM case_file WHERE case_id = 'B'")
      let entries = try #require(readings).split(separator: " ").dropLast().joined(separator: " ")
      try db.execute(sql: "UPDATE case_file SET readings = ? WHERE case_id = 'B'", arguments: [entries])
    }
    let found = try scratch.open().verify().found
    #expect(found?.fault == .projectionDiffers(column: "readings") && found?.caseID == "B")
    withExtendedLifetime(scratch) {}
  }
}
