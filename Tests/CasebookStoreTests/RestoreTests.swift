import Casework
@testable import CasebookStore
import Foundation
import GRDB
import Testing

@Suite("A casebook that is restored")
struct RestoreTests {
  private let scratch: Scratch
  private let backup: String
  private let aside: String
  private static let time = "2026-11-03T08:00:00Z"

  /// A casebook of five entries, and a backup of it.
  init() throws {
    scratch = try Scratch()
    (backup, aside) = (scratch.folder + "/backup.sqlite", scratch.path + ".before-20261103T080000Z")
    do { _ = try scratch.signed() }
    _ = try CasebookVault(path: scratch.path).backUp(to: backup)
  }

  private func add(_ id: String, to path: String? = nil) throws {
    let casebook = try Casebook.open(
      path: path ?? scratch.path, createIfMissing: false, now: { "2026-11-02T12:00:00Z" }, actor: "Bo")
    try casebook.register([try Example.record(id)])
  }

  private func restore() throws(BackupFailure) -> CasebookRestoration {
    try CasebookVault(path: scratch.path).restore(from: backup, at: Self.time)
  }

  private func names(_ path: String) throws -> [String] {
    try Casebook.open(path: path, createIfMissing: false, now: { Self.time }, actor: "Bo").caseFiles().map(\.id)
  }

  @Test("is what the backup was; the one that was there is kept, and how many entries it alone has is told")
  func older() throws {
    try add("S26-2")
    try add("S26-3")
    let restoration = try restore()
    #expect(restoration.restored.entries == 5 && restoration.restored.path == scratch.path)
    #expect(restoration.aside == aside)
    #expect(restoration.difference == .older(missing: 2))
    #expect(try names(scratch.path) == ["S26-1"])
    #expect(try names(aside) == ["S26-1", "S26-2", "S26-3"])
    #expect(try scratch.open().verify().isIntact)
    #expect(try restore().aside == aside + "-2", "a name that is taken is not taken again")
  }

  @Test("is told from the backup: the same, newer, another way on, none before")
  func differences() throws {
    #expect(try restore().difference == .same)
    try add("S26-2", to: backup)
    #expect(try restore().difference == .newer(more: 1))
    try add("S26-3", to: backup)
    try add("S26-4")
    try add("S26-5")
    #expect(try restore().difference == .parted(common: 6, missing: 2))
    for name in try scratch.contents().keys where name.hasPrefix("casebook") {
      try FileManager.default.removeItem(atPath: scratch.folder + "/" + name)
    }
    let restoration = try restore()
    #expect(restoration.difference == .none && restoration.aside == nil)
    #expect(try names(scratch.path) == ["S26-1", "S26-2", "S26-3"])
  }

  @Test("takes the place of one that nobody can read any more, which is kept with its log, byte for byte")
  func unreadable() throws {
    for (ending, text) in [("", "no casebook"), ("-wal", "its log")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + ending))
    }
    #expect(try restore().difference == .unknown(.file(.notACasebook(path: scratch.path))))
    #expect(FileManager.default.contents(atPath: aside) == Data("no casebook".utf8))
    #expect(FileManager.default.contents(atPath: aside + "-wal") == Data("its log".utf8))
    #expect(try names(scratch.path) == ["S26-1"])
  }

  @Test("keeps the mode of the one that was there, and the backup stays as it was")
  func modes() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o660], ofItemAtPath: scratch.path)
    let before = FileManager.default.contents(atPath: backup)
    _ = try restore()
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path)[.posixPermissions] as? Int
    #expect(mode == 0o660)
    #expect(FileManager.default.contents(atPath: backup) == before)
    #expect(try scratch.contents().keys.filter { $0.hasPrefix("backup") } == ["backup.sqlite"])
  }

  @Test("stays as it is while somebody has it open")
  func inUse() throws {
    let before = try scratch.contents()
    do {
      // Nobody may read the file meanwhile: closing it would drop the locks of this process.
      let open = try scratch.open(create: false)
      _ = try open.caseFiles()
      #expect(throws: BackupFailure.inUse(path: scratch.path, process: Int(getpid()))) { try restore() }
      withExtendedLifetime(open) {}
    }
    #expect(try scratch.contents() == before)
  }

  @Test("stays as it is where the backup is cut or altered anywhere, is none, or is the casebook itself")
  func badBackups() throws {
    let whole = try #require(FileManager.default.contents(atPath: backup))
    let before = try scratch.contents()
    var bad = [4096, whole.count / 2, whole.count - 4096].map { whole.prefix($0) }
    let record = try #require(whole.range(of: Data("grade 1 all over".utf8)))
    let places = [record.lowerBound, whole.range(of: Data("sign-off".utf8))?.lowerBound, 28, 4096 + 3]
    for place in places.compactMap(\.self) {
      var altered = whole
      altered[place] ^= 1
      bad.append(altered)
    }
    for (number, bytes) in bad.enumerated() {
      try bytes.write(to: URL(fileURLWithPath: backup))
      let failure = #expect(throws: BackupFailure.self) { try restore() }
      guard case .backupBroken(backup, _)? = failure else {
        Issue.record("bad backup \(number): \(String(describing: failure))")
        continue
      }
    }
    try Data("case,slide\n".utf8).write(to: URL(fileURLWithPath: backup))
    #expect(throws: BackupFailure.notABackup(path: backup)) { try restore() }
    try FileManager.default.removeItem(atPath: backup)
    #expect(throws: BackupFailure.missing(path: backup)) { try restore() }
    try FileManager.default.createSymbolicLink(atPath: backup, withDestinationPath: scratch.path)
    #expect(throws: BackupFailure.isCasebook(path: backup)) { try restore() }
    try FileManager.default.removeItem(atPath: backup)
    #expect(try scratch.contents() == before.filter { $0.key != "backup.sqlite" })
  }

  @Test("stays as it is where it is read-only, or the disk is full")
  func cannotWrite() throws {
    let before = try scratch.contents()
    let full = CasebookVault(path: scratch.path, maximumPages: 5)
    #expect(throws: BackupFailure.file(.diskFull(path: scratch.path))) {
      try full.restore(from: backup, at: Self.time)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: scratch.path)
    let reason = "the file is read-only"
    #expect(throws: BackupFailure.file(.cannotWrite(path: scratch.path, reason: reason))) { try restore() }
    #expect(try scratch.contents() == before)
  }

  @Test("stays as it is where a name cannot be changed, whichever it is", arguments: 0..<4)
  func renames(failing: Int) throws {
    for (ending, text) in [("", "old"), ("-wal", "log"), ("-shm", "index"), (".new", "new")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + ending))
    }
    let before = try scratch.contents()
    var exchange = CasebookExchange(path: scratch.path, beside: scratch.path + ".new", time: Self.time)
    var renamed = 0
    exchange.rename = { from, to in
      defer { renamed += 1 }
      guard renamed != failing else {
        errno = EACCES
        return -1
      }
      return Foundation.rename(from, to)
    }
    let name = scratch.path + ["", "-wal", "-shm", ".new"][failing]
    #expect(throws: BackupFailure.cannotMove(path: name, reason: "Permission denied")) { try exchange.run() }
    #expect(try scratch.contents() == before)
  }
}

