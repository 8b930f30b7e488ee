import Casework
import Cryptography
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
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(
    actor: "Ada Example (ada)", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)
  private let drafts = DraftsInMemory()

  /// A scored case on a slide of its own.
  init() async throws {
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
  private func review(
    _ script: [FakeTerminal.Step], size: TerminalSize = TerminalSize(columns: 100, rows: 30),
    whenDrawn: @escaping @Sendable () -> Void = {}
  ) -> FakeTerminal {
    let terminal = FakeTerminal(size: size, script: script, patience: 5000)
    let session = ReviewSession(
      terminal: terminal,
      desk: .init(store: store, reviewer: "Dr Ada Example", drafts: drafts, slides: world.access), clock: Self.clock(),
      pictures: { Self.pictures($0, whenDrawn) }, saveTheme: { _ in },
      problem: { Problem(title: "Failed", detail: Self.words($0), remedy: "Look.") })
    session.run(from: WorkstationState(size: terminal.size, reviewer: "Dr Ada Example"))
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
    case .noAnswer(let error), .themeNotSaved(let error): "\(error)"
    }
  }

  private static let untilSignature: [FakeTerminal.Step] = [
    .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"), .press(.character("s")),
    .until("keep draft"),
    .press(.character("c")), .until("to the signature"),
  ]

  @Test("signs what the reviewer confirms, and the casebook has the entry")
  func signs() async throws {
    let terminal = review(
      Self.untilSignature + [
        .press(.enter), .until("No other key does"), .press(.control("y")), .until("SIGNED"), .report(.hangup),
      ])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let file = try store.caseFile("S-1")
    #expect(file.signOff?.reviewer == "Dr Ada Example")
    #expect(file.signOff?.finalCall == .high)
    #expect(file.signOff?.entryDigest != nil)
    #expect(file.draft == nil)
  }

  @Test("a paste with line breaks and Ctrl-Y signs nothing")
  func paste() async throws {
    let terminal = review(
      Self.untilSignature + [
        .report(.pasted("fine\n\u{19}\n\u{19}")), .until("fine"), .until("to the signature"), .report(.hangup),
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
    let terminal = review([.until("S-1"), .until("S-2"), .report(.hangup)], size: wide) {
      isRegistered.withLock { isRegistered in
        guard !isRegistered else { return }
        isRegistered = true
        try? other.register([record])
      }
    }
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
  }

  @Test("a terminal that goes away ends it, and what was typed is kept as a draft")
  func hangup() async throws {
    let typed = FakeTerminal.Step.type("seen")
    let terminal = review(Self.untilSignature + typed + [.until("seen"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    let draft = try store.caseFile("S-1").draft
    #expect(draft == SignOffDraft(decision: .confirm, comment: "seen"))
  }

  @Test("nothing is signed where another slide has come under the path")
  func swapped() async throws {
    let terminal = review(
      Self.untilSignature + [.press(.enter), .until("No other key does"), .press(.control("y")), .until("Failed")]
        + [.until("content"), .report(.hangup)]
    ) { [world] in world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "another") }
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(try store.caseFile("S-1").signOff == nil)
    #expect(drafts.draft(of: "S-1") == SignOffDraft(decision: .confirm))
  }

  @Test("a casebook that does not answer is told")
  func unavailable() {
    store.fail(with: .busy(path: "/casebook.sqlite"))
    let terminal = review([.until("Failed"), .until("busy"), .report(.hangup)])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
  }

  @Test("a draft that was kept beside the casebook is there again when the case is opened")
  func keptDraft() async throws {
    _ = drafts.keep(SignOffDraft(decision: .confirm, comment: "kept"), of: "S-1")
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
