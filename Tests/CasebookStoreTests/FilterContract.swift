import Casework
import CasebookStore
import Prognosis
import Testing

@Suite("Every casebook, filtered")
struct FilterContract {
  /// A is high and in review by Bo, B new, C signed low by Ann, D high beside a small tumour of grade 1.
  private func fill(_ store: any CaseStore) async throws {
    var cases = try ["A", "B", "C", "D"].map { try Example.record($0) }
    (cases[1].received, cases[1].clinical.age) = ("2026-10-31", 45)
    cases[3].clinical = ClinicalVariables(grade: 1, tumourSizeMM: 10, positiveNodes: 0)
    try await store.register(cases)
    try await score("A", .high, 0.3, [.pen], store)
    try await score("C", .low, 0.02, [.pen, .blur], store)
    try await score("D", .high, 0.052, [.blur], store)
    try await store.openReview("A", reviewer: "Bo Lind")
    try await store.sign(
      "C", SignOffDraft(decision: .confirm, finalCall: .low), reviewer: "Ann Rey", findingID: "f-C", signer: nil)
  }

  private func score(
    _ name: String, _ call: Call, _ risk: Double, _ flags: [QualityFlag.Kind], _ store: any CaseStore
  ) async throws {
    var finding = Example.finding("f-\(name)", call: call)
    finding.probability5y = risk
    finding.flags = flags.map { QualityFlag(kind: $0) }
    try await store.record(finding, for: name)
  }

  private static let filters: [(text: String, names: String)] = [
    ("", "ABCD"), ("status:new", "B"), ("status:to-do", "ABD"), ("-status:to-do", "C"),
    ("status:in-review,new", "AB"), ("call:high", "AD"), ("call:none", "B"), ("model:low", "C"), ("final:low", "C"),
    ("final:none", "ABD"), ("flag:pen", "AC"), ("flag:blur", "CD"), ("flag:none", "B"), ("-flag:any", "B"),
    ("by:ann", "C"), ("by:\"bo lind\"", "A"), ("by:lin", ""), ("by:bo,ann", "AC"), ("disagrees:npi", "D"),
    ("disagrees:grade,borderline", "D"), ("disagrees:none", "ABC"), ("disagrees:any", "D"), ("age>50", "AC"),
    ("age<50", "B"), ("age:61.5", "AC"), ("age>=61.5", "AC"), ("age>61.5", ""), ("age<=45", "B"), ("-age>0", "D"),
    ("grade>=2", "ABC"), ("grade:1", "D"), ("size<20", "D"), ("nodes:0", "D"), ("slides:1", "ABCD"),
    ("slides>1", ""), ("risk>5", "AD"), ("risk<5%", "C"), ("received<2026-11", "B"), ("received:2026-11", "ACD"),
    ("received>=2026-11-02", "ACD"), ("received>2026-11-02", ""), ("received<=2026", "ABCD"), ("high", "AD"),
    ("high -flag:pen", "D"), ("-high", "BC"), ("call:high age>50", "A"), ("\"block b\" d.svs", "D"),
  ]

  @Test("finds the cases that a filter asks for, and counts them", arguments: StoreKind.allCases)
  func filters(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    for (text, expected) in Self.filters {
      let query = CaseQuery(filter: try CaseFilter(text), key: .name)
      let names = try await store.names(query, by: 3)
      #expect(names.joined() == expected, "\(text)")
      let counted = try await store.count(query, before: nil)
      #expect(counted.all == expected.count, "\(text)")
    }
  }

  private static let orders: [(key: CaseOrderKey, names: String)] = [
    (.age, "ACBD"), (.grade, "ABCD"), (.slides, "ABCD"), (.finalCall, "CABD"), (.call, "ADCB"), (.flags, "CADB"),
    (.reviewer, "CABD"), (.disagreement, "DCAB"),
  ]

  @Test("orders cases by every column, both ways, of all stages and of some", arguments: StoreKind.allCases)
  func orders(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    for (key, expected) in Self.orders {
      #expect(try await store.names(CaseQuery(key: key), by: 3).joined() == expected, "\(key)")
      let backward = try await store.names(CaseQuery(key: key, isReversed: true), by: 1)
      #expect(backward.joined() == String(expected.reversed()), "\(key)")
      let toDo = try await store.names(CaseQuery(stage: .toDo, key: key), by: 2)
      #expect(toDo.joined() == expected.filter { $0 != "C" }, "\(key)")
    }
  }

