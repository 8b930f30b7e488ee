import Casework
import CasebookStore
import Foundation
import GRDB
import Testing

@Suite("A backup of the casebook")
struct BackupTests {
  private let scratch: Scratch
  private let casebook: Casebook
  private let vault: CasebookVault
  private let target: String

  init() throws {
    scratch = try Scratch()
    casebook = try scratch.signed()
    vault = CasebookVault(path: scratch.path)
    target = scratch.folder + "/backup.sqlite"
  }

  private func opened(_ path: String) throws -> Casebook {
    try Casebook.open(path: path, createIfMissing: false, now: { "2026-11-02T12:00:00Z" }, actor: "Ann")
  }

  @Test("is one file for its owner alone, with every entry and draft, and says what it holds")
  func whole() throws {
    try casebook.register([try Example.record("S26-2")])
    try casebook.record(Example.finding("f-2"), for: "S26-2")
    try casebook.saveDraft("S26-2", Example.override)
    let backup = try vault.backUp(to: target)
    #expect(backup.path == target && backup.version == 10 && backup.entries == 7)
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.size] as? Int == backup.bytes)
    #expect(try scratch.contents().keys.filter { $0.hasPrefix("backup") } == ["backup.sqlite"])
    let copy = try opened(target)
    guard case .intact(7, backup.head, _) = try copy.verify() else { throw Example.Missing() }
    #expect(try copy.exportLines() == casebook.exportLines())
    #expect(try copy.opened(for: .reviewer(casebook.drafter)).caseFile("S26-2").draft == Example.override)
  }

  @Test("has what lies in the log still, which a reader keeps from being emptied")
  func log() throws {
    let reader = try DatabaseQueue(path: scratch.path)
    try reader.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN; SELECT count(*) FROM ledger")
      try casebook.register([try Example.record("S26-2")])
      let log = try scratch.contents()["casebook.sqlite-wal"]
      #expect((log?.count ?? 0) > 0)
      #expect(try vault.backUp(to: target).entries == 6)
      try db.execute(sql: "COMMIT")
    }
    try reader.close()
  }

  @Test("is whole while others write")
  func online() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let writer = try scratch.open(as: "writer", create: false)
        for number in 0..<20 { try writer.register([try Example.record("W\(number)")]) }
      }
      group.addTask {
        for number in 0..<8 {
          let backup = try vault.backUp(to: "\(target)-\(number)")
          #expect((5...25).contains(backup.entries))
        }
      }
      try await group.waitForAll()
    }
    for number in 0..<8 { #expect(try opened("\(target)-\(number)").verify().isIntact) }
    #expect(try vault.backUp(to: target + "-last").entries == 25)
  }

  @Test("overwrites nothing: no file, folder or link, and not the casebook or what belongs to it")
  func refusals() throws {
    try Data("mine".utf8).write(to: URL(fileURLWithPath: target))
    let (link, folder) = (scratch.folder + "/link", scratch.folder + "/folder")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.folder + "/nowhere")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let before = try scratch.steadyContents()
    for path in [target, link] {
      #expect(throws: BackupFailure.exists(path: path, isFolder: false)) { try vault.backUp(to: path) }
    }
    #expect(throws: BackupFailure.exists(path: folder, isFolder: true)) { try vault.backUp(to: folder) }
    for ending in ["", "-wal", "-shm", "-journal", ".logkey", ".loghead"] {
      let path = scratch.path + ending
      #expect(throws: BackupFailure.isCasebook(path: path)) { try vault.backUp(to: path) }
      let roundabout = folder + "/../casebook.sqlite" + ending
      #expect(throws: BackupFailure.isCasebook(path: roundabout)) { try vault.backUp(to: roundabout) }
    }
    let unmade = scratch.folder + "/none/backup"
    #expect(throws: BackupFailure.file(.cannotWrite(path: scratch.folder + "/none", reason: Self.noFolder))) {
      try vault.backUp(to: unmade)
    }
    #expect(try scratch.steadyContents() == before)
  }

  @Test("is not put where it would be taken for a part of the casebook, whether anything is there yet or not")
  func companions() throws {
    let findings = scratch.folder + "/findings"
    func refuse(_ path: String) throws {
      #expect(throws: BackupFailure.isCasebook(path: path)) { try vault.backUp(to: path) }
      #expect(!FileManager.default.fileExists(atPath: path) || path == findings)
    }
    let endings = [".orders", ".reasons.toml", ".reading.toml", ".laboratory.toml", ".draft-S26_1-0a1b2c3d.json"]
    for ending in endings { try refuse(scratch.path + ending) }
    try refuse(findings)
    try FileManager.default.createDirectory(atPath: findings, withIntermediateDirectories: false)
    let link = scratch.folder + "/elsewhere"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: findings)
    for path in [findings, findings + "/backup.sqlite", link + "/backup.sqlite", scratch.folder + "/x/../findings/b"] {
      try refuse(path)
    }
    #expect(try vault.backUp(to: findings + ".sqlite").entries == 5, "a name that only begins so is free")
    #expect(try vault.backUp(to: scratch.path + ".backup").entries == 5)
  }

  private static let noFolder = "No such file or directory"

  @Test("in a folder that is read-only, or on a full disk, is not there at all")
  func faults() throws {
    let before = try scratch.steadyContents()
    let full = CasebookVault(path: scratch.path, maximumPages: 5)
    #expect(throws: BackupFailure.file(.diskFull(path: target))) { try full.backUp(to: target) }
    #expect(try scratch.steadyContents() == before)
    let folder = scratch.folder + "/read-only"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o555])
    #expect(throws: BackupFailure.file(.cannotWrite(path: folder, reason: "the folder is read-only"))) {
      try vault.backUp(to: folder + "/backup")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("of a casebook that does not hold, or of none, is not written")
  func broken() throws {
    let scratch = try Scratch()
    do { _ = try scratch.signed() }
    let vault = CasebookVault(path: scratch.path)
    try scratch.tamper { db in
      try db.execute(sql: "DROP TRIGGER ledger_is_not_updated; UPDATE ledger SET actor = 'Eve' WHERE sequence = 3")
    }
    let found = LedgerBreak(sequence: 3, caseID: "S26-1", fault: .contentChanged)
    #expect(throws: BackupFailure.casebookBroken(path: scratch.path, found)) { try vault.backUp(to: target) }
    #expect(throws: BackupFailure.file(.missing(path: scratch.folder + "/none"))) {
      try CasebookVault(path: scratch.folder + "/none").backUp(to: target)
    }
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("of a casebook of an older version has that version, and of one on read-only media its last entry")
  func others() throws {
    let former = try FirstFormat.casebook()
    let backup = try CasebookVault(path: former.path).backUp(to: target)
    #expect(backup.version == 2 && backup.entries == 14 && backup.head == FirstFormat.head)
    #expect(try former.contents().keys.sorted() == ["casebook.sqlite"])
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: scratch.path)
    #expect(try vault.backUp(to: target + "-2").entries == 5)
    withExtendedLifetime(former) {}
  }
}

