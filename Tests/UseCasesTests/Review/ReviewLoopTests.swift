import Casework
import Cryptography
import Foundation
import Microscopy
import Prognosis
import SlidePictures
import Synchronization
import TerminalKit
import Testing
import Workstation

@testable import UseCases

@Suite("A review session on a terminal and a casebook in memory")
struct ReviewLoopTests {
  let world = MadeUpWorld()
  let store = MemoryCaseStore(
    actor: "Ada Example (ada)", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest,
    signatures: Ed25519.isSignature)
  static let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
  static let words = "seven grey herons at noon"
  private let drafts = DraftsInMemory()

  /// A scored case on a slide of its own, and a reviewer who may sign it.
  init() async throws {
    let ada = AdmitReviewers.Request(name: "Dr Ada Example", role: .pathologist, passphrase: Passphrase(Self.words))
    try await AdmitReviewers(store: store, keys: Self.keys).admit(ada, by: nil)
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "one")
    let slide = try world.access.record("/slides/S-1.svs")
    try store.register([Case(id: "S-1", received: "2026-02-20", slides: [slide])])
    try store.record(Self.finding, for: "S-1")
  }

  private static let finding = Finding(
    id: "finding-1",
    model: ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.05),
    software: "test 1", computedAt: "2026-02-21T10:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
    basis: .slideAndClinical, probability5y: 0.184, interval: ProbabilityInterval(lower: 0.112, upper: 0.289),
    call: .high, contributions: [Contribution(name: "slide score", value: "+0.80", logHazard: 0.82)])

  /// Runs a session on the keys of `script`; answers the terminal as it was left.
  ///
  /// - Parameter told: takes what is not signed although the reviewer believes so.
  func review(
    _ script: [FakeTerminal.Step], size: TerminalSize = TerminalSize(columns: 100, rows: 30),
    as reviewer: String = "Dr Ada Example", at store: (any CaseStore)? = nil, patience: Int = 5000,
    lists: ListShelf = .session, keys: KeyCraft = Self.keys, exports: CaseExports? = nil,
    whenDrawn: @escaping @Sendable () -> Void = {}, told: ([UnsignedCase]) -> Void = { _ in }
  ) -> FakeTerminal {
    let terminal = FakeTerminal(size: size, script: script, patience: patience)
    let session = ReviewSession(
      terminal: terminal,
      desk: .init(
        store: store ?? self.store, reviewer: reviewer, keys: keys, drafts: drafts, slides: world.access,
        exports: exports),
      clock: Self.clock(),
      pictures: { Self.pictures($0, whenDrawn) }, saveTheme: { _ in }, lists: lists,
      problem: { Problem(title: "Failed", detail: Self.words($0), remedy: "Look.") })
    told(session.run(from: WorkstationState(size: terminal.size, reviewer: reviewer)).unsigned)
    return terminal
  }

  /// A clock on which every look takes a tenth of a second, and every tick of the loop twenty seconds.
  private static func clock() -> WallClock {
    let looks = Mutex(0)
    return WallClock(
      timestamp: { "2026-03-01T12:00:00Z" },
      seconds: {
        looks.withLock {
          $0 += 1
          return 1_772_366_400 + $0 * 20
        }
      },
      milliseconds: {
        looks.withLock {
          $0 += 1
          return $0 * 100
        }
      }, pause: { _ in })
  }

  /// Grey pictures, at once.
  private static func pictures(_ mailbox: Mailbox, _ whenDrawn: @escaping @Sendable () -> Void) -> PictureWork {
    PictureWork(
      draw: { request in
        whenDrawn()
        let cells = [Cell](repeating: Cell(), count: request.size.columns * request.size.rows)
        mailbox.post(.pictureDrawn(request, Picture(size: request.size, cells: cells, legend: nil)))
      }, cancel: { _ in }, loadTiles: { _, _ in })
  }

  private static func words(_ failure: ReviewFailure) -> String {
    switch failure {
    case .notSigned(let error, let place): "\(error); the draft is in \(place)"
    case .draftNotSaved(let error, let place): "\(error); the draft is in \(String(describing: place))"
    case .signatureRefused(let error), .notClaimed(let error), .firstCallNotKept(let error), .noAnswer(let error),
      .themeNotSaved(let error),
      .notSupplemented(let error), .notPermitted(let error), .notTakenUp(let error), .notHandedOver(let error),
      .listsNotRead(let error), .listsNotSaved(let error), .notScored(let error), .markNotKept(let error),
      .notTried(let error), .notExported(let error):
      "\(error)"
    }
  }

  private static let untilSignature: [FakeTerminal.Step] = [
    .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"), .press(.character("s")),
    .until("keep draft"), .press(.character("h")), .until("◉ ▲ HIGH"),
  ]

  static let untilPassphrase: [FakeTerminal.Step] =
    untilSignature + [.press(.enter), .until("Your passphrase")] + FakeTerminal.Step.type(words) + [
      .until(String(repeating: "•", count: words.count))
    ]

  @Test("signs what the reviewer confirms, and the casebook has the entry")
  func signs() async throws {
    let terminal = review(
      Self.untilPassphrase + [.press(.enter), .until("SIGNED"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let file = try store.caseFile("S-1")
    #expect(file.signOff?.reviewer == "Dr Ada Example")
    #expect(file.signOff?.finalCall == .high)
    #expect(file.signOff?.entryDigest != nil)
    #expect(try store.entries(after: 0, limit: 99).last?.signature != nil)
    #expect(try store.verify().isIntact)
    #expect(file.draft == nil)
  }

  @Test("a signed case is added to and amended with the passphrase, and what was signed first stays")
  func amends() async throws {
    let signed = review(Self.untilPassphrase + [.press(.enter), .until("SIGNED"), .report(.hangup)])
    #expect(signed.missed == nil, "\(signed.text.joined(separator: "\n"))")
    let passphrase =
      [.until("Your passphrase")] + FakeTerminal.Step.type(Self.words) + [
        .until(String(repeating: "•", count: Self.words.count)), .press(.enter),
      ]
    let addendum =
      [.press(.character("d")), .until("Addendum to S-1"), .until("go on")] + FakeTerminal.Step.type("ER 90 %") + [
        .until("ER 90 %"), .press(.enter),
      ] + passphrase + [.until("ADDENDUM 1"), .press(.enter), .untilGone("Addendum to")]
    let amendment =
      [
        .press(.character("e")), .until("Amend S-1"), .until("go on"), .press(.character("1")),
        .until("◉ misinterpretation"), .press(.enter), .until("nothing is chosen"), .press(.character("l")),
        .until("overrides"), .press(.character("8")), .until("▌histology"), .press(.enter), .until("▸ why"),
      ] + FakeTerminal.Step.type("seen") + [
        .until("seen"), .press(.enter), .until("Who was told"), .press(.enter),
      ] + passphrase + [.until("AMENDED 1"), .report(.hangup)]
    let terminal = review(
      [
        .until("Nothing is to do"), .press(.backTab), .until("S-1"), .press(.enter), .until("SIGNED"),
        .untilGone("drawing"),
      ] + addendum + amendment)
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let file = try store.caseFile("S-1")
    #expect(file.status == .amended)
    #expect(file.addenda.map(\.text) == ["ER 90 %"])
    #expect(file.amendments.map(\.kind) == [.misinterpretation])
    #expect(file.standing?.finalCall == .low && file.signOff?.finalCall == .high)
    #expect(file.standing?.shown == .every)
    #expect(try store.entries(after: 0, limit: 99).suffix(2).allSatisfy { $0.signature != nil })
    #expect(try store.verify().isIntact)
  }

  /// From the queue to the signature of a case that is read blinded first.
  static let blinded: [FakeTerminal.Step] = [
    .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"), .press(.character("s")),
    .until("COMMIT"), .press(.character("l")), .until("◉ LOW"), .press(.character("3")), .until("◉ high"),
    .press(.enter),
    .until("keep draft"), .until("18.4 %"), .press(.character("h")), .until("◉ ▲ HIGH"), .press(.enter),
    .until("Your passphrase"),
  ]

  @Test("read blinded first, a case takes eight keys and the passphrase, and what is signed holds the first call")
  func blindedFirst() async throws {
    let words = Passphrase(Self.words)
    try await SetProtocol(store: store, keys: Self.keys)(.blindedFirst, for: nil, by: "Dr Ada Example", words)
    let script =
      Self.blinded + FakeTerminal.Step.type(Self.words)
      + [.until(String(repeating: "•", count: Self.words.count)), .press(.enter), .until("SIGNED"), .report(.hangup)]
    let keys = script.count { if case .report(.key) = $0 { true } else { false } }
    #expect(keys - Self.words.count == 8)
    let terminal = review(script)
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let signOff = try #require(try store.caseFile("S-1").signOff)
    #expect(signOff.finalCall == .high && signOff.readingProtocol == .blindedFirst)
    #expect(signOff.firstRead?.call == .low && signOff.firstRead?.confidence == .high)
    #expect(signOff.firstRead?.reviewer == "Dr Ada Example" && signOff.firstRead?.grade == nil)
    #expect(signOff.firstRead?.nonce.count == 64, "what its digest hides cannot be found by trial")
    let kinds = try store.entries(after: 0, limit: 99).suffix(4).map(\.kind)
    #expect(kinds == ["protocol-set", "review-opened", "first-read", "signed"])
    #expect(try store.verify().isIntact)
  }

  @Test("read blinded first, the model's call is nowhere before the first call is in the ledger")
  func blindedUntilCommitted() async throws {
    let words = Passphrase(Self.words)
    try await SetProtocol(store: store, keys: Self.keys)(.blindedFirst, for: "S-1", by: "Dr Ada Example", words)
    let terminal = review(Array(Self.blinded.prefix(8)) + [.report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(!terminal.text.joined().contains("18.4"))
    #expect(!terminal.text.joined().contains("▲"))
    #expect(try store.caseFile("S-1").firstReads.isEmpty)
    let entries = try store.entries(after: 0, limit: 99).map(\.kind)
    #expect(!entries.contains("first-read"))
  }

  @Test("a wrong passphrase is one sentence, nothing is signed, and the draft stays")
  func wrongPassphrase() async throws {
    let wrong = FakeTerminal.Step.type("nine red herons at dusk") + [.until(String(repeating: "•", count: 23))]
    let terminal = review(
      Self.untilSignature + [.press(.enter), .until("Your passphrase")] + wrong + [
        .press(.enter), .until("notOpened"), .report(.hangup),
      ])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let file = try store.caseFile("S-1")
    #expect(file.signOff == nil)
    #expect(file.draft?.finalCall == .high)
    #expect(!terminal.text.joined().contains("herons"))
  }

  @Test("a case that another one reads can be looked at, is not signed, and is free again when they give it back")
  func claimed() async throws {
    let other = try await colleague("Bo Lind")
    try other.openReview("S-1", reviewer: "Bo Lind")
    let terminal = review([
      .until("S-1"), .press(.enter), .until("Bo Lind reads this"), .untilGone("drawing"), .press(.character("s")),
      .until("Bo Lind reads this case, to sign it."), .report(.hangup),
    ])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(!terminal.text.joined().contains("Sign off S-1"))
    try other.closeReview("S-1", reviewer: "Bo Lind")
    let later = review(Self.untilPassphrase + [.press(.enter), .until("SIGNED"), .report(.hangup)])
    #expect(later.missed == nil, "\(later.text.joined(separator: "\n"))")
    #expect(try store.caseFile("S-1").signOff?.reviewer == "Dr Ada Example")
  }

  /// How a terminal was left.
  private struct Left: Sendable {
    let missed: String?
    let text: String

    init(_ terminal: FakeTerminal) {
      missed = terminal.missed
      text = terminal.text.joined(separator: "\n")
    }
  }

  /// A session keeps its thread until it ends: on a thread of the tasks, two would leave none for what they ask.
  private static func onThread(_ body: @escaping @Sendable () -> Left) async -> Left {
    await withCheckedContinuation { ended in Thread { ended.resume(returning: body()) }.start() }
  }

  /// Two workstations at once: Ada reads the case and has typed, Bo looks at it and asks; Ada answers with a key.
  private func handOver(
    _ key: Character, ada: [FakeTerminal.Step], bo: [FakeTerminal.Step]
  ) async throws -> (ada: Left, bo: Left) {
    let others = try await colleague("Bo Lind")
    let typed =
      Self.untilSignature + [.press(.character("c")), .until("▸ comment"), .untilGone("a moment")]
      + FakeTerminal.Step.type("seen") + [
        .until("seen"), .until("Bo Lind asks for this case"), .untilGone("a moment"), .press(.character(key)),
      ]
    let asks: [FakeTerminal.Step] = [
      .until("S-1"), .press(.enter), .until("Dr Ada Example reads"), .untilGone("drawing"),
      .press(.character("r")), .until("is asked for the case"),
    ]
    let end = End()
    async let holder = Self.onThread {
      defer { end.isHere.withLock { $0 = true } }
      return Left(review(typed + ada + [.report(.hangup)], patience: 20_000))
    }
    async let asker = Self.onThread {
      // Nobody asks before all is typed: what is asked takes the keys.
      while !end.isHere.withLock({ $0 }), (try? store.caseFile("S-1"))?.draft?.comment != "seen" { sched_yield() }
      return Left(review(asks + bo + [.report(.hangup)], as: "Bo Lind", at: others, patience: 20_000))
    }
    return await (holder, asker)
  }

  @Test("a colleague asks for a case, the reader gives it: their draft stays, and the colleague goes on")
  func handedOver() async throws {
    let both = try await handOver(
      "y", ada: [.until("Bo Lind has the case now"), .until("Bo Lind reads this")],
      bo: [
        .until("Dr Ada Example gave you the case"), .press(.character("s")), .until("keep draft"),
        .press(.character("l")), .until("◉ ▼ LOW"),
      ])
    #expect(both.ada.missed == nil, "\(both.ada.text)")
    #expect(both.bo.missed == nil, "\(both.bo.text)")
    #expect(!both.ada.text.contains("Sign off S-1"))
    let file = try store.caseFile("S-1")
    #expect(file.claim?.reviewer == "Bo Lind" && file.reviewer == "Bo Lind")
    #expect(file.draft == SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen"))
    #expect(try MemoryCaseStore(actor: "Bo Lind", sharing: store).caseFile("S-1").draft?.finalCall == .low)
    #expect(try store.verify().isIntact)
  }

  @Test("a colleague asks for a case, the reader keeps it and types on; the colleague is told")
  func keptOver() async throws {
    let both = try await handOver(
      "n", ada: [.until("You keep the case")] + FakeTerminal.Step.type(" on") + [.until("seen on")],
      bo: [.until("Dr Ada Example keeps the case")])
    #expect(both.ada.missed == nil, "\(both.ada.text)")
    #expect(both.bo.missed == nil, "\(both.bo.text)")
    let file = try store.caseFile("S-1")
    #expect(file.claim?.reviewer == "Dr Ada Example" && file.draft?.comment == "seen on")
  }

  @Test("a signature that can still be withdrawn is not made where the terminal goes away; its draft is there")
  func heldHangup() async throws {
    let terminal = review(Self.untilPassphrase + [.press(.enter), .until("withdraws"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let file = try store.caseFile("S-1")
    #expect(file.signOff == nil && file.draft?.finalCall == .high)
    #expect(file.claim == nil, "it is free")
  }

  @Test(
    "whoever may not take a case up is told why, is asked for no passphrase, and leaves the casebook as it was",
    arguments: [("Eli", "noRight"), ("Cy Marsh", "retired"), ("Dr Ada Exmaple", "noSuchReviewer")])
  func mayNot(name: String, why: String) async throws {
    let ada = AdmitReviewers.Actor(name: "Dr Ada Example", passphrase: Passphrase(Self.words))
    let office = AdmitReviewers(store: store, keys: Self.keys)
    for (name, role) in [("Eli", ReviewerRole.engineer), ("Cy Marsh", .pathologist)] {
      try await office.admit(.init(name: name, role: role, passphrase: Passphrase(Self.words + name)), by: ada)
    }
    try await office.retire("Cy Marsh", by: ada)
    let before = try store.entries(after: 0, limit: 99).count
    let terminal = review(
      [
        .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"), .press(.character("s")),
        .until(why), .report(.hangup),
      ], as: name)
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(!terminal.text.joined().contains("Sign off S-1") && !terminal.text.joined().contains("s sign off"))
    let file = try store.caseFile("S-1")
    #expect(file.claim == nil && file.status == .scored)
    #expect(try store.entries(after: 0, limit: 99).count == before)
  }

  @Test("a paste with line breaks signs nothing, in the comment and as passphrase")
  func paste() async throws {
    let terminal = review(
      Self.untilSignature + [
        .press(.character("c")), .until("▸ comment"), .untilGone("a moment"),
        .report(.pasted("fine\n\n")), .until("fine"),
        .press(.enter), .until("Your passphrase"), .report(.pasted("heron\n")), .until("one line"),
        .report(.hangup),
      ])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let file = try store.caseFile("S-1")
    #expect(file.signOff == nil)
    #expect(file.reviewer == "Dr Ada Example")
  }

  @Test("what another reviewer registers meanwhile appears")
  func another() throws {
    let other = MemoryCaseStore(actor: "Bea (bea)", sharing: store)
    let record = try Case(id: "S-2", received: "2026-02-21", slides: [world.access.record("/slides/S-1.svs")])
    let isRegistered = Mutex(false)
    // Wide enough for a preview, whose drawing is when the other one registers.
    let wide = TerminalSize(columns: 160, rows: 48)
    let register = { @Sendable in
      isRegistered.withLock { isRegistered in
        guard !isRegistered else { return }
        isRegistered = true
        try? other.register([record])
      }
    }
    let terminal = review([.until("S-1"), .until("S-2"), .report(.hangup)], size: wide, whenDrawn: register)
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
  }

  @Test("a terminal that goes away ends it, and what was typed is kept as a draft")
  func hangup() async throws {
    let typed = [.press(.character("c")), .until("▸ comment"), .untilGone("a moment")] + FakeTerminal.Step.type("seen")
    let terminal = review(Self.untilSignature + typed + [.until("seen"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let draft = try store.caseFile("S-1").draft
    #expect(draft == SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen"))
  }

  @Test("nothing is signed where another slide has come under the path: the panel says so, and the dialog")
  func swapped() async throws {
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "another")
    let terminal = review([
      .until("S-1"), .press(.enter), .until("file: changed since"), .untilGone("drawing"), .press(.character("s")),
      .until("keep draft"), .press(.character("h")), .until("◉ ▲ HIGH"), .press(.enter), .until("put that file back"),
      .report(.hangup),
    ])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(try store.caseFile("S-1").signOff == nil)
    let kept = try drafts.draft(of: "S-1") ?? store.caseFile("S-1").draft
    #expect(kept?.finalCall == .high)
  }

  @Test("a casebook that does not answer is told")
  func unavailable() {
    store.fail(with: .busy(path: "/casebook.sqlite"))
    let terminal = review([.until("Failed"), .until("busy"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
  }

  @Test("a draft that was kept beside the casebook is there again when the case is opened")
  func keptDraft() async throws {
    _ = drafts.keep(SignOffDraft(decision: .confirm, finalCall: .high, comment: "kept"), of: "S-1")
    let terminal = review([.until("S-1"), .press(.enter), .until("Draft"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(try store.caseFile("S-1").draft?.comment == "kept")
    #expect(drafts.draft(of: "S-1") == nil)
  }
}

/// Drafts that are kept in memory.
private final class DraftsInMemory: DraftShelf {
  private let drafts = Mutex<[String: SignOffDraft]>([:])

  func keep(_ draft: SignOffDraft, of caseID: String) -> String? {
    drafts.withLock { $0[caseID] = draft }
    return "/drafts/\(caseID)"
  }

  func draft(of caseID: String) -> SignOffDraft? { drafts.withLock { $0[caseID] } }

  func forget(_ caseID: String) { drafts.withLock { _ = $0.removeValue(forKey: caseID) } }
}

/// Whether a session has ended.
private final class End: Sendable {
  let isHere = Mutex(false)
}
