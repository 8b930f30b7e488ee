import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("Whoever may not sign, on the screen")
struct RightScreenTests {
  private static let problem = Problem(
    title: "You cannot sign this", detail: "the role resident may not sign a case", remedy: "Look on.")

  private static func opened(_ file: CaseFile) -> Bench {
    var bench = Bench(columns: 160, rows: 48, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  private static var signed: CaseFile {
    get throws {
      var file = Sketch.high
      file.status = .signed
      file.signOff = try Sketch.signed(
        SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), finding: Sketch.finding(.high))
      return file
    }
  }

  @Test("the right is asked for when a dialog opens, each dialog its own")
  func asked() throws {
    var bench = Self.opened(Sketch.high)
    bench.press("s")
    #expect(bench.take().contains(.checkRight(caseID: "S-12", .sign)))
    bench.press(.escape, "o")
    #expect(bench.take().contains(.checkRight(caseID: "S-12", .askOpinion)))
    for key in ["d", "e"] as [Character] {
      var bench = Self.opened(try Self.signed)
      bench.press(.character(key))
      #expect(bench.take().contains(.checkRight(caseID: "S-12", .amend)), "\(key)")
    }
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    var first = Self.opened(blinded.disclosed(to: .reviewer("Dr Ada Example")))
    first.press("s")
    #expect(first.take().contains(.checkRight(caseID: "S-12", nil)))
  }

  @Test("a sign-off says at once that they may not, keeps their draft, and never asks for the passphrase")
  func signOff() {
    var bench = Bench.signing(Sketch.high)
    bench.send(.rightRefused(caseID: "S-12", Self.problem))
    #expect(bench.text.contains("! the role resident may not sign a case"))
    #expect(bench.state.problem == nil)
    bench.press("h", .enter)
    #expect(!bench.text.contains("Your passphrase"))
    #expect(bench.text.contains("! the role resident may not sign a case"))
    bench.press("c")
    bench.type("seen")
    bench.press(.enter)
    #expect(!bench.text.contains("Your passphrase"))
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen")
    #expect(bench.take().last == .saveDraft(caseID: "S-12", draft))
    bench.press(.tab, "x", "x", "l", .enter)
    #expect(bench.text.contains("! the role resident may not sign a case"), "nor after the draft was thrown away")
  }

  @Test("told when the passphrase is asked for already, it takes that back, and what was typed of it")
  func late() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("seven")
    bench.send(.rightRefused(caseID: "S-12", Self.problem))
    bench.look()
    #expect(!bench.text.contains("•") && !bench.text.contains("Your passphrase"))
    bench.press(.escape, "s")
    #expect(!bench.text.contains("may not sign"), "it is asked anew with the dialog")
  }