@Suite("A casebook of an older version")
struct MigrationBackupTests {
  @Test("is copied before it is brought to the newest, and that is told")
  func copied() throws {
    let scratch = try FirstFormat.casebook()
    let migration = try #require(try scratch.open().migration)
    #expect(migration.version == 2 && migration.newVersion == 10)
    #expect(migration.backup == scratch.path + ".v2-20261102T110000Z")
    let attributes = try FileManager.default.attributesOfItem(atPath: migration.backup)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try scratch.open().migration == nil, "once")
    let before = try CasebookVault(path: migration.backup).backUp(to: scratch.folder + "/again")
    #expect(before.version == 2 && before.head == FirstFormat.head)
    #expect(
      try scratch.contents().keys.sorted() == ["again", "casebook.sqlite", "casebook.sqlite.v2-20261102T110000Z"])
  }

  @Test("of which a copy has the name already is copied under another")
  func twice() throws {
    let scratch = try FirstFormat.casebook()
    let first = scratch.path + ".v2-20261102T110000Z"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: first))
    #expect(try scratch.open().migration?.backup == first + "-2")
    #expect(FileManager.default.contents(atPath: first) == Data("mine".utf8))
  }

  @Test("stays as it is where the copy finds no room, and can be read")
  func noRoom() throws {
    let scratch = try FirstFormat.casebook()
    let before = try scratch.steadyContents()
    #expect(throws: CasebookFailure.notBackedUp(path: scratch.path, version: 2, reason: nil)) {
      try scratch.open(maximumPages: 5)
    }
    #expect(try scratch.steadyContents() == before)
    #expect(try scratch.open().caseFiles().count == 4)
  }

  @Test("that is new is not copied")
  func new() throws {
    let scratch = try Scratch()
    #expect(try scratch.open().migration == nil)
    #expect(try scratch.contents().keys.allSatisfy { !$0.contains(".v") })
  }
}