@Suite("A casebook that is looked at as a whole")
struct CheckTests {
  private func broken(_ scratch: Scratch, _ change: String) throws -> [CasebookCheck.Subject] {
    try scratch.tamper { db in try db.execute(sql: change) }
    return try subjects(scratch)
  }

  private func subjects(_ scratch: Scratch) throws -> [CasebookCheck.Subject] {
    try CasebookVault(path: scratch.path).check { _ in nil }.filter(\.isBroken).map(\.subject)
  }

  @Test("tells each thing that does not hold, and only that")
  func each() throws {
    let changes: [(String, [CasebookCheck.Subject])] = [
      ("", []), ("DROP TRIGGER ledger_only_grows", [.guards]),
      ("UPDATE case_file SET reviewer = 'Eve'", [.projections]), ("UPDATE tally SET cases = 7", [.projections]),
      ("UPDATE reviewer SET name = 'Eve'", [.projections]), ("DELETE FROM sealed_key", [.sealedKeys]),
      ("UPDATE head SET sequence = 9", [.ledger]),
      ("DROP TRIGGER ledger_is_not_updated; UPDATE ledger SET time = '' WHERE sequence = 2", [.guards, .ledger]),
    ]
    for (change, expected) in changes {
      let scratch = try Scratch()
      let ann = TestKey()
      do {
        let casebook = try scratch.open()
        try casebook.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
        try casebook.register([try Example.record()])
      }
      #expect(try broken(scratch, change) == expected, "\(change)")
    }
  }

  @Test("names the result files that are gone or another one, and the first of them")
  func results() throws {
    let scratch = try Scratch()
    do {
      let casebook = try scratch.open()
      for id in ["A", "B", "C"] {
        try casebook.register([try Example.record(id)])
        try casebook.record(Example.finding("f-\(id)", resultFile: "/r/\(id)"), for: id)
      }
    }
    let digest = String(repeating: "b", count: 64)
    let checks = try CasebookVault(path: scratch.path).check { $0 == "/r/A" ? digest : $0 == "/r/B" ? "c" : nil }
    let outcome = checks.first { $0.subject == .resultFiles }?.outcome
    #expect(outcome == .broken(.results(gone: 1, changed: 1, of: 3, first: "/r/C")))
    #expect(checks.filter(\.isBroken).count == 1)
  }

  @Test("says that others may read the casebook, or a group the log's key")
  func permissions() throws {
    let scratch = try Scratch()
    do { _ = try scratch.signed() }
    try Data("key".utf8).write(to: URL(fileURLWithPath: scratch.path + ".logkey"))
    for (casebook, key, isBroken) in [(0o660, 0o600, false), (0o660, 0o640, true), (0o664, 0o600, true)] {
      for (ending, mode) in [("", casebook), (".logkey", key)] {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: scratch.path + ending)
      }
      #expect(try subjects(scratch) == (isBroken ? [.permissions] : []), "\(casebook), \(key)")
    }
  }

  @Test("of an older version is left at it")
  func older() throws {
    let scratch = try FirstFormat.casebook()
    let before = try scratch.contents()
    let checks = try CasebookVault(path: scratch.path).check { _ in nil }
    #expect(checks.first?.outcome == .holds(.version(2, newest: 10)))
    #expect(!checks.contains { $0.isBroken && $0.subject != .resultFiles })
    #expect(try scratch.contents() == before)
  }
}