  @Test("what keeps no draft is closed with the reason", arguments: ["d", "e"] as [Character])
  func closed(key: Character) throws {
    var bench = Self.opened(try Self.signed)
    bench.press(.character(key))
    bench.send(.rightRefused(caseID: "S-99", Self.problem))
    #expect(bench.state.popup != nil, "another case is none of its business")
    bench.send(.rightRefused(caseID: "S-12", Self.problem))
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("the role resident may not sign a case"))
  }

  @Test("a question is closed with the reason, too")
  func question() {
    var bench = Self.opened(Sketch.high)
    bench.press("o")
    bench.send(.rightRefused(caseID: "S-12", Self.problem))
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("You cannot sign this"))
  }

  // MARK: Who may not take a case up

  private static let reader = "Dr Ada Example"
  private static let refusal = Problem(
    title: "You cannot take this case up", detail: "the role engineer may not take a case up", remedy: "Look on.")

  /// The reader with a role; retired, or in no roster at all, where there is none.
  private static func roster(_ role: ReviewerRole?, isRetired: Bool = false) -> Roster {
    func reviewer(_ name: String, _ role: ReviewerRole, _ standing: ReviewerStanding) -> Reviewer {
      Reviewer(
        name: name, role: role, publicKey: [], fingerprint: name, standing: standing, admittedBy: "Ann",
        admittedAt: "2025-01-01T00:00:00Z", sealedDigest: "", admitted: 2, sequence: 2)
    }
    let standing = isRetired ? ReviewerStanding.retired(since: "2025-05-01T00:00:00Z") : .active
    return Roster([reviewer("Ann", .pathologist, .active)] + (role.map { [reviewer(reader, $0, standing)] } ?? []))
  }

  private static func told(_ file: CaseFile, _ roster: Roster) -> CaseFile {
    file.disclosed(to: .reviewer(reader), among: roster)
  }

  private static let shutOut = [
    roster(.engineer), roster(.quality), roster(nil), roster(.pathologist, isRetired: true),
  ]

  @Test("s opens no dialog and claims nothing for them, and no key that they may not use is shown", arguments: shutOut)
  func noDialog(roster: Roster) {
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    for file in [Sketch.high, blinded] {
      var bench = Self.opened(Self.told(file, roster))
      #expect(!bench.text.contains("s sign off") && !bench.text.contains("s your first call"))
      #expect(!bench.text.contains("o ask"))
      bench.press("s")
      #expect(bench.state.popup == nil)
      #expect(bench.take() == [.checkRight(caseID: "S-12", .takeUp)])
      bench.send(.claimRefused(caseID: "S-12", Self.refusal))
      #expect(bench.words.contains("the role engineer may not take a case up"))
      bench.press(.enter, .escape)
      #expect(!bench.take().contains(.closeReview(caseID: "S-12")), "there is nothing to give back")
    }
  }

  @Test("no other dialog opens for them either, and it is said once why", arguments: [shutOut[2], shutOut[3]])
  func noOtherDialog(roster: Roster) throws {
    for (file, key, right) in [
      (Sketch.high, "o", .askOpinion), (try Self.signed, "d", .amend), (try Self.signed, "e", .amend),
    ] as [(CaseFile, Key, ReviewerRight)] {
      var bench = Self.opened(Self.told(file, roster))
      bench.press(key)
      #expect(bench.state.popup == nil && bench.take() == [.checkRight(caseID: "S-12", right)], "\(key)")
      bench.send(.rightRefused(caseID: "S-12", Self.problem))
      #expect(bench.state.problem == Self.problem)
      bench.press(.enter)
      bench.send(.rightRefused(caseID: "S-12", Self.problem))
      #expect(bench.state.problem == nil, "it is said once")
    }
  }

  @Test("an engineer reads that a first call is awaited, not theirs, and no key to go on with a draft")
  func engineer() {
    var file = Sketch.high
    file.draft = Sketch.confirmation
    let bench = Self.opened(Self.told(file, Self.roster(.engineer)))
    #expect(!bench.words.contains("s goes on"))
    file.ownProtocol = .blindedFirst
    let blinded = Self.opened(Self.told(file, Self.roster(.engineer)))
    #expect(blinded.words.contains("withheld until a first call") && !blinded.words.contains("your first call"))
  }

  @Test("r asks nobody for a case in their name, and is not offered to them", arguments: shutOut)
  func noRequest(roster: Roster) {
    var file = Sketch.high
    file.claim = ReadingClaim(
      reviewer: "Bo Lind", since: "2025-06-02T13:00:00Z", until: "2025-06-02T15:00:00Z", request: nil)
    var bench = Self.opened(Self.told(file, roster))
    #expect(bench.words.contains("Bo Lind reads this case") && !bench.text.contains("r ask"))
    bench.press("r")
    #expect(bench.take() == [.checkRight(caseID: "S-12", .takeUp)])
  }

  @Test("a resident takes a case up as ever, and is offered what they may sign", arguments: [ReviewerRole.resident])
  func resident(role: ReviewerRole) throws {
    var bench = Self.opened(Self.told(Sketch.high, Self.roster(role)))
    #expect(!bench.text.contains("s sign off") && bench.text.contains("o ask"))
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    #expect(Self.opened(Self.told(blinded, Self.roster(role))).text.contains("s your first call"))
    bench.press("s")
    #expect(bench.take().contains(.openReview(caseID: "S-12")))
    let signed = Self.opened(Self.told(try Self.signed, Self.roster(role)))
    #expect(!signed.text.contains("d add") && !signed.text.contains("e amend"))
  }

  @Test("one who is retired while they read a case is told so within the two seconds, and the dialog closes")
  func retiredMeanwhile() {
    var bench = Bench.signing(Self.told(Sketch.high, Self.roster(.pathologist)))
    bench.press("h")
    _ = bench.take()
    bench.send(.caseRead(Self.told(Sketch.high, Self.roster(.pathologist, isRetired: true))))
    #expect(bench.take().contains(.checkRight(caseID: "S-12", .takeUp)))
    bench.send(.claimRefused(caseID: "S-12", Self.refusal))
    #expect(bench.state.popup == nil)
    #expect(bench.state.reading?.file.draft?.finalCall == .high)
    bench.send(.caseRead(Self.told(Sketch.high, Self.roster(.pathologist, isRetired: true))))
    #expect(!bench.take().contains(.checkRight(caseID: "S-12", .takeUp)), "it is said once")
  }
}
