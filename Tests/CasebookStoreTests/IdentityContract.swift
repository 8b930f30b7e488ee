import CasebookStore
import Casework
import Microscopy
import Testing

@Suite("Every casebook, and who the patients are")
struct IdentityContract {
  private static let check = LabelCheck(
    expected: LabelExpectation(manifest: "S26-1 B"), found: LabelText("S26-2 C", property: "aperio.Barcode"))

  /// A pathologist, a resident, an engineer and one of quality; S26-1 names a patient, S26-2 does not.
  private func laboratory(_ store: any CaseStore) async throws {
    let ann = TestKey()
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    for (name, role) in [("Bo", ReviewerRole.resident), ("Eli", .engineer), ("Quy", .quality), ("Cy", .pathologist)] {
      try await store.admit(try TestKey().reviewer(name, role), signer: ann.signer)
    }
    try await store.retire("Cy", signer: ann.signer)
    try await fill(store)
    let draft = LabelResolutionDraft(
      slide: 0, slideDigest: nil, check: Self.check, reason: .misread, comment: "smeared")
    try await store.resolveLabel("S26-1", draft, reviewer: "Ann Rey", signer: ann.signer)
  }

  private func fill(_ store: any CaseStore) async throws {
    var named = try Example.record()
    named.extra["block"] = "B7"
    named.slides[0].expectedLabel = "S26-1 B"
    var unnamed = try Example.record("S26-2")
    unnamed.patient = nil
    try await store.register([named, unnamed])
    var finding = Example.finding()
    finding.labels = [Self.check]
    try await store.record(finding, for: "S26-1")
  }

  private static func requireTold(_ file: CaseFile) {
    #expect(file.identitiesWithheld == nil)
    #expect(file.record.patient == "P-17" && file.record.specimen == "B7")
    #expect(file.labels.map(\.check) == [check] && file.labelResolutions.map(\.check) == [check])
  }

  private static func requireWithheld(_ file: CaseFile, _ reason: IdentityWithholding) {
    #expect(file.identitiesWithheld == reason)
    #expect(file.id == "S26-1" && file.record.patient == nil && file.record.extra.isEmpty)
    #expect(file.record.slides.map(\.expectedLabel) == [nil])
    let checks = file.labels.map(\.check) + file.labelResolutions.map(\.check) + (file.finding?.labels ?? [])
    #expect(checks.count == 3 && checks.allSatisfy { $0.expected == nil && $0.found == nil && $0.isMismatch })
    #expect(file.openLabels.isEmpty, "that the mismatch is resolved is told")
  }

  @Test(
    "are told to roles with the right to it, to commands and to the program, and to no other reader",
    arguments: StoreKind.allCases)
  func roles(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    for audience in [Audience.anybody, .program, .reviewer("Ann Rey"), .reviewer(" Bo "), .reviewer("Quy")] {
      Self.requireTold(try await store.opened(for: audience).caseFile("S26-1"))
    }
    let untold = [("Eli", IdentityWithholding.role), ("Cy", .notAdmitted), ("Nobody", .notAdmitted)]
    for (name, reason) in untold {
      let store = store.opened(for: .reviewer(name))
      Self.requireWithheld(try await store.caseFile("S26-1"), reason)
      let page = try await store.page(CaseQuery(key: .name), after: nil, limit: 9).cases
      #expect(page.map(\.id) == ["S26-1", "S26-2"])
      Self.requireWithheld(try #require(page.first), reason)
    }
    let eli = store.opened(for: .reviewer("Eli"))
    guard case .taken(let claim, let file) = try await eli.claim("S26-1", for: .scoring, lease: 60) else {
      throw Example.Missing()
    }
    Self.requireWithheld(file, .role)
    var finding = Example.finding("f-2")
    finding.labels = [Self.check]
    Self.requireWithheld(try await eli.record(finding, under: claim), .role)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("are told to everybody as long as nobody was ever admitted", arguments: StoreKind.allCases)
  func fresh(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let file = try await store.opened(for: .reviewer("Nobody")).caseFile("S26-1")
    #expect(file.identitiesWithheld == nil && file.record.patient == "P-17")
    #expect(try await store.opened(for: .reviewer("Nobody")).names(CaseQuery(words: ["p-17"]), by: 9) == ["S26-1"])
  }

  @Test("find a case for those alone who are told them; all else is found by everybody", arguments: StoreKind.allCases)
  func search(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let byPatient = CaseQuery(words: ["p-17"], key: .name)
    for (name, finds) in [("Ann Rey", true), ("Bo", true), ("Quy", true), ("Eli", false), ("Nobody", false)] {
      let told = store.opened(for: .reviewer(name))
      #expect(try await told.names(byPatient, by: 1) == (finds ? ["S26-1"] : []), "\(name)")
      #expect(try await told.count(byPatient, before: nil).all == (finds ? 1 : 0))
      #expect(try await (told.place(of: "S26-1", in: byPatient) != nil) == finds)
      let (note, slide) = (CaseQuery(words: ["block", "b"], key: .name), CaseQuery(words: ["s26-2.svs"], key: .name))
      #expect(try await told.names(note, by: 1) == ["S26-1", "S26-2"], "\(name)")
      #expect(try await told.names(slide, by: 1) == ["S26-2"])
      #expect(try await told.names(CaseQuery(words: ["high"]), by: 1) == ["S26-1"])
      #expect(try await told.names(CaseQuery(words: ["s26-1"], isNameOnly: true), by: 1) == ["S26-1"])
    }
  }

  @Test("are seen by every role that may sign, amend or speak of a case")
  func signers() {
    for role in ReviewerRole.allCases where !role.rights.contains(.seeIdentities) {
      #expect(role.rights.isDisjoint(with: [.sign, .amend, .askOpinion, .giveOpinion, .exportIdentities]), "\(role)")
    }
  }
}
