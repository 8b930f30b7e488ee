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

  /// A file that was read.
  struct Read {
    /// Its name in the folder.
    let name: String
    /// What was read of it.
    let bytes: [UInt8]
    /// Which file that was.
    let stamp: FileStamp
  }

  /// What a file holds.
  enum Content {
    /// All of it.
    case whole(Read)
    /// Its beginning: it is longer than a message may be.
    case tooLong(Read, bytes: Int)
    /// It was written to just now, or while it was read.
    case unsettled
    /// It was written at a time that this machine's clock has not reached.
    case ahead
    /// Somebody has taken it away.
    case gone
  }

  /// What becomes of a file that was answered. Raw values are the names of the folders within.
  enum Shelf: String, CaseIterable {
    case taken, refused
  }

  /// Requires that the folder is there and can be listed.
  ///
  /// - Throws: `noFolder`, `file`.
  func require() throws(OrderFailure) { _ = try listed() }

  /// Makes the folders for what was answered.
  ///
  /// - Throws: `file`.
  func prepare() throws(OrderFailure) {
    do throws(FileFailure) {
      for shelf in Shelf.allCases { try Folder.make(path + "/" + shelf.rawValue) }
    } catch { throw .file(error) }
  }

  /// The names of the files, those first that were written first, to the nanosecond; and those, as far as they can be
  /// shown, that are not written in UTF-8, so that their files cannot be named.
  ///
  /// - Throws: `noFolder`, `file`.
  func names() throws(OrderFailure) -> (names: [String], unnamable: [String]) {
    var files: [File] = []
    var unnamable: [String] = []
    for bytes in try listed() {
      guard let name = String(validating: bytes, as: UTF8.self) else {
        unnamable.append(String(decoding: bytes, as: UTF8.self))
        continue
      }
      if isMessage(name), !FilePaths.isFolder(place(name)) { files.append(file(name)) }
    }
    return (files.sorted().map { $0.name }, unnamable.filter(isMessage).sorted())
  }

  /// Reads a file; one that changes meanwhile is not settled.
  ///
  /// - Parameter now: seconds since the epoch.
  /// - Throws: where it cannot be read, or is no regular file.
  func content(of name: String, now: Int) throws(FileFailure) -> Content {
    var entry = stat()
    guard lstat(place(name), &entry) == 0 || errno != ENOENT else { return .gone }
    let file = try OpenFile(place(name))
    guard let stamp = FileStamp(path: place(name)), let age = stamp.age(at: now) else { return .unsettled }
    guard age >= Self.quiet else { return age < 0 ? .ahead : .unsettled }
    let bytes = try file.read(0..<min(file.count, HL7Message.sizeLimit))
    guard FileStamp(path: place(name)) == stamp else { return .unsettled }
    return file.count < HL7Message.sizeLimit
      ? .whole(Read(name: name, bytes: bytes, stamp: stamp))
      : .tooLong(Read(name: name, bytes: Array(bytes.prefix(4096)), stamp: stamp), bytes: file.count)
  }

  /// Puts a file that was answered aside; one of the same name and another content that was put there stays.
  ///
  /// - Returns: `false`, nothing being moved, where another file has that name by now, or it was written to.
  /// - Throws: where it cannot be moved.
  func put(_ file: Read, on shelf: Shelf, digest: String) throws(FileFailure) -> Bool {
    let name = file.name
    let folder = path + "/" + shelf.rawValue + "/"
    let isFree = !FileManager.default.fileExists(atPath: folder + name)
    let place = folder + (isFree ? name : fileStem(name) + "-" + digest.prefix(12) + ".hl7")
    guard FileStamp(path: self.place(name)) == file.stamp else { return false }
    guard rename(self.place(name), place) == 0 else {
      throw .system(file: self.place(name), operation: "rename", code: errno)
    }
    return true
  }

  private func place(_ name: String) -> String { path + "/" + name }

  private func isMessage(_ name: String) -> Bool { name.lowercased().hasSuffix(".hl7") && !name.hasPrefix(".") }

  /// A file, in the order in which they are taken.
  private struct File: Comparable {
    let seconds: Int
    let nanoseconds: Int
    let name: String

    static func < (one: File, other: File) -> Bool {
      (one.seconds, one.nanoseconds, one.name) < (other.seconds, other.nanoseconds, other.name)
    }
  }

  /// A file with the time when it was written last; the epoch where it is gone.
  private func file(_ name: String) -> File {
    var status = stat()
    let isThere = stat(place(name), &status) == 0
    let written = isThere ? status.st_mtim : timespec()
    return File(seconds: written.tv_sec, nanoseconds: written.tv_nsec, name: name)
  }

  /// The names of all that lies there, in bytes.
  private func listed() throws(OrderFailure) -> [[UInt8]] {
    guard let folder = opendir(path) else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .file(.system(file: path, operation: "opendir", code: errno))
      }
      throw .noFolder(path: path)
    }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { place -> [UInt8] in
        let start = UnsafeRawPointer(place).assumingMemoryBound(to: CChar.self)
        return Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
      }
      names.append(name)
    }
    return names
  }
}
