import Basics
import Casework
import CasebookStore
import Foundation
import GRDB
import Microscopy
import Prognosis

/// Cases and findings for the tests of the casebook.
enum Example {
  struct Missing: Error {}

  static func record(_ id: String = "S26-1") throws -> Case {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw Missing() }
    let slide = CaseSlide(
      path: "/slides/\(id).svs", size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: false, objective: 20,
      vendor: "aperio")
    return Case(
      id: id, patient: "P-17", received: "2026-11-02", slides: [slide],
      clinical: ClinicalVariables(age: 61.5, grade: 2), note: "block B", extra: ["site": "Nîmes"])
  }

  static func finding(_ id: String = "f-1", call: Call = .high, resultFile: String? = nil) -> Finding {
    Finding(
      id: id,
      model: ModelIdentity(
        name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
        threshold: 0.05), software: "Coverslip 0.2", computedAt: "2026-11-02T10:00:00Z", tiles: 812,
      tilesAvailable: 900, tissueMM2: 11.25, basis: .slide, missing: ["age"], score: 0.1, scoreSD: 0.02,
      linearPredictor: -0.75, probability5y: 0.0625, interval: ProbabilityInterval(lower: 0.03, upper: 0.125),
      call: call, resultFile: resultFile, resultDigest: resultFile.map { _ in String(repeating: "b", count: 64) })
  }

  static let override = SignOffDraft(
    decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), comment: "grade 1 all over")
}

/// A folder of its own for a test, taken away with it.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/casebook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// A folder that another process made, and left.
  init(leftAt folder: String) { self.folder = folder }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { folder + "/casebook.sqlite" }

  /// Names and contents of all files of the folder.
  func contents() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder + "/" + $0) ?? Data()) })
  }

  /// The same without the index of the log, which every reader writes to.
  func steadyContents() throws -> [String: Data] { try contents().filter { !$0.key.hasSuffix("-shm") } }

  func open(as actor: String = "Ann Rey", create: Bool = true, maximumPages: Int? = nil) throws -> Casebook {
    try Casebook.open(
      path: path, createIfMissing: create, now: { "2026-11-02T11:00:00Z" }, actor: actor, maximumPages: maximumPages)
  }

  /// The casebook with a signed case: its entries are created 1, registered 2, scored 3, opened 4, signed 5.
  func signed() throws -> Casebook {
    let casebook = try open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
    try casebook.openReview("S26-1", reviewer: "Ann Rey")
    try casebook.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1")
    return casebook
  }

  /// Somebody with a database tool.
  func tamper(_ change: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction(change)
    try queue.close()
  }
}

extension Database {
  func dropGuards() throws {
    for name in ["ledger_is_not_updated", "ledger_is_not_deleted", "ledger_only_grows"] {
      try execute(sql: "DROP TRIGGER \(name)")
    }
  }
}

extension LedgerVerification {
  var found: LedgerBreak? {
    if case .broken(let found) = self { return found }
    return nil
  }
}

extension Casebook {
  func lastEntry() throws -> Int { try changes(since: 0, limit: 0).entry }

  /// All cases by their names.
  func caseFiles() throws -> [CaseFile] { try page(CaseQuery(key: .name), after: nil, limit: .max).cases }

  func exportLines() throws -> [String] { try entries(after: 0, limit: .max).map(\.exportLine) }
}
