import Cryptography
import Files
import Glibc
import UseCases

/// What an outbox keeps beside the casebook, in a folder that only its owner may read: its record, the files that are
/// made and not sent yet, and the lock of whoever sends.
///
/// A file that waits is there as it was made: a share that is gone for a day costs no second rendering, and what is
/// sent after a crash is the same to the byte as what may have been sent before it.
package struct OutboxFiles: Sendable {
  /// `casebook.sqlite.outbox`.
  package let folder: String

  /// Those of the casebook at `path`.
  package init(beside path: String) { folder = CasebookCompanions.outbox(of: path) }

  /// Where the record is.
  package var recordPath: String { folder + "/record.jsonl" }

  /// The longest record that is read, bytes.
  private static let limit = 1 << 24

  /// The lock of whoever sends; `nil` where another program has it.
  ///
  /// - Throws: `notKept`.
  func lock() throws(OutboxFailure) -> FileLock? {
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw .notKept(.system(file: folder, operation: "mkdir", code: errno))
    }
    do throws(FileFailure) { return try FileLock.ifFree(folder + "/lock", mode: 0o600) } catch { throw .notKept(error) }
  }

  /// What is remembered; `nil` before the outbox was named first.
  ///
  /// - Throws: `notKept`, `badRecord`.
  func record() throws(OutboxFailure) -> OutboxRecord? {
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try WholeFile.read(recordPath, limit: Self.limit) } catch {
      if case .system(_, "open", ENOENT) = error { return nil }
      throw .notKept(error)
    }
    do throws(OutboxRecordMistake) { return try OutboxRecord(parsing: bytes) } catch {
      throw .badRecord(path: recordPath, line: error.line)
    }
  }

  /// Puts a record in the place of the last one.
  ///
  /// - Throws: `notKept`.
  func keep(_ record: OutboxRecord) throws(OutboxFailure) { try keep(record.bytes, recordPath) }

  /// Keeps a file until it is sent.
  ///
  /// - Throws: `notKept`.
  func keep(_ file: ExportedFile) throws(OutboxFailure) { try keep(file.bytes, place(of: file.name)) }

  /// A file that is kept; `nil` where it is not there as it was made.
  ///
  /// - Parameter digest: of what was made, hexadecimal; nothing is as it was made where that is not known.
  func kept(_ name: String, digest: String?) -> ExportedFile? {
    guard let bytes = try? WholeFile.read(place(of: name), limit: GivenFile.longest),
      SHA256Hex.digest(bytes) == digest
    else { return nil }
    return ExportedFile(name: name, bytes: bytes)
  }

  /// Keeps these no longer.
  func forget(_ names: [String]) { names.forEach { unlink(place(of: $0)) } }

  private func place(of name: String) -> String { folder + "/" + name }

  private func keep(_ bytes: [UInt8], _ path: String) throws(OutboxFailure) {
    do throws(FileFailure) { try AtomicFile.write(bytes, to: path, by: path + ".partial") } catch {
      throw .notKept(error)
    }
  }
}
