import Casework
import CasebookStore
import Foundation
import GRDB
import Testing

/// What people do to a file that a workstation has open: take it away, restore a backup over it.
@Suite("A casebook that is exchanged while it is open")
struct ReplacedCasebookTests {
  private let scratch: Scratch
  /// Opened before; its case is scored.
  private let casebook: Casebook

  init() throws {
    scratch = try Scratch()
    casebook = try scratch.open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
  }

  private func sign() throws {
    try casebook.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1")
  }

  /// The file as it is now, in a place of its own.
  private func backup() throws -> String {
    let place = scratch.folder + "/backup"
    try FileManager.default.copyItem(atPath: scratch.path, toPath: place)
    return place
  }

  private func refused(_ change: CasebookChange) -> CaseStoreFailure {
    .unavailable(.replaced(path: scratch.path, change))
  }

  @Test("takes no signature once its file is deleted, and says so at every try")
  func deleted() throws {
    try FileManager.default.removeItem(atPath: scratch.path)
    for _ in 0..<2 { #expect(throws: refused(.deleted)) { try sign() } }
    #expect(throws: refused(.deleted)) { try casebook.saveDraft("S26-1", Example.override) }
    #expect(throws: refused(.deleted)) { try casebook.caseFiles() }
    #expect(!FileManager.default.fileExists(atPath: scratch.path))
  }

  @Test("takes no signature once another file stands in its place, also where the casebook comes back later")
  func otherFile() throws {
    let aside = scratch.folder + "/aside"
    try FileManager.default.moveItem(atPath: scratch.path, toPath: aside)
    try FileManager.default.copyItem(atPath: aside, toPath: scratch.path)
    let before = FileManager.default.contents(atPath: scratch.path)
    #expect(throws: refused(.otherFile)) { try sign() }
    #expect(FileManager.default.contents(atPath: scratch.path) == before)
    try FileManager.default.removeItem(atPath: scratch.path)
    try FileManager.default.moveItem(atPath: aside, toPath: scratch.path)
    #expect(throws: refused(.otherFile)) { try sign() }
    #expect(try scratch.open(as: "Bo").caseFile("S26-1").status == .scored)
  }

  @Test("takes no signature once an older state was copied over it in place, and leaves that as it is")
  func overwritten() throws {
    let older = try backup()
    try casebook.register([try Example.record("S26-2")])
    let bytes = try #require(FileManager.default.contents(atPath: older))
    let handle = try #require(FileHandle(forWritingAtPath: scratch.path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: bytes)
    try handle.close()
    #expect(throws: refused(.otherContent)) { try sign() }
    #expect(FileManager.default.contents(atPath: scratch.path) == bytes)
  }

  @Test("takes no signature once its log was taken away")
  func logRemoved() throws {
    try FileManager.default.removeItem(atPath: scratch.path + "-wal")
    #expect(throws: refused(.logRemoved)) { try sign() }
  }

  @Test("goes on where another process wrote, restored by SQLite's own means to a state that holds what was seen")
  func others() throws {
    try scratch.open(as: "Bo").register([try Example.record("S26-2")])
    try sign()
    #expect(try casebook.verify().isIntact)
  }

  @Test("leaves a file that was put in its place, its log and its index alone when it is closed")
  func closing() throws {
    var mine: Casebook? = try scratch.open(as: "Cy")
    try mine?.register([try Example.record("S26-2")])
    for ending in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: scratch.path + ending) }
    let other = try scratch.open(as: "Bo")
    try other.register([try Example.record("S26-9")])
    mine = nil
    #expect(try other.caseFiles().map(\.id) == ["S26-9"])
    try other.record(Example.finding("f-9"), for: "S26-9")
    #expect(try scratch.open(as: "Di").caseFile("S26-9").status == .scored)
  }

  @Test("leaves no log behind a write that could be applied to a file restored later")
  func emptyLog() throws {
    try sign()
    let log = try FileManager.default.attributesOfItem(atPath: scratch.path + "-wal")
    #expect(log[.size] as? Int == 0)
    #expect(try casebook.verify().isIntact)
  }
}

@Suite("A log beside a casebook")
struct StrayLogTests {
  /// A casebook with a log that holds its last entries, as after a crash; `older` is a state from before that log
  /// began.
  private struct Crash {
    let scratch: Scratch
    let older: Data
    let file: Data
    let log: Data

    init() throws {
      let scratch = try Scratch()
      self.scratch = scratch
      let first = try scratch.open()
      try first.register((0..<20).map { try Example.record("S26-\($0)") })
      older = try Self.read(scratch.path)
      for number in 0..<20 { try first.record(Example.finding("f-\(number)"), for: "S26-\(number)") }
      // A reader at work keeps the log from being emptied.
      let reader = try DatabaseQueue(path: scratch.path)
      let (file, log) = try reader.read { db in
        _ = try Row.fetchAll(db, sql: "SELECT * FROM head")
        let writer = try Casebook.open(
          path: scratch.path, createIfMissing: false, now: { "2026-11-02T11:00:00Z" }, actor: "Ann Rey")
        try writer.sign("S26-7", Example.override, reviewer: "Ann Rey", findingID: "f-7")
        return (try Self.read(scratch.path), try Self.read(scratch.path + "-wal"))
      }
      try reader.close()
      (self.file, self.log) = (file, log)
    }

    private static func read(_ path: String) throws -> Data {
      guard let data = FileManager.default.contents(atPath: path) else { throw Example.Missing() }
      return data
    }

    /// A folder that holds `file` and `log` alone.
    static func place(_ file: Data, _ log: Data) throws -> Scratch {
      let scratch = try Scratch()
      try file.write(to: URL(fileURLWithPath: scratch.path))
      try log.write(to: URL(fileURLWithPath: scratch.path + "-wal"))
      return scratch
    }
  }

  @Test("of its own is applied after a crash: the signature is there")
  func own() throws {
    let crash = try Crash()
    #expect(!crash.log.isEmpty)
    let place = try Crash.place(crash.file, crash.log)
    #expect(try place.open().caseFile("S26-7").status == .signed)
    #expect(try place.open().verify().isIntact)
  }

  @Test("of a later state is not applied to a restored file: it is refused, and neither is touched")
  func restored() throws {
    let crash = try Crash()
    let place = try Crash.place(crash.older, crash.log)
    for _ in 0..<2 { #expect(throws: CasebookFailure.strayLog(path: place.path)) { try place.open() } }
    let after = try place.contents()
    #expect(after["casebook.sqlite"] == crash.older)
    #expect(after["casebook.sqlite-wal"] == crash.log)
    try FileManager.default.removeItem(atPath: place.path + "-wal")
    #expect(try place.open().verify().isIntact)
  }

  @Test("that is no log at all is no obstacle")
  func garbage() throws {
    let crash = try Crash()
    let place = try Crash.place(crash.older, Data("not a log".utf8))
    #expect(try place.open().verify().isIntact)
  }
}
