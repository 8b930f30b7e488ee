import Casework
import Testing

@testable import Workstation

@Suite("Whoever may not sign, on the screen")
struct RightScreenTests {
  private static let problem = Problem(
    title: "You cannot sign this", detail: "the role resident may not sign a case", remedy: "Look on.")

  private static func opened(_ file: CaseFile) -> Bench {
    var bench = Bench(cases: [file])
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
}
