import Casework
import Prognosis
import Synchronization
import Testing
import Workstation

@testable import UseCases

/// What somebody types, line by line, and what is said to them: a line is taken when it is asked for, a passphrase
/// when one is.
private final class Script {
  private var lines: [String]
  private var secrets: [String]
  private(set) var said: [String] = []

  init(_ lines: [String], secrets: [String]) { (self.lines, self.secrets) = (lines, secrets) }

  /// ``pause`` waits; behind the last line nobody types any more.
  var speech: Speech {
    Speech(
      say: { self.said.append($0) },
      hear: { _ in
        guard !self.lines.isEmpty else { return .end }
        let line = self.lines.removeFirst()
        if line == Self.lost { return .lost(.notUTF8) }
        return line == Self.pause ? .silence : .line(line)
      },
      settle: { self.said.append(Self.settled) },
      lastWords: { if let unsigned = $0 { self.said.append(Self.lastWords(unsigned.caseID)) } },
      secret: { _ in
        self.secrets.isEmpty ? .refused("nobody types") : .typed(Passphrase(self.secrets.removeFirst()))
      })
  }

  /// Stands among what was said where what was typed before counts for nothing.
  static let settled = "(settled)"

  /// Stands among what was said where a signal would tell from then on that the case is not signed.
  static func lastWords(_ caseID: String) -> String { "(not signed: \(caseID))" }

  /// In the place of a line: one of which nothing is taken.
  static let lost = "\u{1}"

  /// In the place of a line: nothing is typed for a moment.
  static let pause = "\u{0}"

  var text: String { said.joined(separator: "\n") }
}

extension ReviewLoopTests {
  private static let reader = "Dr Ada Example"

  /// Runs a dialogue over the case, or over the queue, on what is typed.
  private func speak(
    _ lines: [String], secrets: [String] = [Self.words], caseID: String? = "S-1",
    as reviewer: String = Self.reader, at store: MemoryCaseStore? = nil
  ) async throws -> (said: [String], unsigned: [UnsignedCase]) {
    // It waits on its thread for what it asks: on a thread of the tasks, two would leave none for that.
    try await onThread { run(lines, secrets: secrets, caseID: caseID, as: reviewer, at: store ?? self.store) }
  }

  private func run(
    _ lines: [String], secrets: [String], caseID: String?, as reviewer: String, at store: MemoryCaseStore
  ) -> (said: [String], unsigned: [UnsignedCase]) {
    let script = Script(lines, secrets: secrets)
    let seconds = Mutex(1_772_366_400)
    let clock = WallClock(
      timestamp: { "2026-03-01T12:00:00Z" },
      seconds: {
        seconds.withLock { time in
          time += 3
          return time
        }
      }, milliseconds: { 0 }, pause: { _ in })
    let session = SpokenSession(
      .init(reader: reviewer),
      desk: .init(
        store: store, reviewer: reviewer, keys: Self.keys, drafts: NoDrafts(), slides: world.access),
      speech: script.speech, clock: clock, tiles: { _ in throw CancellationError() },
      problem: { Problem(title: "Failed", detail: "\($0)", remedy: "Look.") })
    let unsigned = session.run(caseID)
    return (script.said, unsigned)
  }

  /// Long enough for a signature to go to the casebook.
  private static let wait = [String](repeating: Script.pause, count: 10)

  private static let reading = ["read", "glass", "high", "", "seen", "sign"]

