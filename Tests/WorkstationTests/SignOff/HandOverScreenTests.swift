import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("A case that is asked for")
struct HandOverScreenTests {
  private static func read(by reviewer: String, asker: String? = nil, isKept: Bool = false) -> CaseFile {
    var file = Sketch.high
    (file.status, file.reviewer) = (.inReview, reviewer)
    let request = asker.map { HandOverRequest(asker: $0, at: "2026-11-02T11:05:00Z", isKept: isKept) }
    file.claim = ReadingClaim(
      reviewer: reviewer, since: "2026-11-02T11:00:00Z", until: "2026-11-02T11:15:00Z", request: request)
    return file
  }

  private static let own = "Dr Ada Example"

  private func answers(_ bench: inout Bench) -> [Effect] {
    bench.take().filter { if case .answerRequest = $0 { true } else { false } }
  }

  /// The dialog is open, a comment is typed, and Bo asks.
  private func asked() -> Bench {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", "c")
    bench.type("seen")
    _ = bench.take()
    bench.send(.caseRead(Self.read(by: Self.own, asker: "Bo Lind")))
    return bench
  }

  @Test("asks the reader, whatever they are at; no key counts before it is on the screen, and none but y and n")
  func prompt() {
    var bench = asked()
    #expect(bench.words.contains("Bo Lind asks for this case: y gives it, n keeps it."))
    bench.pressAtOnce("y", "n", .enter)
    #expect(answers(&bench).isEmpty && bench.words.contains("Bo Lind asks"))
    bench.look()
    bench.pressAtOnce("y", "e", "s")
    bench.send(.pasted("y"))
    bench.press("x", .enter, .escape, "q")
    #expect(answers(&bench).isEmpty && bench.words.contains("Bo Lind asks"))
    #expect(bench.state.reading?.file.draft?.finalCall == .high)
  }

  @Test("y gives it: the dialog closes, its draft is kept first, and the claim is not renewed any more")
  func gives() throws {
    var bench = asked()
    bench.look()
    bench.press("y")
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen")
    let effects = bench.take()
    let places = [Effect.saveDraft(caseID: "S-12", draft), .answerRequest(caseID: "S-12", gives: true)].map {
      effects.firstIndex(of: $0)
    }
    let (kept, given) = (try #require(places[0]), try #require(places[1]))
    #expect(kept < given)
    #expect(bench.state.popup == nil)
    #expect(bench.lines[23].contains("Bo Lind has the case now."))
    bench.send(.caseRead(Self.read(by: "Bo Lind")))
    #expect(bench.words.contains("Bo Lind reads this case"))
    bench.wait(seconds: 120)
    #expect(!bench.take().contains(.openReview(caseID: "S-12")))
  }

  @Test("given to one who may not take it any more, the case is the reader's still, and its claim is renewed")
  func notTaken() {
    var bench = asked()
    bench.look()
    bench.press("y")
    bench.send(.caseRead(Self.read(by: Self.own)))
    _ = bench.take()
    bench.wait(seconds: 60)
    #expect(bench.take().contains(.openReview(caseID: "S-12")))
  }

  @Test("refused to one who was retired meanwhile, it is the reader's, and nothing says that the other one has it")
  func refused() {
    var bench = asked()
    bench.look()
    bench.press("y")
    _ = bench.take()
    let problem = Problem(title: "The case is still yours", detail: "Bo Lind is retired.", remedy: "Go on.")
    bench.send(.handOverRefused(caseID: "S-12", problem))
    #expect(bench.text.contains("✗ The case is still yours") && !bench.text.contains("has the case now"))
    #expect(bench.take().contains(.readCase(caseID: "S-12")))
    bench.wait(seconds: 60)
    #expect(bench.take().contains(.openReview(caseID: "S-12")))
  }

  @Test("whoever is retired while they ask is told so, and nobody is asked in their name any more")
  func askerRetired() {
    var bench = Bench(columns: 120, rows: 40, cases: [Self.read(by: "Bo Lind")])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("r")
    _ = bench.take()
    let roster = Roster([
      Reviewer(
        name: Self.own, role: .pathologist, publicKey: [], fingerprint: "a",
        standing: .retired(since: "2026-11-02T11:06:00Z"), admittedBy: "Ann", admittedAt: "2025-01-01T00:00:00Z",
        sealedDigest: "", admitted: 2, sequence: 2)
    ])
    bench.send(.caseRead(Self.read(by: "Bo Lind").disclosed(to: .reviewer(Self.own), among: roster)))
    #expect(bench.take().contains(.checkRight(caseID: "S-12", .takeUp)))
    let problem = Problem(title: "You cannot take this case up", detail: "You are retired.", remedy: "Look on.")
    bench.send(.claimRefused(caseID: "S-12", problem))
    #expect(bench.text.contains("You are retired.") && !bench.text.contains("is asked for the case"))
    #expect(bench.state.reading?.asked == nil)
  }

  @Test("n keeps it, and the dialog is as it was")
  func keeps() {
    var bench = asked()
    bench.look()
    bench.press("n")
    #expect(answers(&bench) == [.answerRequest(caseID: "S-12", gives: false)])
    bench.send(.caseRead(Self.read(by: Self.own, asker: "Bo Lind", isKept: true)))
    bench.look()
    bench.type(" on")
    #expect(bench.text.contains("seen on") && !bench.words.contains("Bo Lind asks"))
  }

  @Test("the question goes away where the colleague does")
  func withdrawn() {
    var bench = asked()
    bench.send(.caseRead(Self.read(by: Self.own)))
    #expect(!bench.words.contains("Bo Lind asks") && bench.text.contains("seen"))
  }

  @Test("a passphrase that is being typed when somebody asks does not sign with the keys after it")
  func passphrase() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("pass")
    _ = bench.take()
    bench.send(.caseRead(Self.read(by: Self.own, asker: "Bo Lind")))
    bench.look()
    bench.pressAtOnce("n", .enter)
    bench.look()
    bench.pressAtOnce("n")
    bench.pressAtOnce(.enter)
    #expect(bench.lastChecked == nil)
    bench.look()
    bench.press(.enter)
    #expect(bench.lastChecked == Passphrase("pass"))
  }

