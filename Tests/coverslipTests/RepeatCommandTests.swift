import Basics
import Casework
import CasebookStore
import Foundation
import Microscopy
import Prognosis
import Testing

/// Cases that a reader reads again, from a shell.
@Suite("The command repeat")
struct RepeatCommandTests {
  private let scratch: Scratch
  private let casebook: String
  private static let ann = TestReviewer.ann

  /// A scored case that Ann may sign.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: arguments + ["--casebook", casebook])
  }

  /// The same by Ann, with her passphrase.
  private func asked(_ arguments: String..., of path: String? = nil) throws -> Program.Result {
    try Self.ann.run(
      ["repeat"] + arguments + ["--reviewer", Self.ann.name], casebook: path ?? casebook, scratch)
  }

  @Test("plans and tells what there is, says how many cases are missing, and that it validates no viewer")
  func tells() throws {
    let plan = try asked("plan")
    #expect(plan.status == 0 && plan.output.hasPrefix("Cases for Ann Rey to read again\n"), "\(plan.error)")
    #expect(plan.output.contains("60 cases missing"))
    let result = try asked("result")
    #expect(result.status == 0 && result.output.contains("60 cases more to read: the design asks for 60"))
    for told in [plan, result] { #expect(told.output.contains("It does not validate a viewer")) }
    let json = try asked("result", "--json").json
    #expect(json["cases"] as? Int == 0 && json["casesMissing"] as? Int == 60)
    let drawn = try asked("plan", "--seed", "7", "--json").json
    #expect(drawn["isEnough"] as? Bool == false)
  }

  @Test("a call two weeks later is signed, once; the case stays as it was, and the result has it with its limits")
  func calls() throws {
    let path = scratch["earlier.sqlite"]
    try Self.readInJanuary(path)
    try Self.ann.admit(to: path)
    let plan = try asked("plan", of: path)
    #expect(plan.output.contains("due now: 1") && plan.output.contains("S-1, due 2026-01-19T10:00:00Z"))
    let call = ["repeat", "S-1", "--call", "low", "--reviewer", Self.ann.name]
    let kept = try Self.ann.run(call, casebook: path, scratch)
    #expect(kept.status == 0 && kept.output.hasPrefix("read case S-1 again as Ann Rey at "), "\(kept.error)")
    #expect(!kept.output.contains("high"), "the call before is not told")
    let again = try Self.ann.run(call, casebook: path, scratch)
    #expect(again.status == 65 && again.error.contains("each case is repeated once"), "\(again.error)")
    let result = try asked("result", "--json", of: path).json
    #expect(result["cases"] as? Int == 1 && result["casesMissing"] as? Int == 59)
    #expect((result["readAgain"] as? [String: Int])?["not-stated"] == 1, "a shell does not know where")
    #expect((result["concordance"] as? [String: Any])?["count"] as? Int == 0, "\(result)")
    let shown = try Program.run("show", "S-1", "--json", "--casebook", path).json
    #expect(shown["status"] as? String == "signed" && shown["finalCall"] as? String == "high")
    #expect((shown["repeats"] as? [[String: Any]])?.map { $0["call"] as? String } == ["low"])
    #expect(try Program.run("ledger", "verify", "--casebook", path).status == 0)
  }

  /// A case that Ann has signed high on 5 January, before anybody was admitted.
  private static func readInJanuary(_ path: String) throws {
    let store = try Casebook.open(path: path, createIfMissing: true, now: { "2026-01-05T10:00:00Z" }, actor: "test")
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let slide = CaseSlide(
      path: "/slides/S-1.svs", size: PixelSize(width: 2000, height: 2000), mpp: mpp, mppGiven: false, objective: 20,
      vendor: "aperio")
    let model = ModelIdentity(
      name: "m", version: "1", digest: String(repeating: "a", count: 64), demonstration: true, threshold: 0.1)
    try store.register([Case(id: "S-1", slides: [slide])])
    try store.record(
      Finding(
        id: "f", model: model, software: "test", computedAt: "2026-01-05T09:00:00Z", tiles: 1, tilesAvailable: 1,
        tissueMM2: 1, basis: .slide, probability5y: 0.3, call: .high), for: "S-1")
    try store.sign(
      "S-1", SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), reviewer: ann.name, findingID: "f")
  }

  @Test("says, before a passphrase is asked for, what keeps a case from being read again, and how it is used")
  func refuses() throws {
    let open = try Self.ann.run(
      ["repeat", "S-1", "--call", "low", "--reviewer", Self.ann.name], lines: [], casebook: casebook, scratch)
    #expect(open.status == 65 && open.error.contains("not closed with a call"), "\(open.error)")
    let result = try Self.ann.run(
      ["repeat", "result", "--reviewer", "Ann Ray"], lines: [], casebook: casebook, scratch)
    #expect(result.status != 0 && result.error.contains("Ann Ray") && result.output.isEmpty, "\(result.error)")
    let wrong = try Self.ann.run(
      ["repeat", "result", "--reviewer", Self.ann.name], lines: ["nine grey herons at noon"], casebook: casebook,
      scratch)
    #expect(wrong.status != 0 && wrong.output.isEmpty, "\(wrong.error)")
    for filter in ["call:high", "-by:me", "risk>10", "status:signed"] {
      let chosen = try run("repeat", "plan", "--reviewer", Self.ann.name, "--cases", filter)
      #expect(chosen.status == 64 && chosen.error.contains("\(filter) tells nothing"), "\(chosen.error)")
    }
    let noCall = try run("repeat", "S-1", "--reviewer", Self.ann.name)
    #expect(noCall.status == 64 && noCall.error.contains("repeat CASE with --call"), "\(noCall.error)")
    let other = try run("repeat", "plan", "--call", "low", "--reviewer", Self.ann.name)
    #expect(other.status == 64, "\(other.error)")
  }
}
