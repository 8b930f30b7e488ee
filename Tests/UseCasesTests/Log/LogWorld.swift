import Basics
import Casework
import Cryptography
import Foundation
import Microscopy
import Prognosis
import Synchronization
import TransparencyLog

@testable import UseCases

/// A log's or a witness's files in memory.
final class MemoryShelf: LogShelf, WitnessShelf, TileShelf {
  let keyPath = "the key"
  let headPath = "the last head"
  let path = "the folder"
  private let files = Mutex<[String: [UInt8]]>([:])
  private let isLocked = Mutex(false)

  /// By name.
  var contents: [String: [UInt8]] {
    get { files.withLock { $0 } }
    set { files.withLock { $0 = newValue } }
  }

  func key() -> [UInt8]? { contents[keyPath] }

  func createKey(_ bytes: [UInt8]) -> Bool {
    files.withLock {
      guard $0[keyPath] == nil else { return false }
      $0[keyPath] = bytes
      return true
    }
  }

  func head() -> [UInt8]? { contents[headPath] }
  func keepHead(_ bytes: [UInt8]) { contents[headPath] = bytes }
  func memory(of origin: String) -> [UInt8]? { contents[origin] }
  func remember(_ bytes: [UInt8], of origin: String) { contents[origin] = bytes }
  func file(_ name: String) -> [UInt8]? { contents[name] }
  func put(_ bytes: [UInt8], _ name: String) { contents[name] = bytes }

  struct Lock: HeldLock {
    let shelf: MemoryShelf
    func release() { shelf.isLocked.withLock { $0 = false } }
  }

  struct LockedTwice: Error {}

  func lock() throws -> any HeldLock {
    try isLocked.withLock {
      guard !$0 else { throw LockedTwice() }
      $0 = true
    }
    return Lock(shelf: self)
  }
}

/// Ledgers of any length; two of the same names are the same, entry by entry.
enum LogWorld {
  struct Missing: Error {}

  /// A casebook with a registered case for each name, whose note is `note`.
  static func casebook(_ names: [String], note: String? = nil) throws -> MemoryCaseStore {
    let store = MemoryCaseStore(actor: "Ann", now: { "2026-11-02T11:00:00Z" }, digest: SHA256Hex.digest)
    for name in names { try store.register([try record(name, note: note)]) }
    return store
  }

  /// The same with `count` cases.
  static func casebook(_ count: Int, note: String? = nil) throws -> MemoryCaseStore {
    try casebook((0..<count).map { "S\($0)" }, note: note)
  }

  static func record(_ name: String, note: String? = nil) throws -> Case {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw Missing() }
    let slide = CaseSlide(
      path: "/slides/\(name).svs", size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: false,
      objective: 20, vendor: "aperio")
    return Case(id: name, received: "2026-11-02", slides: [slide], note: note)
  }

  static let finding = Finding(
    id: "f-1",
    model: ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.05), software: "Coverslip 0.2", computedAt: "2026-11-02T10:00:00Z", tiles: 812,
    tilesAvailable: 900, tissueMM2: 11.25, basis: .slide, missing: ["age"], score: 0.1, scoreSD: 0.02,
    linearPredictor: -0.75, probability5y: 0.0625, interval: ProbabilityInterval(lower: 0.03, upper: 0.125),
    call: .high)

  /// Entries: created 1, S1 registered 2, scored 3, opened 4, signed 5, S2 registered 6.
  static func signed() throws -> MemoryCaseStore {
    let store = try casebook(["S1"])
    try store.record(finding, for: "S1")
    try store.openReview("S1", reviewer: "Ann")
    try store.sign("S1", SignOffDraft(decision: .confirm, finalCall: .high), reviewer: "Ann", findingID: "f-1")
    try store.register([try record("S2")])
    return store
  }

  static func log(_ store: MemoryCaseStore, _ shelf: MemoryShelf = MemoryShelf()) -> LedgerLog {
    LedgerLog(store, shelf: shelf, cryptography: .system)
  }

  static func witness(_ shelf: MemoryShelf, at seconds: Int = 1_772_366_400) -> LedgerWitness {
    let clock = WallClock(
      timestamp: { "2026-03-01T12:00:00Z" }, seconds: { seconds }, milliseconds: { 0 }, pause: { _ in })
    return LedgerWitness(shelf, cryptography: .system, clock: clock)
  }

  static let hashing = LogCryptography.system.hashing
}
