import CasebookStore
import Casework
import Testing

@Suite("Every casebook with reviewers, and who may take a case up")
struct ClaimRightContract {
  private let ann = TestKey()

  /// One of each role, one who was retired, and a scored case that nobody has taken up.
  private func laboratory(_ store: any CaseStore) async throws {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    for (name, role) in [("Bo", ReviewerRole.resident), ("Eli", .engineer), ("Quy", .quality), ("Cy", .pathologist)] {
      try await store.admit(try TestKey().reviewer(name, role), signer: ann.signer)
    }
    try await store.retire("Cy", signer: ann.signer)
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
  }

  /// Who may not, and why.
  private static let refused: [(name: String, why: IdentityProblem)] = [
    ("Eli", .noRight(.takeUp, .engineer)), ("Quy", .noRight(.takeUp, .quality)), ("Cy", .retired(name: "Cy")),
    (" Bob ", .noSuchReviewer(name: "Bob", nearest: ["Bo"])),
  ]

  private func entries(_ store: any CaseStore) async throws -> Int {
    try await store.entries(after: 0, limit: 99).count
  }

  private func holder(_ store: any CaseStore) async throws -> String? {
    try await store.caseFile("S26-1").claim?.reviewer
  }

  @Test(
    "those who give first calls or sign take it; nobody else does, and nothing is written",
    arguments: StoreKind.allCases)
  func taken(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let before = try await entries(store)
    for (name, why) in Self.refused {
      await #expect(throws: CaseStoreFailure.identity(why)) { try await store.openReview("S26-1", reviewer: name) }
      await #expect(throws: CaseStoreFailure.identity(why)) { try await store.askForReview("S26-1", reviewer: name) }
    }
    #expect(try await entries(store) == before)
    #expect(try await holder(store) == nil)
    #expect(try await store.caseFile("S26-1").status == .scored, "it can be read, and is as it was")
    for name in ["Ann Rey", "Bo"] {
      #expect(try await store.openReview("S26-1", reviewer: name).claim?.reviewer == name)
      try await store.closeReview("S26-1", reviewer: name)
    }
    #expect(try await entries(store) == before + 2)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("a first call is taken of a resident, and of nobody who may not take a case up", arguments: StoreKind.allCases)
  func firstCalls(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let setting = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
    try await store.set(setting, for: nil, signer: ann.signer)
    let before = try await entries(store)
    for (name, why) in Self.refused {
      let read = FirstRead(reviewer: name, call: .low, confidence: .high, readAt: "")
      await #expect(throws: CaseStoreFailure.identity(why)) { try await store.commit(read, to: "S26-1") }
    }
    #expect(try await entries(store) == before)
    #expect(try await holder(store) == nil)
    try await store.commit(FirstRead(reviewer: "Bo", call: .low, confidence: .high, readAt: ""), to: "S26-1")
    #expect(try await holder(store) == "Bo")
  }

  @Test("one who may not sign does not take a case by signing it, with whatever key", arguments: StoreKind.allCases)
  func signing(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let (eli, before) = (TestKey(), try await entries(store))
    try await store.admit(try eli.reviewer("Eli", .engineer, replacing: true), signer: ann.signer)
    let signer = eli.signer
    await #expect(throws: CaseStoreFailure.identity(.noRight(.sign, .engineer))) {
      try await store.sign("S26-1", Example.override, reviewer: "Eli", findingID: "f-1", signer: signer)
    }
    #expect(try await entries(store) == before + 1, "the new key, and no review")
    #expect(try await holder(store) == nil)
  }

  @Test("the claim of somebody who is retired lapses at once, and the case is free", arguments: StoreKind.allCases)
  func retired(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.openReview("S26-1", reviewer: "Bo")
    #expect(try await holder(store) == "Bo")
    try await store.retire("Bo", signer: ann.signer)
    #expect(try await holder(store) == nil)
    #expect(try await store.openReview("S26-1", reviewer: "Ann Rey").claim?.reviewer == "Ann Rey")
    await #expect(throws: CaseStoreFailure.identity(.retired(name: "Bo"))) {
      try await store.openReview("S26-1", reviewer: "Bo")
    }
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("an asker who is retired asks no more, and is given nothing", arguments: StoreKind.allCases)
  func handedOver(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.openReview("S26-1", reviewer: "Ann Rey")
    try await store.askForReview("S26-1", reviewer: "Bo")
    #expect(try await store.caseFile("S26-1").claim?.request?.asker == "Bo")
    try await store.retire("Bo", signer: ann.signer)
    let before = try await entries(store)
    #expect(try await store.caseFile("S26-1").claim?.request == nil)
    await #expect(throws: CaseStoreFailure.identity(.retired(name: "Bo"))) {
      try await store.answerRequest("S26-1", reviewer: "Ann Rey", gives: true)
    }
    #expect(try await holder(store) == "Ann Rey", "it stays theirs")
    #expect(try await entries(store) == before)
  }

  @Test(
    "a case tells its reader what they may do, and no second opinion waits for who may not",
    arguments: StoreKind.allCases)
  func told(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let place = try #require(SlidePlace(parsing: "S26-1@1,2,20x"))
    try await store.opine(
      "S26-1", .question(place: place, text: "Mitosis?", colleague: nil), reviewer: "Ann Rey", signer: ann.signer)
    for (name, may) in [("Ann Rey", true), ("Bo", true), ("Eli", false), ("Cy", false), ("Bob", false)] {
      let reader = store.opened(for: .reviewer(name))
      #expect(try await reader.caseFile("S26-1").readerMay(.takeUp) == may, "\(name)")
      if !may { #expect(try await reader.counts().waiting == 0, "\(name)") }
    }
    #expect(try await store.caseFile("S26-1").readerRights == nil, "a command knows no reader")
  }

  @Test("anybody takes a case up where nobody was ever admitted", arguments: StoreKind.allCases)
  func nobody(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
    #expect(try await store.openReview("S26-1", reviewer: "Eli").claim?.reviewer == "Eli")
    #expect(try await store.opened(for: .reviewer("Eli")).caseFile("S26-1").readerRights == nil)
  }
}
