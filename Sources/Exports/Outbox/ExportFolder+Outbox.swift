import Files
import Glibc

extension ExportFolder {
  /// Puts a file of the outbox there, whole or not at all: under a name that begins with a dot, which programs that
  /// watch a folder leave alone, then under its own. Only one program at a time may do so.
  ///
  /// The folder is never made: where a share is gone, files would be written onto the disk below it.
  ///
  /// - Throws: `noFolder`, `notAFolder`, `unwritable`.
  package func deliver(_ file: ExportedFile) throws(OutboxFailure) {
    try requireFolder()
    do throws(FileFailure) {
      try AtomicFile.write(file.bytes, to: path + "/" + file.name, by: half(of: file.name))
    } catch { throw .unwritable(folder: path, error) }
  }

  /// Where it lies.
  ///
  /// - Throws: `noFolder`, `notAFolder`.
  package func place() throws(OutboxFailure) -> OutboxPlace {
    try requireFolder()
    guard let found = FilePaths.mount(of: path) else { throw .noFolder(path: path) }
    return OutboxPlace(path: found.path, mount: found.mount)
  }

  /// Removes what a program that was killed has left there of files that nobody sends any more.
  package func clear(_ names: [String]) { names.forEach { unlink(half(of: $0)) } }

  private func half(of name: String) -> String { path + "/." + name + ".partial" }

  private func requireFolder() throws(OutboxFailure) {
    guard FilePaths.isFolder(path) else {
      throw FilePaths.isFile(path) ? .notAFolder(path: path) : .noFolder(path: path)
    }
  }
}