  @Test("a whole reading in words is signed as on the screen, and says that no picture was shown")
  func spokenReading() async throws {
    let (said, unsigned) = try await speak(Self.reading + Self.wait)
    let signOff = try #require(try store.caseFile("S-1").signOff, "\(said.joined(separator: "\n"))")
    #expect(signOff.finalCall == .high && signOff.decision == .confirm && signOff.comment == "seen")
    #expect(signOff.shown == .allBut(["S-1.svs"]) && signOff.diagnosisRead == .glass)
    #expect(
      said.suffix(3) == [
        "It is in the ledger and cannot be changed.", "This command makes its PDF report:",
        "coverslip report S-1 --format pdf",
      ] && unsigned.isEmpty)
    #expect(said.contains { $0.hasPrefix("Case S-1 is signed: high, confirmed, by Dr Ada Example") })
    #expect(said.contains("Where the tissue lies is not known: no tiles could be read."))
    let last = try #require(try store.entries(after: 0, limit: 99).last)
    #expect(last.kind == "signed" && last.signature != nil)
    #expect(try store.verify().isIntact)
  }

  @Test("read blinded first in words, a case tells nothing of the model before the first call is in the ledger")
  func spokenBlinded() async throws {
    try await SetProtocol(store: store, keys: Self.keys)(
      .blindedFirst, for: "S-1", by: Self.reader, Passphrase(Self.words))
    let first = ["read", "pacs", "low", "high", "2"]
    let (before, _) = try await speak(first + ["case", "quit"])
    #expect(!before.contains { $0.contains("18.4") || $0.contains("log-hazard") || $0.contains("high risk") })
    #expect(try store.caseFile("S-1").firstReads.isEmpty)
    let (said, _) = try await speak(first + ["commit", "high", "", "", "sign"] + Self.wait)
    let signOff = try #require(try store.caseFile("S-1").signOff, "\(said.joined(separator: "\n"))")
    #expect(signOff.firstRead?.call == .low && signOff.firstRead?.grade == 2 && signOff.finalCall == .high)
    #expect(signOff.readingProtocol == .blindedFirst && signOff.grade?.own == 2)
    let committed = try #require(said.firstIndex(of: "Your first call is in the ledger. Now the rest is told."))
    let called = try #require(said.firstIndex(of: "The model's call: high risk."))
    #expect(committed < called)
    #expect(said.firstIndex(of: Script.settled) == said.firstIndex { $0.contains("Type commit") }.map { $0 + 1 })
    #expect(try store.verify().isIntact)
  }

  @Test("a deferral in words puts the case off, and needs no slide that was looked at")
  func spokenDeferral() async throws {
    let (said, _) = try await speak(["read", "not stated", "defer", "second", "", "sign"] + Self.wait)
    let file = try store.caseFile("S-1")
    #expect(file.status == .deferred && file.signOff?.reason?.label == "second opinion", "\(said)")
    #expect(said.contains { $0.hasPrefix("Case S-1 is signed: deferred, by") })
  }

  @Test("a wrong passphrase in words signs nothing and keeps the draft, as leaving does and an input that ends")
  func spokenRefusals() async throws {
    let (said, _) = try await speak(Self.reading + ["quit"], secrets: ["nine red herons at dusk"])
    #expect(said.contains("Nothing was signed; your draft is kept."), "\(said)")
    let draft = try store.opened(for: .reviewer(Self.reader)).caseFile("S-1")
    #expect(draft.signOff == nil && draft.draft?.comment == "seen" && draft.claim == nil)
  }

  @Test("z and an input that ends take a signature back that was just given")
  func spokenWithdrawal() async throws {
    let (withdrawn, none) = try await speak(Self.reading + ["z", "quit"])
    #expect(withdrawn.contains("Withdrawn: nothing was signed. Your draft is kept.") && none.isEmpty)
    let (_, unsigned) = try await speak(["read", "", "", "", "", "sign"])
    #expect(unsigned.map(\.reason) == [.ended])
    #expect(try store.caseFile("S-1").signOff == nil)
    #expect(!(try store.entries(after: 0, limit: 99).contains { $0.kind == "signed" }))
  }

  @Test("a line of which some is lost is no answer: the question is asked again")
  func spokenLostLine() async throws {
    let (said, _) = try await speak(["read", "glass", "high", "", Script.lost, "quit"])
    let lost = try #require(said.firstIndex(of: "The line is not UTF-8: nothing of it was taken."), "\(said)")
    #expect(said[lost + 1] == "A comment of your own, on one line; a hyphen for none.")
    #expect(try store.opened(for: .reviewer(Self.reader)).caseFile("S-1").draft?.comment ?? "" == "")
  }

  @Test("as long as z takes a signature back, a signal that ends the program says that it is none")
  func spokenLastWords() async throws {
    let (said, _) = try await speak(Self.reading + [Script.pause, "z", "quit"])
    let held = try #require(said.firstIndex { $0.hasPrefix("Signed. It goes to the casebook in") }, "\(said)")
    let last = try #require(said.lastIndex(of: Script.lastWords("S-1")))
    #expect(said.firstIndex(of: Script.lastWords("S-1")) == held + 1 && last < said.count - 1)
    let (whole, _) = try await speak(["read"] + Self.reading.dropFirst() + Self.wait)
    #expect(whole.contains("It is in the ledger and cannot be changed."), "\(whole)")
  }

  @Test("a resident hears that they cannot sign, claims nothing, and is asked for no passphrase")
  func spokenResident() async throws {
    let request = AdmitReviewers.Request(name: "Cy Marsh", role: .resident, passphrase: Passphrase(Self.words + "cy"))
    try await AdmitReviewers(store: store, keys: Self.keys).admit(
      request, by: .init(name: Self.reader, passphrase: Passphrase(Self.words)))
    let own = MemoryCaseStore(actor: "Cy", sharing: store)
    let (said, _) = try await speak(["read", "quit"], secrets: [], as: "Cy Marsh", at: own)
    #expect(said.contains { $0.contains("noRight") } && said.contains("Type quit to leave."), "\(said)")
    #expect(!(try store.entries(after: 0, limit: 99).contains { $0.kind == "review-opened" }))
  }

  @Test("the queue in words opens a case by its number, and comes again behind it")
  func spokenQueue() async throws {
    let (said, _) = try await speak(["1", "quit", "quit"], caseID: nil)
    #expect(said.count { $0 == "1 case to do, longest waiting first." } == 2, "\(said)")
    #expect(said.contains("Case S-1, scored."))
    let (missing, _) = try await speak(["quit"], caseID: "S-9")
    #expect(missing.contains { $0.contains("noSuchCase") }, "\(missing)")
  }
}

/// Keeps nothing: the casebook takes every draft.
private struct NoDrafts: DraftShelf {
  func keep(_ draft: SignOffDraft, of caseID: String) -> String? { nil }
  func draft(of caseID: String) -> SignOffDraft? { nil }
  func forget(_ caseID: String) {}
}
