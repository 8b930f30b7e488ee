import Basics
import Casework
import Cryptography
import Documents
import Exports
import Foundation
import Microscopy
import UseCases

/// A folder in which orders arrive, a casebook in memory, and slides that are painted.
final class OrderWorld: Sendable {
  let store = MemoryCaseStore(actor: "Ann", now: { OrderWorld.now }, digest: SHA256Hex.digest)
  private let folder: String

  static let now = "2026-11-02T11:00:00Z"
  static let seconds = 1_793_617_200

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("orders-\(UUID().uuidString)").path
    for name in ["in", "slides"] {
      try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  subscript(name: String) -> String { folder + "/" + name }

  var files: OrderFiles { OrderFiles(beside: self["casebook.sqlite"]) }

  /// Takes what has arrived, as a program that was just started.
  func take(
    slides: Bool = true, answers: String? = nil, from folder: String = "slides", at seconds: Int = OrderWorld.seconds
  ) async throws(OrderFailure) -> OrderReport {
    let clock = WallClock(timestamp: { Self.now }, seconds: { seconds }, milliseconds: { 0 }, pause: { _ in })
    let environment = UseCaseEnvironment(
      clock: clock, newID: { "id" }, software: SoftwareIdentity(name: "test") { [:] }, processors: 1)
    let take = TakeOrders(store, files: files, slides: access, environment: environment, digest: SHA256Hex.digest)
    return try await take(
      OrderWishes(
        folder: self["in"], answers: answers.map { self[$0] }, slides: slides ? self[folder] : nil))
  }

  // MARK: Messages

  static let patient = "PID|1||4711^^^HOSP^MR||शर्मा\\T\\Co^अनिता"

  static func text(_ id: String, _ lines: [String], patient: String? = patient) -> String {
    let header = "MSH|^~\\&|OE|WARD|COVERSLIP|LAB|20261102090000||OML^O21^OML_O21|\(id)|P|2.5.1||||||UNICODE UTF-8"
    return ([header, patient].compactMap(\.self) + lines).map { $0 + "\r" }.joined()
  }

  static func message(_ id: String, _ lines: [String], patient: String? = patient) -> [UInt8] {
    Array(text(id, lines, patient: patient).utf8)
  }

  static func observation(_ slides: String...) -> String {
    "OBX|1|RP|slide-file^Slide file^99CSL||" + slides.joined(separator: "~")
  }

  /// Puts a file into the folder, last written `age` seconds ago, and so many nanoseconds later.
  func put(_ name: String, _ bytes: [UInt8], age: Int = 60, nanoseconds: Int = 0) throws {
    let path = self["in/\(name).hl7"]
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let time = timespec(tv_sec: Self.seconds - age, tv_nsec: nanoseconds)
    guard utimensat(AT_FDCWD, path, [time, time], 0) == 0 else { throw POSIXError(.EIO) }
  }

  /// The names of what lies in a folder of the folder of orders.
  func names(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self["in/" + name]).sorted()
  }

  func answers() throws -> [String] { try names("answers") }

  /// The answers, by the control ids of what they answer.
  func answered() throws -> [String: HL7Message] {
    let messages = try answers().map { name in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: self["in/answers/" + name]))
      return try HL7Message(parsing: Array(bytes))
    }
    return Dictionary(messages.map { ($0.segment("MSA")?[2].text() ?? "", $0) }) { $1 }
  }

  // MARK: Slides

  /// Puts a file where a slide is looked for; what it shows is painted.
  func putSlide(_ name: String) throws { try Data(name.utf8).write(to: URL(fileURLWithPath: self["slides/" + name])) }

  private var access: SlideAccess {
    SlideAccess(
      opener: PaintedSlides(), quickDigest: { SHA256Hex.digest(Array($0.utf8)) },
      wholeDigest: { path, _ in SHA256Hex.digest(Array(path.utf8)) },
      stamp: { path in FilePresence.isThere(path) ? FileStamp([1], written: Self.seconds - 60) : nil })
  }
}

private enum FilePresence {
  static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// Slides that are where a file is; one whose name begins with `bad` cannot be opened.
private struct PaintedSlides: SlideOpener {
  func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    guard FilePresence.isThere(opening.path), !opening.path.contains("/bad") else {
      throw .missing(path: opening.path)
    }
    let image = RGBAImage(size: PixelSize(width: 64, height: 64), filledWith: (200, 150, 180, 255))
    return MemorySlide(levels: [image], mpp: MicronsPerPixel(x: 0.5, y: 0.5), vendor: "aperio")
  }
}
