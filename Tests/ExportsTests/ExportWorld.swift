import Basics
import Casework
import Cryptography
import Documents
import Exports
import Files
import Foundation
import Microscopy
import Prognosis
import SlidePictures
import Synchronization
import UseCases

/// A casebook in memory with a signed case S1 of two slides, their pixels, and the files of its log.
struct ExportWorld {
  struct Missing: Error {}

  let store: MemoryCaseStore
  let shelf = LogShelfInMemory()
  /// What happens whenever the tiles of the finding are read.
  let whenRead = Event()
  var opener: any SlideOpener
  var lacksTiles = false

  /// - Parameter resultDigest: what the ledger has of the file of the finding.
  init(resultDigest: String? = nil) throws {
    store = MemoryCaseStore(actor: "Ann", now: { "2026-11-02T11:00:00Z" }, digest: SHA256Hex.digest)
    try store.register([try Self.record()])
    var finding = Self.finding
    finding.resultDigest = resultDigest
    try store.record(finding, for: "S1")
    try store.openReview("S1", reviewer: "Ann")
    try store.sign("S1", SignOffDraft(decision: .confirm, finalCall: .high), reviewer: "Ann", findingID: "f-1")
    let slide = try Self.slide()
    opener = MemorySlideOpener(["/slides/A.svs": .slide(slide), "/slides/B.svs": .slide(slide)])
  }

  static func mpp() throws -> MicronsPerPixel {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw Missing() }
    return mpp
  }

  static func slide() throws -> MemorySlide {
    MemorySlide(
      levels: [RGBAImage(size: PixelSize(width: 1280, height: 1280), filledWith: (200, 120, 160, 255))], mpp: try mpp())
  }

  static func record(_ id: String = "S1") throws -> Case {
    let mpp = try mpp()
    let slides = ["A", "B"].map { name in
      CaseSlide(
        path: "/slides/\(name).svs", size: PixelSize(width: 1280, height: 1280), mpp: mpp, mppGiven: false,
        objective: 20, vendor: "aperio")
    }
    return Case(id: id, patient: "P-17", received: "2026-11-02", slides: slides)
  }

  static let finding = Finding(
    id: "f-1",
    model: ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.05), software: "Coverslip 0.2", computedAt: "2026-11-02T10:00:00Z", tiles: 12, tilesAvailable: 12,
    tissueMM2: 11.25, basis: .slide, missing: ["age"], score: 0.1, scoreSD: 0.02, linearPredictor: -0.75,
    probability5y: 0.0625, interval: ProbabilityInterval(lower: 0.03, upper: 0.125), call: .high,
    resultFile: "/findings/f-1.safetensors")

  /// Six tiles of each slide, none of which touches another; those of the second slide have more attention.
  static let tiles: PictureTiles = {
    let sites = (0..<12).map { TileSite(x: $0 % 3 * 400, y: $0 / 3 % 2 * 400, side: 224) }
    let weights = (1...12).map { Float($0) / 78 }
    return PictureTiles(
      TileFindings(
        slides: (0..<12).map { $0 < 6 ? 0 : 1 }, columns: TileColumns(sites), attention: weights,
        contribution: weights.map { $0 / 10 }, model: "demonstration 1", modelDigest: "a"))
  }()

  var access: PictureAccess {
    PictureAccess(
      opener: opener, profiles: NoProfiles(),
      tiles: { [whenRead, lacksTiles] path in
        whenRead.happen()
        if lacksTiles { throw FileFailure.system(file: path, operation: "open", code: ENOENT) }
        return Self.tiles
      }, stamp: { _ in nil })
  }

  var export: ExportCase {
    let clock = WallClock(
      timestamp: { "2026-11-02T12:00:00Z" }, seconds: { 1_793_620_800 }, milliseconds: { 0 }, pause: { _ in })
    let tools = ExportTools(
      log: LedgerLog(store, shelf: shelf, cryptography: .system), cryptography: .system, pictures: access,
      results: ResultFiles(of: "/casebook.sqlite"), model: nil, clock: clock, software: "Coverslip 0.2")
    return ExportCase(store: store, tools: tools)
  }

  /// The report as HTML, and the names of all files.
  func page(_ wishes: ExportWishes = ExportWishes()) async throws -> (html: String, names: [String]) {
    let files = try await export.files(of: "S1", as: .html, wishes)
    return (String(decoding: files.first?.bytes ?? [], as: UTF8.self), files.map(\.name))
  }

  /// Something is added to the case.
  func add(_ text: String) throws {
    let digest = try store.caseFile("S1").standing?.entryDigest ?? ""
    try store.supplement("S1", .addendum(text: text, to: digest), reviewer: "Bo")
  }
}

/// What a test wants to happen at a place, and how often that came.
final class Event: Sendable {
  private let state = Mutex<(count: Int, action: @Sendable (Int) -> Void)>((0, { _ in }))

  var count: Int { state.withLock { $0.count } }

  /// From now on `action` is done each time; it is told how often it was before.
  func act(_ action: @escaping @Sendable (Int) -> Void) { state.withLock { $0.action = action } }

  func happen() {
    let (count, action) = state.withLock { state in
      defer { state.count += 1 }
      return (state.count, state.action)
    }
    action(count)
  }
}

/// A log's files in memory, or on media that cannot be written.
final class LogShelfInMemory: LogShelf {
  let keyPath = "the key"
  let headPath = "the last head"
  let whenLocked = Event()
  private let files = Mutex<[String: [UInt8]]>([:])
  private let isReadOnly = Mutex(false)

  struct Lock: HeldLock { func release() {} }

  /// From now on nothing can be written.
  func protect() { isReadOnly.withLock { $0 = true } }

  func key() -> [UInt8]? { files.withLock { $0[keyPath] } }
  func head() -> [UInt8]? { files.withLock { $0[headPath] } }

  func createKey(_ bytes: [UInt8]) throws -> Bool {
    try requireWritable(keyPath)
    files.withLock { $0[keyPath] = bytes }
    return true
  }

  func keepHead(_ bytes: [UInt8]) throws {
    guard head() != bytes else { return }
    try requireWritable(headPath)
    files.withLock { $0[headPath] = bytes }
  }

  func lock() -> any HeldLock {
    whenLocked.happen()
    return Lock()
  }

  private func requireWritable(_ path: String) throws {
    if isReadOnly.withLock({ $0 }) { throw FileFailure.system(file: path, operation: "open", code: EROFS) }
  }
}

/// Slides of tests have no profile.
private struct NoProfiles: ProfileReader {
  func profile(_ bytes: [UInt8]) throws(ColorProfileFailure) -> any ColorProfile {
    throw .unreadable(detail: "there is none")
  }
}