  @Test(
    "answers of a case that is read blinded as if there were no call, whoever asks, and tells all once it is open",
    arguments: StoreKind.allCases)
  func blinded(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let blinded = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
    try await store.set(blinded, for: "D", signer: nil)
    let read = FirstRead(reviewer: "Ann Rey", call: .high, confidence: .high, grade: 3, readAt: "")
    try await store.commit(read, to: "D")
    let filters = [
      ("call:high", "A"), ("model:high", "A"), ("call:none", "BD"), ("flag:blur", "C"), ("flag:none", "BD"),
      ("disagrees:npi", ""), ("disagrees:grade", ""), ("disagrees:none", "ABCD"), ("risk>0", "AC"), ("high", "A"),
      ("-call:high", "BCD"), ("-risk>5", "BCD"),
    ]
    let orders: [(CaseOrderKey, String)] = [
      (.call, "ACBD"), (.flags, "CABD"), (.disagreement, "CABD"), (.finalCall, "CABD"), (.probability, "ACBD"),
    ]
    for audience in [Audience.anybody, .reviewer("Ann Rey"), .reviewer("Bo Lind")] {
      let told = store.opened(for: audience)
      for (text, expected) in filters {
        let query = CaseQuery(filter: try CaseFilter(text), key: .name)
        #expect(try await told.names(query, by: 9).joined() == expected, "\(text)")
        #expect(try await told.count(query, before: nil).all == expected.count, "\(text)")
        let isListed = try await told.place(of: "D", in: query) != nil
        #expect(isListed == expected.contains("D"), "\(text)")
      }
      for (key, expected) in orders {
        #expect(try await told.names(CaseQuery(key: key), by: 9).joined() == expected, "\(key)")
      }
    }
    let open = ProtocolSetting(readingProtocol: .open, reviewer: "Ann Rey")
    try await store.set(open, for: "D", signer: nil)
    let high = CaseQuery(filter: try CaseFilter("call:high disagrees:npi"))
    #expect(try await store.names(high, by: 9) == ["D"])
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("finds nothing by a patient whom the reader may not know, turned round neither", arguments: StoreKind.allCases)
  func identities(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let (patient, others) = (try CaseFilter("p-17"), try CaseFilter("-p-17"))
    #expect(try await store.names(CaseQuery(filter: patient), by: 9).count == 4)
    #expect(try await store.names(CaseQuery(filter: others), by: 9).isEmpty)
    let ann = TestKey()
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try TestKey().reviewer("Eli", .engineer), signer: ann.signer)
    let told = store.opened(for: .reviewer("Eli"))
    #expect(try await told.names(CaseQuery(filter: patient), by: 9).isEmpty)
    #expect(try await told.names(CaseQuery(filter: others), by: 9).count == 4)
  }

  @Test("keeps its columns as the ledger tells them, and says so where one was changed")
  func verified() async throws {
    let scratch = try Scratch()
    do { try await fill(try scratch.open()) }
    try scratch.tamper { try $0.execute(sql: "UPDATE case_file SET call_key = '1' WHERE case_id = 'A'") }
    let found = try scratch.open().verify().found
    #expect(found?.fault == .projectionDiffers(column: "call_key") && found?.caseID == "A")
    try scratch.open().rebuildProjection()
    #expect(try scratch.open().verify().isIntact)
    withExtendedLifetime(scratch) {}
  }

  @Test("of version 8 gets its columns from the ledger, is copied before, and is filtered then")
  func migration() async throws {
    let scratch = try Scratch()
    do { try await fill(try scratch.open()) }
    try scratch.downgrade(to: 8)
    let casebook = try scratch.open()
    #expect(casebook.migration?.version == 8)
    #expect(try casebook.verify().isIntact)
    #expect(try await casebook.names(CaseQuery(filter: try CaseFilter("call:high age>50")), by: 9) == ["A"])
    #expect(try await casebook.names(CaseQuery(key: .disagreement), by: 9) == ["D", "C", "A", "B"])
    withExtendedLifetime(scratch) {}
  }
}