  @Test("a signature that can still be withdrawn is not disturbed, and a locked screen says nothing")
  func notNow() {
    var held = Bench.held(Sketch.high)
    held.send(.caseRead(Self.read(by: Self.own, asker: "Bo Lind")))
    #expect(!held.words.contains("Bo Lind asks"))
    var locked = Bench.signing(Sketch.high, idleLimit: 60)
    locked.wait(seconds: 61)
    locked.send(.caseRead(Self.read(by: Self.own, asker: "Bo Lind")))
    #expect(!locked.words.contains("Bo Lind"))
  }

  @Test("r asks, and tells what came of it: given, kept, or free")
  func asks() {
    func asking() -> Bench {
      var bench = Bench(columns: 120, rows: 40, cases: [Self.read(by: "Bo Lind")])
      bench.press(.enter)
      bench.drawPictures()
      #expect(bench.text.contains("r asks for it"))
      bench.press("r")
      #expect(bench.take().contains(.askForCase(caseID: "S-12")))
      bench.send(.caseRead(Self.read(by: "Bo Lind", asker: Self.own)))
      #expect(bench.lines[39].contains("Bo Lind is asked for the case."))
      return bench
    }
    var bench = asking()
    bench.send(.caseRead(Self.read(by: Self.own)))
    #expect(bench.lines[39].contains("Bo Lind gave you the case: s goes on."))
    bench.wait(seconds: 60)
    #expect(bench.take().contains(.openReview(caseID: "S-12")), "the claim is renewed from here")
    bench = asking()
    bench.send(.caseRead(Self.read(by: "Bo Lind", asker: Self.own, isKept: true)))
    #expect(bench.lines[39].contains("Bo Lind keeps the case."))
    bench.wait(seconds: 60)
    #expect(bench.lines[39].contains("Bo Lind keeps the case."), "until somebody is there to read it")
    bench = asking()
    bench.send(.caseRead(Self.read(by: "Bo Lind", asker: "Cy")))
    #expect(bench.lines[39].contains("Cy has asked before you and waits for an answer."))
    bench = asking()
    bench.send(.caseRead(Sketch.high))
    #expect(bench.lines[39].contains("Bo Lind has given the case back: s takes it."))
    bench = asking()
    bench.press(.escape)
    #expect(bench.take().contains(.closeReview(caseID: "S-12")), "whoever leaves asks no more")
  }

  @Test("nobody is asked for a case that nobody else reads")
  func nobody() {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter, "r")
    #expect(!bench.take().contains(.askForCase(caseID: "S-12")))
    #expect(bench.lines[23].contains("Nobody else reads this case"))
  }
}
