import CasebookStore
import Casework
import GRDB
import Testing

@Suite("Every casebook, after a signature")
struct SupplementContract {
  private let ann = TestKey()
  private let bo = TestKey()

  /// Ann, a resident, and a case that Ann signed as low, where the model says high. The digest of its entry.
  private func laboratory(_ store: any CaseStore) async throws -> String {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try bo.reviewer("Bo", .resident), signer: ann.signer)
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
    let signOff = try await store.sign(
      "S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: ann.signer)
    guard let digest = signOff.entryDigest else { throw Example.Missing() }
    return digest
  }

  private func amendment(of digest: String, upon finding: String = "f-1") -> SupplementDraft {
    let reading = SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen again")
    return .amendment(
      AmendmentDraft(
        kind: .misinterpretation, reading: reading, findingID: finding,
        told: AmendmentNotice(person: "Dr Lee", at: "2026-11-02T11:00:00Z"), amends: digest))
  }

  @Test("keeps what put a case off beside what was signed after it", arguments: StoreKind.allCases)
  func putOff(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register(try ["A", "B"].map { try Example.record($0) })
    for name in ["A", "B"] { try await store.record(Example.finding("f-\(name)"), for: name) }
    let deferral = SignOffDraft(decision: .defer, reason: .deferral(.recut), shown: .every)
    var signed: [SignOff] = []
    for (name, draft) in [("A", deferral), ("B", deferral), ("A", deferral), ("A", Example.override)] {
      #expect(try await store.caseFile(name).putOff == (name == "A" ? Array(signed.dropLast()) : []))
      try await store.openReview(name, reviewer: "Ann Rey")
      let signOff = try await store.sign(name, draft, reviewer: "Ann Rey", findingID: "f-\(name)", signer: nil)
      if name == "A" { signed.append(signOff) }
    }
    let file = try await store.caseFile("A")
    #expect(file.putOff == Array(signed.prefix(2)) && file.signatures == signed)
    #expect(Set(signed.compactMap(\.entryDigest)).count == 3)
    #expect(try await store.caseFile("B").putOff.isEmpty)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("keeps what is added and changed beside what was signed, and all of it verifies", arguments: StoreKind.allCases)
  func way(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let digest = try await laboratory(store)
    let added = try await store.supplement(
      "S26-1", .addendum(text: "ER 90 %", to: digest), reviewer: " Ann Rey", signer: ann.signer)
    let amended = try await store.supplement("S26-1", amendment(of: digest), reviewer: "Ann Rey", signer: ann.signer)
    let file = try await store.caseFile("S26-1")
    #expect(file.supplements == [added, amended])
    #expect(file.status == .amended)
    #expect(file.signOff?.finalCall == .low && file.standing?.finalCall == .high)
    let entries = try await store.entries(after: 0, limit: 99)
    #expect(entries.suffix(2).map(\.kind) == ["addendum", "amended"])
    #expect(entries.suffix(2).map(\.signer) == [ann.fingerprint, ann.fingerprint])
    #expect(file.standing?.entryDigest == entries.last?.digest)
    #expect(try await store.verify(resultDigest: nil).isIntact)
    #expect(try await store.names(CaseQuery(words: ["high"]), by: 9) == ["S26-1"], "the call that counts is found")
    #expect(try await store.names(CaseQuery(words: ["low"]), by: 9).isEmpty)
    #expect(try await store.page(CaseQuery(), after: nil, limit: 9).cases.first?.supplements == [added, amended])
    let again = try await store.supplement(
      "S26-1", amendment(of: file.standing?.entryDigest ?? ""), reviewer: "Ann Rey", signer: ann.signer)
    guard case .amendment(let second) = again else { throw Example.Missing() }
    #expect(second.number == 2)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("takes them of a key that may amend alone, and writes nothing else", arguments: StoreKind.allCases)
  func rights(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let digest = try await laboratory(store)
    let (signer, resident, draft) = (ann.signer, bo.signer, amendment(of: digest))
    for draft in [draft, .addendum(text: "x", to: digest)] {
      await #expect(throws: CaseStoreFailure.identity(.noRight(.amend, .resident))) {
        try await store.supplement("S26-1", draft, reviewer: "Bo", signer: resident)
      }
      await #expect(throws: CaseStoreFailure.identity(.unsigned)) {
        try await store.supplement("S26-1", draft, reviewer: "Ann Rey", signer: nil)
      }
      await #expect(throws: CaseStoreFailure.identity(.otherName(given: "Eve", key: "Ann Rey"))) {
        try await store.supplement("S26-1", draft, reviewer: "Eve", signer: signer)
      }
    }
    await #expect(throws: CaseStoreFailure.noSuchCase(id: "S26-9", nearest: ["S26-1"])) {
      try await store.supplement("S26-9", draft, reviewer: "Ann Rey", signer: signer)
    }
    #expect(try await store.caseFile("S26-1").supplements.isEmpty)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("tells of two who amend the same reading the second that it changed", arguments: StoreKind.allCases)
  func race(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let digest = try await laboratory(store)
    let (signer, draft) = (ann.signer, amendment(of: digest))
    try await store.supplement("S26-1", draft, reviewer: "Ann Rey", signer: signer)
    let conflict = CaseConflict.readingChanged(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z")
    await #expect(throws: CaseStoreFailure.conflict(conflict)) {
      try await store.supplement("S26-1", draft, reviewer: "Ann Rey", signer: signer)
    }
    #expect(try await store.caseFile("S26-1").amendments.count == 1)
  }

  @Test("a newer finding says that it was re-scored since, and changes nothing", arguments: StoreKind.allCases)
  func rescored(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let digest = try await laboratory(store)
    try await store.supplement("S26-1", .addendum(text: "x", to: digest), reviewer: "Ann Rey", signer: ann.signer)
    let file = try await store.record(Example.finding("f-2", call: .low), for: "S26-1")
    #expect(file.isRescored && file.status == .addendum)
    #expect(file.finding?.id == "f-1" && file.standing?.finalCall == .low && file.standing?.findingID == "f-1")
    #expect(file.addenda.count == 1)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("are listed anew from the ledger, and a list that leaves one out or puts one in is found")
  func projection() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    let digest = try casebook.caseFile("S26-1").standing?.entryDigest ?? ""
    try casebook.supplement("S26-1", .addendum(text: "x", to: digest), reviewer: "Ann Rey")
    try casebook.supplement("S26-1", amendment(of: digest), reviewer: "Ann Rey")
    let file = try casebook.caseFile("S26-1")
    #expect(file.supplements.count == 2)
    for listed in ["NULL", "'6'", "'7 6'", "'6 7 5'", "' 6 7'"] {
      try scratch.tamper { try $0.execute(sql: "UPDATE case_file SET supplements = \(listed)") }
      let found = try casebook.verify().found
      #expect(
        found == LedgerBreak(sequence: 7, caseID: "S26-1", fault: .projectionDiffers(column: "supplements")),
        "\(listed)")
    }
    try casebook.rebuildProjection()
    #expect(try casebook.caseFile("S26-1") == file)
    #expect(try casebook.verify().isIntact)
    withExtendedLifetime(scratch) {}
  }

  /// Every seventh byte: each costs an opened file.
  @Test("a byte of their entries that is changed is found, and names the entry")
  func altered() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    try casebook.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    let digest = try casebook.caseFile("S26-1").standing?.entryDigest ?? ""
    try casebook.supplement("S26-1", .addendum(text: "x", to: digest), reviewer: "Ann Rey", signer: ann.signer)
    try casebook.supplement("S26-1", amendment(of: digest), reviewer: "Ann Rey", signer: ann.signer)
    #expect(try casebook.verify().isIntact)
    try scratch.tamper { try $0.dropGuards() }
    for entry in try casebook.entries(after: 6, limit: 9) {
      let signature = entry.signature ?? []
      #expect(!signature.isEmpty)
      for (column, bytes) in [("payload", entry.payload), ("signature", signature)] {
        for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 7) {
          var changed = bytes
          changed[index] ^= 1
          try scratch.set(column, changed, of: entry.sequence)
          #expect(try casebook.verify().found?.sequence == entry.sequence, "\(column), byte \(index)")
        }
        try scratch.set(column, bytes, of: entry.sequence)
      }
    }
    withExtendedLifetime(scratch) {}
  }
}

extension Scratch {
  fileprivate func set(_ column: String, _ bytes: [UInt8], of sequence: Int) throws {
    let hexadecimal = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    try tamper { try $0.execute(sql: "UPDATE ledger SET \(column) = x'\(hexadecimal)' WHERE sequence = \(sequence)") }
  }
}
