import CasebookStore
import Casework
import Foundation
import ReadingQuality
import Testing

@testable import UseCases

@Suite("A casebook of simulated readings")
struct SimulateReadingsTests {
  @Test("holds, is signed by the readers' own keys, and tells the figures of the readings that it was made of")
  func made() async throws {
    let scratch = try Scratch()
    let path = scratch["simulated.sqlite"]
    let made = try SimulateReadings(count: 40, seed: 3).make(at: path)
    let casebook = try Casebook.open(
      path: path, createIfMissing: false, now: { "2026-11-30T12:00:00Z" }, actor: "test")
    let verification = try casebook.verify()
    #expect(verification.isIntact)
    #expect(try casebook.roster().reviewers.map(\.name).sorted() == made.reviewers.sorted())
    var expected = ReadCases()
    for simulated in try SimulatedReadings(count: 40, seed: 3).cases() {
      expected.add(simulated.file, putOff: simulated.putOff)
    }
    let read = try await casebook.readCases()
    #expect(QualityFigures(read, for: .everybody) == QualityFigures(expected, for: .everybody))
    #expect(read.cases.map(\.calls.count).reduce(0, +) == made.signatures)
    let entries = try casebook.entries(after: 0, limit: .max)
    #expect(entries.map(\.time) == entries.map(\.time).sorted() && entries.allSatisfy { $0.actor == "simulated" })
    #expect(entries.allSatisfy { $0.knownKind != .signed || $0.signer != nil })
  }

  @Test("is used like any other: its readers sign with the passphrase that everybody knows")
  func used() async throws {
    let scratch = try Scratch()
    let path = scratch["simulated.sqlite"]
    _ = try SimulateReadings(count: 6, seed: 1).make(at: path)
    let casebook = try Casebook.open(
      path: path, createIfMissing: false, now: { "2026-11-30T12:00:00Z" }, actor: "test")
    let outcome = try await RecordOutcome(store: casebook, keys: .system).sign(
      "SIM-0001", OutcomeDraft(event: .freeOfRelapse, days: 1900, source: .visit, comment: "a letter"),
      reviewer: "Quality",
      passphrase: Passphrase(SimulateReadings.passphrase))
    #expect(try casebook.caseFile("SIM-0001").outcome == outcome)
  }

  @Test("takes the place of nothing that is there")
  func exists() throws {
    let scratch = try Scratch()
    let path = scratch["simulated.sqlite"]
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: BackupFailure.exists(path: path, isFolder: false)) {
      try SimulateReadings(count: 1, seed: 1).make(at: path)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }

  @Test("takes the place of no link to nothing, and of no log that lies beside")
  func besides() throws {
    let scratch = try Scratch()
    let (link, log) = (scratch["link.sqlite"], scratch["w.sqlite-wal"])
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch["nowhere"])
    try Data("mine".utf8).write(to: URL(fileURLWithPath: log))
    #expect(throws: BackupFailure.exists(path: link, isFolder: false)) {
      try SimulateReadings(count: 1, seed: 1).make(at: link)
    }
    #expect(throws: BackupFailure.exists(path: log, isFolder: false)) {
      try SimulateReadings(count: 1, seed: 1).make(at: scratch["w.sqlite"])
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
    #expect(left == ["link.sqlite", "w.sqlite-wal"])
    _ = try SimulateReadings(count: 1, seed: 1).make(at: scratch["made.sqlite"])
    let made = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { !left.contains($0) }
    #expect(made == ["made.sqlite"])
  }
}
