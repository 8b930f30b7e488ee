import Foundation
import Testing

@Suite("The commands of reviewers")
struct ReviewerCommandTests {
  private let scratch: Scratch
  private let casebook: String
  private static let words = "seven grey herons at noon"
  private static let others = "nine red herons at dusk"

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
  }

  private func run(_ arguments: String..., words: [String]) throws -> Program.Result {
    try TestReviewer.ann.run(arguments, lines: words, casebook: casebook, scratch)
  }

  private func admitAnn() throws {
    let added = try run("reviewer", "add", "Ann Rey", "--role", "pathologist", words: [Self.words])
    #expect(added.status == 0, "\(added.error)")
    #expect(added.output.hasPrefix("admitted Ann Rey as pathologist, key "))
  }

  private func call() throws -> String {
    try #require(try Program.run("show", "S-1", "--json", "--casebook", casebook).json["modelCall"] as? String)
  }

  @Test("admit, list, change a passphrase, retire, and the ledger holds and names no secret")
  func way() throws {
    try admitAnn()
    let bo = try run("reviewer", "add", "Bo", "--role", "resident", words: [Self.others, Self.words])
    #expect(bo.status == 0, "\(bo.error)")
    let changed = try run("reviewer", "passphrase", "Bo", words: [Self.others, "three blue herons at dawn"])
    #expect(changed.status == 0, "\(changed.error)")
    let retired = try run("reviewer", "retire", "Bo", words: [Self.words])
    #expect(retired.status == 0, "\(retired.error)")
    let list = try Program.run("reviewer", "list", "--casebook", casebook).output.split(separator: "\n")
    #expect(list.count == 3)
    #expect(list[1].contains("pathologist") && list[1].hasSuffix("themself"))
    #expect(list[2].contains("resident") && list[2].contains("retired") && list[2].hasSuffix("Ann Rey"))
    let json = try Program.run("reviewer", "list", "--json", "--casebook", casebook)
    let values = try #require(try JSONSerialization.jsonObject(with: json.bytes) as? [[String: Any]])
    #expect(values.map { $0["state"] as? String } == ["active", "retired"])
    #expect((values[0]["rights"] as? [String])?.contains("sign") == true)
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
    let ledger = try Program.run("ledger", "export", "--casebook", casebook).output
    for kind in ["reviewer-admitted", "passphrase-changed", "reviewer-retired"] { #expect(ledger.contains(kind)) }
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0 != "words" }
    for name in files {
      let bytes = try #require(FileManager.default.contents(atPath: scratch[name]))
      #expect(bytes.range(of: Data("herons".utf8)) == nil)
    }
  }

  @Test("sign a case from a shell, and a second time says who did")
  func sign() throws {
    try CasebookTemplate.signable.copy(to: casebook)
    let call = try call()
    let signed = try run(
      "sign", "S-1", "--reviewer", "Ann Rey", "--decision", "confirm", "--call", call, words: [Self.words])
    #expect(signed.status == 0, "\(signed.error)")
    let shown = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    #expect(shown["status"] as? String == "signed")
    #expect(shown["signedBy"] as? String == "Ann Rey")
    let signOff = try #require(shown["signoff"] as? [String: Any])
    #expect(signOff["shown"] as? String == "signed-without-the-picture")
    #expect(signed.output.contains("Signed without the picture."))
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
    let again = try run(
      "sign", "S-1", "--reviewer", "Ann Rey", "--decision", "confirm", "--call", call, words: [Self.words])
    #expect(again.status != 0 && again.error.contains("signed by Ann Rey"), "\(again.error)")
  }

  @Test("defer with a coded reason, and name the codes where it is another one")
  func reasons() throws {
    try CasebookTemplate.signable.copy(to: casebook)
    let arguments = ["sign", "S-1", "--reviewer", "Ann Rey", "--decision", "defer"]
    let wrong = try TestReviewer.ann.run(arguments + ["--reason", "tired"], casebook: casebook, scratch)
    #expect(wrong.status == 64 && wrong.error.contains("molecular-assay"), "\(wrong.error)")
    let meant = arguments + ["--reason", "second-opinion"]
    let refusals = [
      (["--call", "high"], "no call of your own"), (["--comment", "a\u{202E}b"], "leave them out"),
    ]
    for (more, part) in refusals {
      let refused = try TestReviewer.ann.run(meant + more, casebook: casebook, scratch)
      #expect(refused.status == 64 && refused.error.contains(part), "\(refused.error)")
    }
    let none = try TestReviewer.ann.run(arguments, casebook: casebook, scratch)
    #expect(none.status == 65 && none.error.contains("reason"), "\(none.error)")
    let signed = try TestReviewer.ann.run(meant, casebook: casebook, scratch)
    #expect(signed.status == 0, "\(signed.error)")
    #expect(try Program.run("show", "S-1", "--json", "--casebook", casebook).json["status"] as? String == "deferred")
  }

  @Test("refuse an unknown name before a passphrase is asked, and make a wrong passphrase wait")
  func notAlike() throws {
    try CasebookTemplate.signable.copy(to: casebook)
    let call = try call()
    let unknown = try run(
      "sign", "S-1", "--reviewer", "Nobody", "--decision", "confirm", "--call", call, words: [])
    #expect(unknown.status == 66 && unknown.error.contains("there is no reviewer"), "\(unknown.error)")
    let wrong = try run(
      "sign", "S-1", "--reviewer", "Ann Rey", "--decision", "confirm", "--call", call, words: [Self.others])
    #expect(wrong.status == 77, "\(wrong.error)")
    let sealed = try run("sign", "S-1", "--reviewer", "Ann Rey", "--decision", "confirm", "--call", call, words: [])
    #expect(sealed.status == 66 && sealed.error.contains("holds no passphrase"), "\(sealed.error)")
  }

  private static let refusals: [(arguments: [String], words: [String], status: Int32, part: String)] = [
    (["add", "Bo", "--role", "surgeon"], [words], 64, "role"),
    (["add", "Bo", "--role", "resident"], [words], 65, "the first reviewer admits all others"),
    (["add", "Bo", "--role", "quality"], ["short"], 65, "at least 12 characters"),
    (["add", "Bo", "--role", "quality"], ["password1234"], 65, "one of the first"),
    (["add", "\u{7}", "--role", "quality"], [words], 65, "reviewer's name"),
    (["retire", "Bo", "--by", "Bo"], [words], 77, "nobody can sign in this casebook yet"),
    (["passphrase", "Bo"], [words, others], 77, "nobody can sign in this casebook yet"),
  ]

  @Test("say what is wrong in one sentence, and write nothing", arguments: refusals)
  func refused(arguments: [String], words: [String], status: Int32, part: String) throws {
    try CasebookTemplate.scored.copy(to: casebook)
    let result = try TestReviewer.ann.run(["reviewer"] + arguments, lines: words, casebook: casebook, scratch)
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(part), "\(result.error)")
    #expect(!words.contains { $0.count > 11 && result.error.contains($0) }, "a secret in an error")
    #expect(try Program.run("reviewer", "list", "--json", "--casebook", casebook).output.hasPrefix("[]"))
  }

  private static let acts: [[String]] = [
    ["sign", "S-1", "--reviewer", "Bo", "--decision", "defer", "--reason", "rescan"],
    ["reviewer", "passphrase", "Bo"],
  ]

  @Test("say that nobody can sign yet, and what to do, before anybody is asked for a passphrase", arguments: acts)
  func nobody(arguments: [String]) throws {
    try CasebookTemplate.scored.copy(to: casebook)
    let refused = try TestReviewer.ann.run(arguments, lines: [], casebook: casebook, scratch)
    let remedy = "coverslip reviewer add --casebook \(casebook) NAME --role pathologist"
    #expect(refused.status == 77 && refused.error.contains(remedy), "\(refused.error)")
  }

  private static let rights: [([String], String)] = [
    (acts[0], "may not sign a case"), (["protocol", "open", "--by", "Bo"], "may not admit and retire reviewers"),
    (["reviewer", "add", "Eli", "--role", "engineer", "--by", "Bo"], "may not admit and retire reviewers"),
    (["reviewer", "retire", "Ann Rey", "--by", "Bo"], "may not admit and retire reviewers"),
  ]

  @Test("say that a role may not do it before its passphrase is asked; a resident may still retire themself")
  func roles() throws {
    try CasebookTemplate.signable.copy(to: casebook)
    let added = try run("reviewer", "add", "Bo", "--role", "resident", words: [Self.others, Self.words])
    #expect(added.status == 0, "\(added.error)")
    for (arguments, words) in Self.rights {
      let refused = try TestReviewer.ann.run(arguments, lines: [], casebook: casebook, scratch)
      #expect(refused.status == 77 && refused.error.contains("the role resident \(words)"), "\(refused.error)")
    }
    let signed = try run(
      "sign", "S-1", "--reviewer", "Ann Rey", "--decision", "confirm", "--call", try call(), words: [Self.words])
    #expect(signed.status == 0, "\(signed.error)")
    let addendum = try run("addendum", "S-1", "ER 90 %", "--reviewer", "Bo", words: [])
    #expect(addendum.status == 77 && addendum.error.contains("may not amend a signed case"), "\(addendum.error)")
    let retired = try run("reviewer", "retire", "Bo", "--by", "Bo", words: [Self.others])
    #expect(retired.status == 0, "\(retired.error)")
  }

  private func terminal(_ arguments: String...) throws -> PseudoTerminal {
    try PseudoTerminal(
      [Program.path] + arguments + ["--casebook", casebook],
      environment: ["TERM": "xterm", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"], columns: 110,
      rows: 24)
  }

  @Test("ask twice at the terminal, show nothing, and ask again where a rule is broken")
  func asked() throws {
    let screen = try terminal("reviewer", "add", "Ann Rey", "--role", "pathologist")
    try screen.wait(for: "New passphrase for Ann Rey")
    #expect(!screen.isForAShell)
    screen.type("password1234\n")
    try screen.wait(for: "one of the first that anybody tries")
    try screen.wait("the question again") { $0.components(separatedBy: "New passphrase").count == 3 }
    screen.type("\(Self.words)\n")
    try screen.wait(for: "Again:")
    screen.type("\(Self.others)\n")
    try screen.wait(for: "two different passphrases")
    try screen.wait("the question again") { $0.components(separatedBy: "New passphrase").count == 4 }
    screen.type("\(Self.words)\n")
    try screen.wait("the second question") { $0.components(separatedBy: "Again:").count == 3 }
    screen.type("\(Self.words)\n")
    try screen.wait(for: "admitted Ann Rey")
    #expect(try screen.waitForExit() == 0)
    #expect(screen.isForAShell)
    #expect(!String(decoding: screen.received, as: UTF8.self).contains("herons"))
  }

  @Test("give the terminal its echo back on Ctrl-C, and admit nobody")
  func interrupted() throws {
    let screen = try terminal("reviewer", "add", "Ann Rey", "--role", "pathologist")
    try screen.wait(for: "New passphrase for Ann Rey")
    screen.type("seven grey\u{3}")
    #expect(try screen.waitForExit() == 130)
    #expect(screen.isForAShell)
    #expect(!FileManager.default.fileExists(atPath: casebook))
  }

  @Test("prepare makes the reviewer of the sample cases in one question")
  func prepare() throws {
    let samples = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../sample-slides").standardized.path
    try "case,slide\nS-1,\(samples)/SYN-001.svs\n".write(
      toFile: scratch["cases.csv"], atomically: true, encoding: .utf8)
    let screen = try terminal("prepare", "--manifest", scratch["cases.csv"])
    try screen.wait(for: "You sign as")
    try screen.wait(for: "New passphrase for")
    screen.type("\(Self.words)\n")
    try screen.wait(for: "Again:")
    screen.type("\(Self.words)\n")
    try screen.wait(for: "can sign now")
    #expect(try screen.waitForExit(seconds: 300) == 0)
    let reviewers = try Program.run("reviewer", "list", "--casebook", casebook).output
    #expect(reviewers.contains("pathologist") && reviewers.contains("active"))
    let again = try terminal("prepare", "--manifest", scratch["cases.csv"])
    #expect(try again.waitForExit() == 0, "nobody is asked twice")
  }

  @Test("add to a signed case and amend it from a shell; what was signed first stays readable")
  func amend() throws {
    try CasebookTemplate.signable.copy(to: casebook)
    let call = try call()
    let other = call == "high" ? "low" : "high"
    let early = try run("addendum", "S-1", "ER 90 %", "--reviewer", "Ann Rey", words: [Self.words])
    #expect(early.status == 65)
    #expect(early.error.contains("nothing that closes the case is signed yet"))
    let signed = try run(
      "sign", "S-1", "--reviewer", "Ann Rey", "--decision", "confirm", "--call", call, words: [Self.words])
    #expect(signed.status == 0, "\(signed.error)")
    let added = try run("addendum", "S-1", "ER 90 %", "--reviewer", "Ann Rey", words: [Self.words])
    #expect(added.status == 0, "\(added.error)")
    #expect(added.output.hasPrefix("signed addendum 1 of S-1 as Ann Rey at "))
    let amendment = [
      "amend", "S-1", "--reviewer", "Ann Rey", "--class", "misinterpretation", "--decision", "override", "--call",
      other, "--reason", "histology-disagrees", "--comment", "seen again",
    ]
    let half = try TestReviewer.ann.run(
      amendment + ["--told", "Dr Lee"], lines: [Self.words], casebook: casebook, scratch)
    #expect(half.status == 64)
    let refusals: [([String], Int32, String)] = [
      (["--told", "Dr Lee", "--told-at", "yesterday"], 64, "is not a time"),
      (["--told", "Dr Lee", "--told-at", "2999-01-02T03:04:05Z"], 65, "after now"),
      (["--told", "Dr Lee", "--told-at", "2001-01-02T03:04:05Z"], 65, "of an amendment to what was signed at"),
      (["--told", " ", "--told-at", "2026-01-02T03:04:05Z"], 65, "say who was told"),
      (["--comment", " "], 65, "a reason in your own words"), (["--reason", "tired"], 64, "is not a reason"),
      (["--decision", "defer", "--reason", "rescan"], 64, "takes no call"), (["--decision", "undo"], 64, "choose one"),
      (["--call", call], 65, "that is to confirm it"), (["--class", "report-defct"], 64, "did you mean report-defect"),
    ]
    for (more, status, words) in refusals {
      let refused = try TestReviewer.ann.run(amendment + more, lines: [], casebook: casebook, scratch)
      #expect(refused.status == status && refused.error.contains(words), "\(more): \(refused.status) \(refused.error)")
    }
    let standing = try Program.run("show", "S-1", "--json", "--casebook", casebook).json["signoff"] as? [String: Any]
    let signedAt = try #require(standing?["signedAt"] as? String)
    let told = ["--told", "Dr Lee", "--told-at", signedAt]
    let amended = try TestReviewer.ann.run(amendment + told, lines: [Self.words], casebook: casebook, scratch)
    #expect(amended.status == 0, "\(amended.error)")
    #expect(amended.output.contains("I change what was signed before; that stays readable."))
    let shown = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    #expect(shown["status"] as? String == "amended")
    #expect(shown["finalCall"] as? String == other)
    #expect((shown["signoff"] as? [String: Any])?["finalCall"] as? String == call)
    #expect((shown["addenda"] as? [[String: Any]])?.map { $0["text"] as? String } == ["ER 90 %"])
    #expect((shown["amendments"] as? [[String: Any]])?.map { $0["told"] as? String } == ["Dr Lee"])
    let text = try Program.run("show", "S-1", "--casebook", casebook).output
    let day = signedAt.prefix(10)
    for words in ["addendum 1: ER 90 %", "amended 1: ", "class    misinterpretation", "told     Dr Lee, \(day)"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(try Program.run("queue", "--casebook", casebook).output.contains("\(other.uppercased()) override"))
    let wrong = try TestReviewer.ann.run(amendment, lines: [Self.others], casebook: casebook, scratch)
    #expect(wrong.status != 0)
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }
}
