import Casework
import CasebookStore
import Foundation
import GRDB
import Testing

/// A casebook on a disk that cannot be written: an archive, a backup, a full disk.
@Suite("A casebook that is only read")
struct ReadOnlyCasebookTests {
  private func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  /// The folder and all in it without write permission, as `work` sees them.
  private func readOnly(_ scratch: Scratch, _ work: () throws -> Void) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
    for name in names { try setMode(0o400, scratch.folder + "/" + name) }
    try setMode(0o500, scratch.folder)
    defer { try? setMode(0o700, scratch.folder) }
    let before = try scratch.contents()
    try work()
    #expect(try scratch.contents() == before)
  }

  private func open(_ scratch: Scratch) throws -> Casebook {
    try Casebook.openToRead(path: scratch.path, now: { "2026-11-02T12:00:00Z" }, actor: "Ann Rey")
  }

  /// Closed, so that no log and no index lies beside it.
  private func signed() throws -> Scratch {
    let scratch = try Scratch()
    _ = try scratch.signed()
    return scratch
  }

  @Test("is listed, shown, verified and exported, and no byte of its folder changes")
  func reading() throws {
    let scratch = try signed()
    try readOnly(scratch) {
      let casebook = try open(scratch)
      #expect(try casebook.caseFiles().map(\.status) == [.signed])
      #expect(try casebook.caseFile("S26-1").signOff?.finalCall == .low)
      #expect(try casebook.verify().isIntact)
      #expect(try casebook.exportLines().count == 5)
    }
  }

  @Test("is read with the entries that are still in its log")
  func log() throws {
    let scratch = try signed()
    let reader = try DatabaseQueue(path: scratch.path)
    let (file, log) = try reader.read { db in
      _ = try Row.fetchAll(db, sql: "SELECT * FROM head")
      try scratch.open().register([try Example.record("S26-2")])
      let manager = FileManager.default
      return (manager.contents(atPath: scratch.path), manager.contents(atPath: scratch.path + "-wal"))
    }
    let place = try Scratch()
    try #require(file).write(to: URL(fileURLWithPath: place.path))
    try #require(log).write(to: URL(fileURLWithPath: place.path + "-wal"))
    #expect(log?.isEmpty == false)
    try readOnly(place) {
      let cases = try open(place).caseFiles().map(\.id)
      #expect(cases == ["S26-1", "S26-2"])
    }
  }

  @Test("of an older version is read, and verifies, without a byte being changed")
  func older() throws {
    let scratch = try FirstFormat.casebook()
    try readOnly(scratch) {
      let casebook = try open(scratch)
      #expect(try casebook.verify().isIntact)
      #expect(try casebook.page(CaseQuery(key: .name), after: nil, limit: 9).cases.count == 4)
    }
    try setMode(0o600, scratch.path)
    #expect(try scratch.open().verify().isIntact, "brought to the newest version where it can be written")
    #expect(try scratch.open().pragma("user_version") == "10")
  }

  @Test("refuses every write, as a folder that cannot be written does")
  func writing() throws {
    let scratch = try signed()
    try readOnly(scratch) {
      let casebook = try open(scratch)
      #expect(throws: CaseStoreFailure.self) { try casebook.register([try Example.record("S26-2")]) }
      #expect(throws: CasebookFailure.cannotWrite(path: scratch.path, reason: "the file is read-only")) {
        try scratch.open()
      }
    }
    try setMode(0o600, scratch.path)
    try setMode(0o500, scratch.folder)
    defer { try? setMode(0o700, scratch.folder) }
    #expect(throws: CasebookFailure.cannotWrite(path: scratch.folder, reason: "the folder is read-only")) {
      try scratch.open()
    }
  }

  @Test("is opened as ever where it can be written")
  func writable() throws {
    let scratch = try signed()
    let casebook = try open(scratch)
    try casebook.register([try Example.record("S26-2")])
    #expect(try casebook.caseFiles().count == 2)
  }
}
