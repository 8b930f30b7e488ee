import Foundation
import Testing

/// Backups of the casebook, as a user makes and restores them.
@Suite("Commands of the casebook")
struct CasebookCommandTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try add(1)
  }

  private func add(_ number: Int) throws {
    let added = try Program.run(
      "add", OutsideTools.sample("SYN-00\(number).svs"), "--case", "S-\(number)", "--casebook", casebook)
    #expect(added.status == 0, "\(added.error)")
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["casebook"] + arguments + ["--casebook", casebook])
  }

  private func cases() throws -> [String] {
    let listed = try Program.run("queue", "--json", "--casebook", casebook)
    let cases = try JSONSerialization.jsonObject(with: listed.bytes) as? [[String: Any]]
    return (cases ?? []).compactMap { $0["case"] as? String }.sorted()
  }

  @Test("a backup is told with what it holds and what is not in it, restored with what it lacks, and nothing is lost")
  func backupAndRestore() throws {
    #expect(try Program.run("ledger", "head", "--out", scratch["head"], "--casebook", casebook).status == 0)
    let settings = casebook + ".laboratory.toml"
    try "[signing]\nwithdrawal = 5\n".write(toFile: settings, atomically: true, encoding: .utf8)
    let backup = try run("backup", scratch["copy"])
    #expect(backup.status == 0, "\(backup.error)")
    let lines = backup.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("\(scratch["copy"]): 2 entries, ") && lines[0].hasSuffix(" bytes, checked"))
    #expect(lines[1] == "not in it, to be copied beside: \(casebook).logkey, \(casebook).loghead, \(settings)")
    try add(2)
    #expect(try Program.run("ledger", "head", "--casebook", casebook).status == 0)
    #expect(try run("check").status == 0)
    let restored = try run("restore", scratch["copy"])
    #expect(restored.status == 0, "\(restored.error)")
    let told = restored.output.split(separator: "\n").map(String.init)
    #expect(told[0] == "\(casebook): restored from \(scratch["copy"]), 2 entries")
    #expect(told[1].hasPrefix("the casebook that was here is kept as \(casebook).before-"))
    #expect(
      told[2]
        == "the backup is older by 1 entry, which only the one kept aside has; a head that was kept elsewhere, or a "
        + "witness, will notice")
    #expect(try cases() == ["S-1"])
    let aside = String(told[1].dropFirst("the casebook that was here is kept as ".count))
    #expect(try Program.run("ledger", "verify", "--casebook", aside).output.contains("3 entries"))
    let check = try run("check")
    #expect(check.status == 65 && check.output.contains("BROKEN   the log's key and head: "), "\(check.output)")
    #expect(check.output.contains("this head of 3 entries"))
  }

  @Test("a log without its key, or with other files in place of its own, is said in words")
  func brokenLog() throws {
    #expect(try Program.run("ledger", "head", "--casebook", casebook).status == 0)
    let (key, head) = (casebook + ".logkey", casebook + ".loghead")
    try Data(count: 2 << 20).write(to: URL(fileURLWithPath: head))
    let long = try run("check")
    #expect(long.status == 65 && long.output.contains("\(head): this is no head"), "\(long.output)")
    try FileManager.default.removeItem(atPath: key)
    try Data("a head".utf8).write(to: URL(fileURLWithPath: head))
    let lost = try run("check")
    #expect(lost.status == 65 && lost.output.contains("\(key): the key is gone"), "\(lost.output)")
    let again = try Program.run("ledger", "head", "--casebook", casebook)
    #expect(again.status == 65 && !FileManager.default.fileExists(atPath: key), "\(again.error)")
  }

  @Test("each thing that is checked is one line, and one object as JSON")
  func check() throws {
    let check = try run("check")
    #expect(check.status == 0 && check.error.isEmpty, "\(check.error)")
    let lines = check.output.split(separator: "\n")
    #expect(lines.count == 10 && lines.allSatisfy { $0.hasPrefix("ok       ") }, "\(check.output)")
    let json = try run("check", "--json").json
    let checks = json["checks"] as? [[String: Any]] ?? []
    #expect(json["intact"] as? Bool == true)
    #expect(
      checks.map { $0["check"] as? String } == [
        "version", "integrity", "foreign-keys", "guards", "ledger", "projections", "sealed-keys", "permissions",
        "log-key", "result-files",
      ])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: casebook)
    let open = try run("check", "--json")
    #expect(open.status == 65 && open.json["intact"] as? Bool == false)
  }

  @Test("what cannot be done is one sentence with a status that is not zero, and nothing is changed")
  func faults() throws {
    try FileManager.default.createDirectory(atPath: scratch["folder"], withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: scratch["link"], withDestinationPath: scratch["nowhere"])
    #expect(try run("backup", scratch["copy"]).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: scratch["copy"]))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: scratch["cut"]))
    let before = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
    let content = FileManager.default.contents(atPath: casebook)
    let attempts: [([String], Int32, String)] = [
      (["backup", scratch["copy"]], 73, "not overwritten"), (["backup", scratch["folder"]], 73, "this is a folder"),
      (["backup", scratch["link"]], 73, "not overwritten"), (["backup", casebook], 64, "the casebook itself"),
      (["backup", scratch["findings"] + "/copy"], 64, "belongs to it"),
      (["backup", casebook + ".reasons.toml"], 64, "belongs to it"),
      (["backup", casebook + "-wal"], 64, "belongs to it"), (["backup", scratch["no"] + "/x"], 73, "check the folder"),
      (["restore", scratch["cut"]], 65, "does not hold"), (["restore", scratch["no"]], 66, "name a backup"),
      (["restore", scratch["folder"]], 65, "no backup of a casebook"), (["restore", casebook], 64, "itself"),
    ]
    for (attempt, status, words) in attempts {
      let result = try Program.run(arguments: ["casebook"] + attempt + ["--casebook", casebook])
      #expect(result.status == status && result.error.contains(words), "\(attempt): \(result.status) \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1 && result.output.isEmpty, "\(attempt): \(result.error)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == before)
    #expect(FileManager.default.contents(atPath: casebook) == content)
  }

  @Test("a casebook that a workstation has open is not replaced, and the process is named")
  func inUse() throws {
    #expect(try run("backup", scratch["copy"]).status == 0)
    let screen = try PseudoTerminal(
      [Program.path, "review", "--casebook", casebook],
      environment: ["TERM": "xterm-256color", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"])
    try screen.wait(for: "S-1")
    let refused = try run("restore", scratch["copy"])
    #expect(refused.status == 75, "\(refused.error)")
    let words = /coverslip: .*: process \d+ has the casebook open; end it, and try again\n/
    #expect(refused.error.wholeMatch(of: words) != nil, "\(refused.error)")
    #expect(try run("backup", scratch["while-open"]).status == 0, "a backup is made meanwhile")
    screen.type("\u{3}")
    #expect(try screen.waitForExit() == 0)
    #expect(try run("restore", scratch["copy"]).status == 0)
  }

  @Test("a casebook of an older version is copied before it is brought to this one, and that is one line")
  func migration() throws {
    let fixture = URL(fileURLWithPath: #filePath)
      .appendingPathComponent("../../CasebookStoreTests/Fixtures/first-format.sqlite").standardized
    let former = scratch["former.sqlite"]
    try Data(contentsOf: fixture).write(to: URL(fileURLWithPath: former))
    let first = try Program.run("ledger", "verify", "--casebook", former)
    let words = /coverslip: the casebook was of version 2 and is of 10 now; as it was it is kept as .*sqlite.v2-\w+\n/
    #expect(first.error.wholeMatch(of: words) != nil, "\(first.error)")
    #expect(try Program.run("ledger", "verify", "--casebook", former).error.isEmpty)
    let copies = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.contains(".v2-") }
    #expect(copies.count == 1)
  }
}
