import Cryptography
import Files
import Foundation
import Synchronization

/// The key and the last head of a casebook's log, in files beside the casebook that only their owner may read.
package struct LogFiles: LogShelf {
  /// `casebook.sqlite.logkey`: the private key.
  package let keyPath: String
  /// `casebook.sqlite.loghead`: the last head that was signed.
  package let headPath: String

  /// The files beside the casebook at `path`.
  package init(beside path: String) {
    keyPath = path + ".logkey"
    headPath = path + ".loghead"
  }

  package func key() throws -> [UInt8]? { try KeptFile.read(keyPath) }

  package func createKey(_ bytes: [UInt8]) throws -> Bool { try AtomicFile.create(bytes, at: keyPath, mode: 0o600) }

  package func head() throws -> [UInt8]? { try KeptFile.read(headPath) }

  package func keepHead(_ bytes: [UInt8]) throws {
    guard try head() != bytes else { return }
    try AtomicFile.write(bytes, to: headPath, mode: 0o600, followsLinks: false)
  }

  package func lock() throws -> any HeldLock { HeldFileLock(try FileLock(keyPath)) }
}

/// The key and the memory of a witness: a folder that only its owner may read.
package struct WitnessFolder: WitnessShelf {
  package let path: String

  /// The folder at `path`, which is made where it is not there.
  ///
  /// - Throws: a ``FolderFailure``.
  package init(_ path: String) throws {
    try PrivateFolder.make(path)
    self.path = path
  }

  private var keyPath: String { path + "/witness.key" }

  package func key() throws -> [UInt8]? { try KeptFile.read(keyPath) }

  package func createKey(_ bytes: [UInt8]) throws -> Bool { try AtomicFile.create(bytes, at: keyPath, mode: 0o600) }

  package func memory(of origin: String) throws -> [UInt8]? { try KeptFile.read(place(of: origin)) }

  package func remember(_ bytes: [UInt8], of origin: String) throws {
    try AtomicFile.write(bytes, to: place(of: origin), mode: 0o600, followsLinks: false)
  }

  package func lock() throws -> any HeldLock { HeldFileLock(try FileLock(path + "/lock", mode: 0o600)) }

  /// An origin may hold slashes: the file is named after its digest, and says inside which log it is of.
  private func place(of origin: String) -> String {
    "\(path)/log-\(SHA256Hex.digest(Array(origin.utf8)).prefix(16))"
  }
}

/// A folder of tiles.
package struct TileFolder: TileShelf {
  package let path: String

  /// The folder at `path`; it is made with the first file.
  package init(_ path: String) { self.path = path }

  package func file(_ name: String) throws -> [UInt8]? { try KeptFile.read("\(path)/\(name)") }

  package func put(_ bytes: [UInt8], _ name: String) throws {
    let place = "\(path)/\(name)"
    try Folder.make(URL(fileURLWithPath: place).deletingLastPathComponent().path)
    try AtomicFile.write(bytes, to: place)
  }
}

/// Small files that may not be there.
private enum KeptFile {
  private static let limit = 1 << 20

  /// The bytes of a file, `nil` where there is none.
  static func read(_ path: String) throws(FileFailure) -> [UInt8]? {
    do { return try WholeFile.read(path, limit: limit) } catch {
      if case .system(_, "open", ENOENT) = error { return nil }
      throw error
    }
  }
}

/// A file's lock that can be released before the object goes.
private final class HeldFileLock: HeldLock {
  private let lock: Mutex<FileLock?>

  init(_ lock: FileLock) { self.lock = Mutex(lock) }

  func release() { lock.withLock { $0 = nil } }
}
