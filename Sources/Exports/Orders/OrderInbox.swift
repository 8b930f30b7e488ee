import Documents
import Files
import Foundation
import Sentences
import UseCases

/// A folder in which orders arrive, one message per file whose name ends in `.hl7`.
struct OrderInbox: Sendable {
  /// Where it is, absolute.
  let path: String

  /// Seconds for which a file must not have been written to: it may still be.
  static let quiet = 5

  /// What a file holds.
  enum Content {
    /// All of it.
    case whole([UInt8])
    /// Its beginning: it is longer than a message may be.
    case tooLong(beginning: [UInt8], bytes: Int)
    /// It was written to just now, or while it was read.
    case unsettled
  }

  /// What becomes of a file that was answered. Raw values are the names of the folders within.
  enum Shelf: String, CaseIterable {
    case taken, refused
  }

  /// Makes the folders for what was answered.
  ///
  /// - Throws: `noFolder`, `file`.
  func prepare() throws(OrderFailure) {
    guard FilePaths.isFolder(path) else { throw .noFolder(path: path) }
    do throws(FileFailure) {
      for shelf in Shelf.allCases { try Folder.make(path + "/" + shelf.rawValue) }
    } catch { throw .file(error) }
  }

  /// The names of the files, those first that were written first.
  ///
  /// - Throws: `noFolder`.
  func names() throws(OrderFailure) -> [String] {
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: path) else { throw .noFolder(path: path) }
    let names = all.filter { $0.lowercased().hasSuffix(".hl7") && !$0.hasPrefix(".") && !FilePaths.isFolder(place($0)) }
    return names.map { (FileStamp(path: place($0))?.written ?? 0, $0) }.sorted { $0 < $1 }.map(\.1)
  }

  /// Reads a file; one that changes meanwhile is not settled.
  ///
  /// - Parameter now: seconds since the epoch.
  /// - Throws: where it cannot be read.
  func content(of name: String, now: Int) throws(FileFailure) -> Content {
    let stamp = FileStamp(path: place(name))
    guard let written = stamp?.written, now - written >= Self.quiet else { return .unsettled }
    let file = try OpenFile(place(name))
    let count = min(file.count, HL7Message.sizeLimit)
    let bytes = try file.read(0..<count)
    guard FileStamp(path: place(name)) == stamp else { return .unsettled }
    return file.count < HL7Message.sizeLimit
      ? .whole(bytes) : .tooLong(beginning: Array(bytes.prefix(4096)), bytes: file.count)
  }

  /// Puts a file that was answered aside; one of the same name and another content that was put there stays.
  ///
  /// - Throws: where it cannot be moved.
  func put(_ name: String, on shelf: Shelf, digest: String) throws(FileFailure) {
    let folder = path + "/" + shelf.rawValue + "/"
    let isFree = !FileManager.default.fileExists(atPath: folder + name)
    let place = folder + (isFree ? name : fileStem(name) + "-" + digest.prefix(12) + ".hl7")
    guard rename(self.place(name), place) == 0 else {
      throw .system(file: self.place(name), operation: "rename", code: errno)
    }
  }

  private func place(_ name: String) -> String { path + "/" + name }
}
