import Casework
import Foundation
import GRDB

/// The file itself: what its header says before SQLite may touch it, and how it is made.
struct CasebookFile {
  let path: String
  /// Pages that the disk holds; `nil`: as many as it does.
  let maximumPages: Int?
  /// Seconds that a writer waits for another process.
  let patience: Double

  /// The text at byte 0 of every SQLite database.
  private static let magic = Array("SQLite format 3\u{0}".utf8)
  private static let headerLength = 100

  /// Makes sure, by reading alone, that `path` is a casebook that this code may write.
  ///
  /// SQLite itself is asked only afterwards: opening a foreign database in WAL mode would change it.
  func check() throws(CasebookFailure) {
    try checkHeader()
    try checkWritable()
  }

  /// The same of a casebook that is only read.
  func checkHeader() throws(CasebookFailure) {
    let header = try header()
    guard header.count == Self.headerLength, header.starts(with: Self.magic),
      Self.bigEndian(header, at: 68) == UInt32(bitPattern: Schema.applicationID)
    else { throw .notACasebook(path: path) }
    let version = Int(Int32(bitPattern: Self.bigEndian(header, at: 60)))
    guard version <= Schema.version else {
      throw .newerVersion(path: path, found: version, supported: Schema.version)
    }
  }

  private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The first 100 bytes, fewer where the file is shorter. Not blocking: a pipe would never answer.
  private func header() throws(CasebookFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path: path) : .cannotRead(path: path, reason: Self.systemWord)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .notACasebook(path: path)
    }
    var bytes = [UInt8](repeating: 0, count: Self.headerLength)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw .cannotRead(path: path, reason: Self.systemWord) }
    return Array(bytes.prefix(count))
  }

  /// A file or folder without any write permission is meant to stay as it is, also for root.
  func checkWritable() throws(CasebookFailure) {
    try Self.checkWritable(path, "file")
    try checkFolder()
  }

  /// Makes sure that a file can be made beside this one.
  func checkFolder() throws(CasebookFailure) { try Self.checkWritable(folder, "folder") }

  private static func checkWritable(_ place: String, _ name: String) throws(CasebookFailure) {
    var status = stat()
    guard stat(place, &status) == 0 else { throw CasebookFailure(errno: errno, path: place) }
    guard status.st_mode & 0o222 != 0 else {
      throw .cannotWrite(path: place, reason: "the \(name) is read-only")
    }
    guard access(place, W_OK) == 0 else { throw .cannotWrite(path: place, reason: systemWord) }
  }

  var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  private static var systemWord: String { String(cString: strerror(errno)) }

  /// Makes a casebook with its first entry, complete or not at all: it is made beside, and linked to its name.
  ///
  /// Where another process made one in the meantime, that one stays. The new file has mode 0600, and SQLite gives
  /// `-wal` and `-shm` the mode of their database.
  func create(first: (Database) throws -> Void) throws(CasebookFailure) {
    let beside = "\(path).\(UUID().uuidString).new"
    let descriptor = open(beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CasebookFailure(errno: errno, path: path) }
    close(descriptor)
    defer { for ending in ["", "-wal", "-shm", "-journal"] { unlink(beside + ending) } }
    do {
      let queue = try DatabaseQueue(path: beside, configuration: configuration)
      try Self.useWAL(queue)
      try Schema.migrator.migrate(queue)
      try queue.write(first)
      try queue.close()
    } catch { throw CasebookFailure(error, path: path) }
    guard link(beside, path) == 0 || errno == EEXIST else { throw CasebookFailure(errno: errno, path: path) }
    syncFolder()
  }

  /// Makes the new name last through a power failure.
  private func syncFolder() {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// A connection to the checked file, at the newest version. A file of an older one is copied first.
  ///
  /// - Parameter time: stands in the name of that copy.
  /// - Returns: also what was done to bring the file to the newest version.
  /// - Throws: `strayLog` where the log beside the file is another file's; `replaced` where the file was exchanged
  ///   meanwhile; `notBackedUp` where the copy cannot be made, and the file stays as it is.
  func connect(at time: String) throws(CasebookFailure) -> (access: DatabaseAccess, migration: CasebookMigration?) {
    do {
      let file = try FileIdentity(path: path)
      try checkLog()
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let found = try Schema.found(in: queue)
      guard found <= Schema.version else {
        throw CasebookFailure.newerVersion(path: path, found: found, supported: Schema.version)
      }
      try Self.useWAL(queue)
      let migration = found < Schema.version ? try migrate(queue, from: found, at: time) : nil
      let log = try? FileIdentity(path: CasebookSentry.log(of: path))
      let sentry = CasebookSentry(path: path, file: file, log: log)
      try sentry.checkPlace()
      return (DatabaseAccess(queue: queue, sentry: sentry, patience: patience), migration)
    } catch { throw CasebookFailure(error, path: path) }
  }

  var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { [maximumPages] db in
      // What is deleted or replaced is overwritten with zeros: a key under an old passphrase, a draft.
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
      if let limit = maximumPages { try db.execute(sql: "PRAGMA max_page_count = \(limit)") }
    }
    return configuration
  }

  /// The mode is kept in the file, so that this writes only where it is not WAL yet.
  private static func useWAL(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    }
  }
}
