import Foundation
import Testing

/// Heads, proofs, witnesses and exports of the ledger, as a user gets them.
@Suite("Commands of the ledger")
struct LedgerCommandTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try Self.template.copy(to: casebook)
  }

  /// Two registered cases.
  private static let template = CasebookTemplate { casebook, scratch in
    try add("S26-1", to: casebook, scratch)
    try add("S26-2", note: "a \"note\", \u{E9}\u{301} with \u{1F52C} and ,\"previous\":\"x\"", to: casebook, scratch)
  }

  private func add(_ name: String) throws { try Self.add(name, to: casebook, scratch) }

  private static func add(_ name: String, note: String = "block B", to casebook: String, _ scratch: Scratch) throws {
    let table = scratch["\(name).csv"]
    let quoted = "\"" + note.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    let slide = OutsideTools.sample("SYN-00\(name.suffix(1)).svs")
    try "case,slide,note\n\(name),\(slide),\(quoted)\n".write(toFile: table, atomically: true, encoding: .utf8)
    let added = try Program.run("add", "--manifest", table, "--casebook", casebook)
    #expect(added.status == 0, "\(added.error)")
  }

  private func ledger(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["ledger"] + arguments + ["--casebook", casebook])
  }

  /// What is done with the casebook by somebody who restores an older copy.
  private func copy(to name: String) throws {
    for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: casebook + ending) {
      try? FileManager.default.removeItem(atPath: scratch[name] + ending)
      try FileManager.default.copyItem(atPath: casebook + ending, toPath: scratch[name] + ending)
    }
  }

  private func restore(from name: String) throws {
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: casebook + ending) }
    for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: scratch[name] + ending) {
      try FileManager.default.copyItem(atPath: scratch[name] + ending, toPath: casebook + ending)
    }
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: scratch[name], encoding: .utf8) }

  @Test("a head is a signed note that stays the same, and its key is for its owner alone")
  func head() throws {
    let head = try ledger("head", "--origin", "lab.example/casebook")
    #expect(head.status == 0, "\(head.error)")
    let lines = head.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.prefix(2) == ["lab.example/casebook", "3"])
    #expect(lines[3] == "" && lines[4].hasPrefix("\u{2014} lab.example/casebook "))
    #expect(try ledger("head", "--out", scratch["head"]).status == 0)
    #expect(try text("head") == head.output)
    let key = try ledger("key").output
    #expect(key.hasPrefix("lab.example/casebook+"))
    let attributes = try FileManager.default.attributesOfItem(atPath: casebook + ".logkey")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let other = try ledger("head", "--origin", "lab.example/other")
    #expect(other.status == 64 && other.error.contains("lab.example/casebook already"), "\(other.error)")
  }

  @Test("verify holds the ledger against a head: what grew is taken, what is shorter or other is one sentence")
  func against() throws {
    #expect(try ledger("head", "--out", scratch["old"]).status == 0)
    try copy(to: "older.sqlite")
    try add("S26-3")
    let grown = try ledger("verify", "--against", scratch["old"])
    #expect(grown.status == 0, "\(grown.error)")
    #expect(grown.output.contains("intact: 4 entries"), "\(grown.output)")
    #expect(grown.output.contains("the first 3 entries are those of the head"), "\(grown.output)")
    let json = try ledger("verify", "--json", "--against", scratch["old"]).json
    #expect(json["intact"] as? Bool == true)
    #expect((json["against"] as? [String: Any])?["entries"] as? Int == 3)

    #expect(try ledger("head", "--out", scratch["new"]).status == 0)
    try restore(from: "older.sqlite")
    #expect(try ledger("verify").status == 0)
    let short = try ledger("verify", "--against", scratch["new"])
    #expect(short.status == 65 && short.output.isEmpty)
    #expect(short.error.contains("the ledger was shortened") && short.error.contains("of 4 entries, 3 are here"))
    #expect(short.error.split(separator: "\n").count == 1)
    #expect(try ledger("verify", "--json", "--against", scratch["new"]).json["intact"] as? Bool == false)
    try add("S26-4")
    let other = try ledger("verify", "--against", scratch["new"])
    #expect(other.status == 65 && other.error.contains("the ledger was rewritten"), "\(other.error)")
    // The log itself remembers what it signed.
    let again = try ledger("head")
    #expect(again.status == 65 && again.error.contains("the ledger was rewritten"), "\(again.error)")
  }

  @Test("a witness of its own cosigns what goes on, and refuses a restored older casebook")
  func witness() throws {
    let state = scratch["witness"]
    let first = try ledger("witness", "--state", state, "--name", "qa.lab.example")
    #expect(first.status == 0, "\(first.error)")
    #expect(first.output.contains("\n\u{2014} qa.lab.example "))
    #expect(first.error.contains("trusts from now on"), "\(first.error)")
    try copy(to: "older.sqlite")
    try add("S26-3")
    let second = try ledger("witness", "--state", state, "--out", scratch["cosigned"])
    #expect(second.status == 0 && second.error.contains("go on from the 3 cosigned before"), "\(second.error)")
    #expect(try ledger("verify", "--against", scratch["cosigned"]).status == 0)

    try restore(from: "older.sqlite")
    try FileManager.default.removeItem(atPath: casebook + ".loghead")
    let refused = try ledger("witness", "--state", state)
    #expect(refused.status == 65 && refused.output.isEmpty)
    #expect(refused.error.contains("4 entries were cosigned, 3 are here"), "\(refused.error)")
    try add("S26-4")
    try add("S26-5")
    let rewritten = try ledger("witness", "--state", state)
    #expect(rewritten.status == 65 && rewritten.error.contains("the ledger was rewritten"), "\(rewritten.error)")
  }

  @Test("a witness elsewhere takes a request as a file, and needs the log's key once")
  func request() throws {
    #expect(try ledger("head", "--since", "0", "--out", scratch["request"]).status == 0)
    let key = try ledger("key").output.trimmingCharacters(in: .newlines)
    func witness(_ more: String...) throws -> Program.Result {
      try Program.run(
        arguments: ["ledger", "witness", "--state", scratch["far"], "--request", scratch["request"]] + more)
    }
    let unknown = try witness()
    #expect(unknown.status == 64 && unknown.error.contains("--trust"), "\(unknown.error)")
    #expect(try witness("--trust", key).status == 0)
    let late = try witness()
    #expect(late.status == 65 && late.error.contains("--since 3"), "\(late.error)")
    #expect(try ledger("head", "--since", "3", "--out", scratch["request"]).status == 0)
    #expect(try witness().status == 0)
  }

  @Test("a proof is made of the last entry of a case that is not signed, and said so")
  func prove() throws {
    let proved = try ledger("prove", "S26-2", "--out", scratch["S26-2.tlog-proof"])
    #expect(proved.status == 0, "\(proved.error)")
    #expect(proved.output.contains("its last entry, as it is not signed: entry 3, in the head of 3 entries"))
    #expect(try text("S26-2.tlog-proof").hasPrefix("c2sp.org/tlog-proof@v1\nindex 2\n"))
    #expect(try ledger("verify", "--against", scratch["S26-2.tlog-proof"]).status == 0)
    let missing = try ledger("prove", "S26-3", "--out", scratch["none"])
    #expect(missing.status == 66 && !FileManager.default.fileExists(atPath: scratch["none"]), "\(missing.error)")
  }

  @Test("files that are no heads, keys or requests are one sentence each, without their control characters")
  func badInput() throws {
    try "\u{1B}[2Jno head\n".write(toFile: scratch["bad"], atomically: true, encoding: .utf8)
    try "log.example\n3\nAAAA\n\n\u{2014} a AAAAAAA=\n".write(
      toFile: scratch["short"], atomically: true, encoding: .utf8)
    #expect(try ledger("head", "--out", scratch["head"]).status == 0)
    let attempts = [
      ["verify", "--against", scratch["bad"]], ["verify", "--against", scratch["short"]],
      ["verify", "--against", scratch["head"], "--log-key", "no key"],
      ["witness", "--state", scratch["w"], "--trust", "no key"], ["verify", "--against", scratch["absent"]],
      ["head", "--origin", "a b"], ["head", "--out", scratch["absent"] + "/head"],
      ["witness", "--state", scratch["bad"]],
    ]
    for attempt in attempts {
      let result = try Program.run(arguments: ["ledger"] + attempt + ["--casebook", casebook])
      #expect([64, 65, 66, 73].contains(result.status), "\(attempt): \(result.status) \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1, "\(attempt): \(result.error)")
      #expect(!result.error.contains("\u{1B}"), "\(attempt)")
    }
  }

  @Test("tiles hold hashes and the head, and entries only where they are asked for")
  func tiles() throws {
    let folder = scratch["tiles"]
    let written = try ledger("export", "--tiles", folder)
    #expect(written.status == 0, "\(written.error)")
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.sorted()
    #expect(names == ["checkpoint", "tile", "tile/0", "tile/0/000.p", "tile/0/000.p/3"])
    #expect(try String(contentsOfFile: folder + "/checkpoint", encoding: .utf8) == (try ledger("head").output))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/tile/0/000.p/3")
    #expect(attributes[.size] as? Int == 96)
    #expect(try ledger("export", "--tiles", folder, "--entries").status == 0)
    let bundle = try Data(contentsOf: URL(fileURLWithPath: folder + "/tile/entries/000.p/3"))
    #expect(bundle.dropFirst(2).starts(with: Data("coverslip ledger 2\n".utf8)))
    #expect(try ledger("export", "--entries").status == 64)
  }

  @Test("entries as tiles are for a reviewer who may export what names patients")
  func exportRight() throws {
    try TestReviewer.ann.admit(to: casebook)
    let resident = TestReviewer(name: "Bo Lind", passphrase: "nine red herons at dusk")
    let added = try resident.run(
      ["reviewer", "add", "Bo Lind", "--role", "resident"],
      lines: [resident.passphrase, TestReviewer.ann.passphrase], casebook: casebook, scratch)
    #expect(added.status == 0, "\(added.error)")
    let folder = scratch["tiles"]
    let export = ["ledger", "export", "--tiles", folder, "--entries"]
    let unnamed = try TestReviewer.ann.run(export, casebook: casebook, scratch)
    #expect(unnamed.status == 64 && unnamed.error.contains("--reviewer"), "\(unnamed.error)")
    let refused = try resident.run(export + ["--reviewer", "Bo Lind"], casebook: casebook, scratch)
    #expect(refused.status == 77, "\(refused.error)")
    #expect(!FileManager.default.fileExists(atPath: folder))
    let exported = try TestReviewer.ann.run(export + ["--reviewer", "Ann Rey"], casebook: casebook, scratch)
    #expect(exported.status == 0, "\(exported.error)")
    #expect(FileManager.default.fileExists(atPath: folder + "/tile/entries"))
  }

  @Test(
    "the script of the documentation verifies an export, a head and a proof without any code of ours",
    .enabled(if: OutsideTools.run(["python3", "--version"])?.status == 0, "python3 is not on this machine"))
  func script() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Documentation/verify_ledger.py").path
    let export = try ledger("export").output
    try export.write(toFile: scratch["export"], atomically: true, encoding: .utf8)
    let key = try ledger("key").output.trimmingCharacters(in: .newlines)
    let head = try ledger("head", "--out", scratch["head"])
    #expect(head.status == 0)
    #expect(try ledger("prove", "S26-1", "--out", scratch["proof"]).status == 0)
    func verify(_ arguments: String...) throws -> (status: Int32, output: String)? {
      OutsideTools.run(["python3", script] + arguments)
    }
    for file in [scratch["head"], scratch["proof"]] {
      let found = try verify(scratch["export"], file, key)
      #expect(found?.status == 0, "\(found?.output ?? "")")
      #expect(found?.output.hasSuffix("head: holds for the first 3 entries\nsignature: holds") == true)
    }
    let lines = export.split(separator: "\n").map(String.init)
    try (lines[0] + "\n" + lines[1] + "\n").write(toFile: scratch["short"], atomically: true, encoding: .utf8)
    #expect(try verify(scratch["short"])?.status == 0)
    #expect(try verify(scratch["short"], scratch["head"])?.status == 1)
    try export.replacingOccurrences(of: "block B", with: "block C")
      .write(toFile: scratch["changed"], atomically: true, encoding: .utf8)
    #expect(try verify(scratch["changed"])?.status == 1)
    let other = try Program.run("ledger", "witness", "--state", scratch["w"], "--casebook", casebook)
    #expect(other.status == 0)
    let forged = try text("head").replacingOccurrences(of: "\n\u{2014} ", with: "\n\u{2014} x")
    try forged.write(toFile: scratch["forged"], atomically: true, encoding: .utf8)
    #expect(try verify(scratch["export"], scratch["forged"], key)?.status == 1)
  }
}
