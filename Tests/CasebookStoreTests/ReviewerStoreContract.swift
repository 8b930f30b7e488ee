import CasebookStore
import Casework
import Testing

@Suite("Every casebook with reviewers")
struct ReviewerStoreContract {
  private let ann = TestKey()
  private let bo = TestKey()

  /// Ann, and a scored case.
  private func laboratory(_ store: any CaseStore) async throws {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
  }

  @Test("admits, lists, and signs in a reviewer's name; all of it verifies", arguments: StoreKind.allCases)
  func way(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.admit(try bo.reviewer("Bo", .resident), signer: ann.signer)
    let signOff = try await store.sign(
      "S26-1", Example.override, reviewer: " Ann Rey", findingID: "f-1", signer: ann.signer)
    #expect(signOff.reviewer == "Ann Rey")
    let entries = try await store.entries(after: 0, limit: 99)
    #expect(entries.last?.signer == ann.fingerprint)
    #expect(entries.last?.actor == "Ann Rey", "the account stands beside it")
    #expect(entries.map { $0.signer != nil } == [false, true, false, false, true, false, true])
    let roster = try await store.roster()
    #expect(roster.reviewers.map(\.name) == ["Ann Rey", "Bo"])
    #expect(roster.reviewers.map(\.admittedBy) == [ann.fingerprint, ann.fingerprint])
    #expect(roster.reviewers.map(\.admitted) == [2, 5])
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("takes no signature without a key once somebody is admitted, and writes nothing", arguments: StoreKind.allCases)
  func unsigned(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let (signer, stranger) = (ann.signer, bo.signer)
    await #expect(throws: CaseStoreFailure.identity(.unsigned)) {
      try await store.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: nil)
    }
    await #expect(throws: CaseStoreFailure.identity(.unknownKey)) {
      try await store.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: stranger)
    }
    await #expect(throws: CaseStoreFailure.identity(.otherName(given: "Eve", key: "Ann Rey"))) {
      try await store.sign("S26-1", Example.override, reviewer: "Eve", findingID: "f-1", signer: signer)
    }
    try await store.admit(try bo.reviewer("Bo", .resident), signer: signer)
    await #expect(throws: CaseStoreFailure.identity(.noRight(.sign, .resident))) {
      try await store.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1", signer: stranger)
    }
    #expect(try await store.caseFile("S26-1").status == .scored)
    #expect(try await store.changes(since: 0, limit: 1).entry == 5)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("gives a sealed key for a name that may sign, and nothing for any other", arguments: StoreKind.allCases)
  func sealedKeys(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.admit(try bo.reviewer("Bo"), signer: ann.signer)
    let key = try #require(try await store.sealedKey(of: " Bo "))
    #expect(key.opens(TestKey.words, name: "Bo") && !key.opens(TestKey.words, name: "Ann Rey"))
    try await store.retire("Bo", signer: ann.signer)
    #expect(try await store.sealedKey(of: "Bo") == nil)
    #expect(try await store.sealedKey(of: "nobody") == nil)
    let failure = CaseStoreFailure.identity(.noSuchReviewer(name: "Bo", nearest: []))
    let signer = ann.signer
    await #expect(throws: failure) { try await store.retire("Bo", signer: signer) }
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test(
    "puts a key with a new passphrase in the place of the old one, by its owner alone", arguments: StoreKind.allCases)
  func passphrase(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.admit(try bo.reviewer("Bo"), signer: ann.signer)
    let next = try bo.sealed("nine red herons at dusk", name: "Bo")
    let (signer, owner) = (ann.signer, bo.signer)
    await #expect(throws: CaseStoreFailure.identity(.unknownKey)) { try await store.reseal(next, signer: signer) }
    try await store.reseal(next, signer: owner)
    let key = try #require(try await store.sealedKey(of: "Bo"))
    #expect(key.opens("nine red herons at dusk", name: "Bo") && !key.opens(TestKey.words, name: "Bo"))
    let last = try #require(try await store.entries(after: 0, limit: 99).last)
    #expect(try last.event().kind == .passphraseChanged)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("recovers by a new key: the old one signs nothing more, what it signed stays", arguments: StoreKind.allCases)
  func recovery(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let (old, new) = (bo.signer, TestKey())
    try await store.admit(try bo.reviewer("Bo"), signer: ann.signer)
    try await store.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1", signer: old)
    let taken = try new.reviewer("Bo")
    let signer = ann.signer
    await #expect(throws: CaseStoreFailure.identity(.nameTaken("Bo"))) { try await store.admit(taken, signer: signer) }
    try await store.admit(try new.reviewer("Bo", replacing: true), signer: ann.signer)
    try await store.register([try Example.record("S26-2")])
    try await store.record(Example.finding("f-2"), for: "S26-2")
    await #expect(throws: CaseStoreFailure.identity(.unknownKey)) {
      try await store.sign("S26-2", Example.override, reviewer: "Bo", findingID: "f-2", signer: old)
    }
    try await store.sign("S26-2", Example.override, reviewer: "Bo", findingID: "f-2", signer: new.signer)
    #expect(try await store.sealedKey(of: "Bo")?.fingerprint == new.fingerprint)
    #expect(try await store.roster().reviewers.map(\.standing.isActive) == [true, false, true])
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test(
    "makes a name wait after a wrong passphrase, known or not, and locks it after five", arguments: StoreKind.allCases)
  func tries(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    for name in ["Ann Rey", "nobody"] {
      ground.clock.set("2026-11-02T11:00:00Z")
      for failures in 1...5 {
        _ = try await store.sealedKey(of: name)
        try await store.noteSignIn(name, opened: false)
        let seconds = failures < 5 ? 1 << (failures - 1) : 900
        await #expect(throws: CaseStoreFailure.identity(.mustWait(seconds: seconds))) {
          try await store.sealedKey(of: name)
        }
        ground.clock.set("2026-11-02T11:0\(failures):30Z")
      }
      await #expect(throws: CaseStoreFailure.identity(.mustWait(seconds: 840))) { try await store.sealedKey(of: name) }
      ground.clock.set("2026-11-02T11:20:00Z")
      _ = try await store.sealedKey(of: name)
      try await store.noteSignIn(name, opened: true)
      try await store.noteSignIn(name, opened: false)
      await #expect(throws: CaseStoreFailure.identity(.mustWait(seconds: 1))) { try await store.sealedKey(of: name) }
    }
    let entries = try await store.entries(after: 4, limit: 99)
    #expect(try entries.map { try $0.event().kind } == [.reviewerLocked], "of whom there is; nobody else is recorded")
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("unlocks a name that is admitted again", arguments: StoreKind.allCases)
  func unlocked(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.admit(try bo.reviewer("Bo"), signer: ann.signer)
    for _ in 1...6 { try await store.noteSignIn("Bo", opened: false) }
    try await store.admit(try TestKey().reviewer("Bo", replacing: true), signer: ann.signer)
    #expect(try await store.sealedKey(of: "Bo") != nil)
  }
}
