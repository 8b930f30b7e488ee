import Casework
import CasebookStore
import Foundation
import GRDB
import Testing

@Suite("A casebook that several processes use")
struct SharingTests {
  @Test("keeps one linear chain under writers at once, and no case gets lost")
  func writers() async throws {
    let scratch = try Scratch()
    _ = try scratch.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let casebook = try scratch.open(as: "writer \(writer)", create: false)
          for number in 0..<10 {
            let id = "W\(writer)-\(number)"
            try casebook.register([try Example.record(id)])
            try casebook.record(Example.finding(), for: id)
          }
        }
      }
      try await group.waitForAll()
    }
    let casebook = try scratch.open()
    #expect(try casebook.caseFiles().count == 40)
    #expect(try casebook.caseFiles().allSatisfy { $0.status == .scored })
    let head = try #require(try casebook.exportLines().last)
    guard case .intact(let entries, let digest, _) = try casebook.verify() else { throw Example.Missing() }
    #expect(entries == 81)
    #expect(head.contains(digest))
  }

  @Test("is made once, however many open it first")
  func made() async throws {
    let scratch = try Scratch()
    let heads = try await withThrowingTaskGroup(of: LedgerVerification.self) { group in
      for writer in 0..<6 { group.addTask { try scratch.open(as: "writer \(writer)").verify() } }
      return try await group.reduce(into: [LedgerVerification]()) { $0.append($1) }
    }
    #expect(heads.count == 6)
    #expect(Set(heads.map { "\($0)" }).count == 1)
    #expect(try scratch.contents().keys.allSatisfy { $0.hasPrefix("casebook.sqlite") && !$0.hasSuffix(".new") })
  }

  @Test("is signed by one of two who sign at once")
  func signers() async throws {
    let scratch = try Scratch()
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
    let signed = await withTaskGroup(of: Bool.self) { group in
      for reviewer in ["Ann", "Bo", "Cy"] {
        group.addTask {
          guard let own = try? scratch.open(as: reviewer) else { return false }
          return (try? own.sign("S26-1", Example.override, reviewer: reviewer, findingID: "f-1")) != nil
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(signed == 1)
    #expect(try casebook.verify().isIntact)
  }

  @Test("shows the other's changes, and says cheaply that there are some")
  func changes() throws {
    let scratch = try Scratch()
    let (mine, other) = (try scratch.open(as: "Ann"), try scratch.open(as: "Bo"))
    let before = try mine.lastEntry()
    #expect(try mine.lastEntry() == before)
    try other.register([try Example.record()])
    #expect(try mine.lastEntry() == before + 1)
    #expect(try mine.caseFiles().map(\.id) == ["S26-1"])
    #expect(try mine.changes(since: before, limit: 9).caseIDs == ["S26-1"])
    try other.register([try Example.record("S26-2")])
    let changes = try mine.changes(since: before + 1, limit: 9)
    #expect(changes.caseIDs == ["S26-2"], "only what changed is told")
    #expect(try mine.changes(since: changes.entry, limit: 9).caseIDs.isEmpty)
  }
}

@Suite("The casebook's file")
struct CasebookFileTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("is for its owner only, with all that belongs to it")
  func modes() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    for ending in ["", "-wal", "-shm"] { #expect(try mode(scratch.path + ending) == 0o600, "\(ending)") }
    #expect(try casebook.verify().isIntact)
  }

  @Test("is a WAL database with full synchronisation that says what it is")
  func settings() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    #expect(try casebook.pragma("journal_mode") == "wal")
    #expect(try casebook.pragma("synchronous") == "2")
    #expect(try casebook.pragma("application_id") == String(0x436F_536C))
    #expect(try casebook.pragma("user_version") == "10")
  }

  @Test("is made only where that is asked for, and its folder must be there")
  func missing() throws {
    let scratch = try Scratch()
    #expect(throws: CasebookFailure.missing(path: scratch.path)) { try scratch.open(create: false) }
    #expect(try scratch.contents().isEmpty)
    #expect(throws: CasebookFailure.cannotWrite(path: scratch.path + "/x/y", reason: "No such file or directory")) {
      try Casebook.open(path: scratch.path + "/x/y", createIfMissing: true, now: { "" }, actor: "Ann")
    }
  }

  @Test(
    "that is something else is said to be so, and stays byte for byte",
    arguments: ["", "case,slide\n", "SQLite format 3\u{0}", String(repeating: "x", count: 5000)])
  func foreign(content: String) throws {
    let scratch = try Scratch()
    try Data(content.utf8).write(to: URL(fileURLWithPath: scratch.path))
    #expect(throws: CasebookFailure.notACasebook(path: scratch.path)) { try scratch.open() }
    #expect(try scratch.contents() == ["casebook.sqlite": Data(content.utf8)])
  }

  @Test("that is another program's database stays byte for byte")
  func otherDatabase() throws {
    let scratch = try Scratch()
    try scratch.tamper { db in try db.execute(sql: "CREATE TABLE notes (text); PRAGMA application_id = 77") }
    let before = try scratch.contents()
    #expect(throws: CasebookFailure.notACasebook(path: scratch.path)) { try scratch.open() }
    #expect(try scratch.contents() == before)
  }

  @Test("that is a folder is said to be no casebook")
  func folder() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: false)
    #expect(throws: CasebookFailure.notACasebook(path: scratch.path)) { try scratch.open() }
  }

  @Test("of a newer version stays byte for byte")
  func newer() throws {
    let scratch = try Scratch()
    _ = try scratch.open()
    try scratch.tamper { db in try db.execute(sql: "PRAGMA user_version = 11") }
    let before = try scratch.contents()
    #expect(throws: CasebookFailure.newerVersion(path: scratch.path, found: 11, supported: 10)) { try scratch.open() }
    #expect(try scratch.contents() == before)
  }

  @Test("that is read-only stays so, also for root")
  func readOnly() throws {
    let scratch = try Scratch()
    _ = try scratch.signed()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: scratch.path)
    let before = try scratch.contents()
    #expect(throws: CasebookFailure.cannotWrite(path: scratch.path, reason: "the file is read-only")) {
      try scratch.open()
    }
    #expect(try scratch.contents() == before)
  }

  @Test("on a full disk loses nothing: the write that does not fit is not there at all")
  func fullDisk() throws {
    let scratch = try Scratch()
    _ = try scratch.signed()
    let casebook = try scratch.open(maximumPages: 64)
    var registered = 0
    #expect(throws: CaseStoreFailure.unavailable(.diskFull(path: scratch.path))) {
      while registered < 500 {
        try casebook.register([try Example.record("A\(registered)"), try Example.record("B\(registered)")])
        registered += 1
      }
    }
    #expect(registered > 0)
    #expect(try casebook.caseFiles().count == 1 + 2 * registered)
    #expect(try casebook.verify().isIntact)
    #expect(try scratch.open().verify().isIntact)
  }

  @Test("on a disk too full to make it is not there at all")
  func fullAtOnce() throws {
    let scratch = try Scratch()
    #expect(throws: CasebookFailure.diskFull(path: scratch.path)) { try scratch.open(maximumPages: 3) }
    #expect(try scratch.contents().isEmpty)
  }

  @Test("that another process keeps locked is said to be busy")
  func busy() throws {
    let scratch = try Scratch()
    let casebook = try Casebook.open(
      path: scratch.path, createIfMissing: true, now: { "" }, actor: "Ann", maximumPages: nil, patience: 0.05)
    try scratch.tamper { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: CaseStoreFailure.unavailable(.busy(path: scratch.path))) {
        try casebook.register([try Example.record()])
      }
      try db.execute(sql: "ROLLBACK")
    }
    try casebook.register([try Example.record()])
    #expect(try casebook.caseFiles().count == 1)
  }
}
