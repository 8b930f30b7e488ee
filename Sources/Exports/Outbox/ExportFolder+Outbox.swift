import Files

extension ExportFolder {
  /// Puts a file of the outbox there, whole or not at all: under a name that begins with a dot, which programs that
  /// watch a folder leave alone, then under its own. Only one program at a time may do so.
  ///
  /// The folder is never made: where a share is gone, files would be written onto the disk below it.
  ///
  /// - Throws: `noFolder`, `notAFolder`, `unwritable`.
  package func deliver(_ file: ExportedFile) throws(OutboxFailure) {
    guard FilePaths.isFolder(path) else {
      throw FilePaths.isFile(path) ? .notAFolder(path: path) : .noFolder(path: path)
    }
    do throws(FileFailure) {
      try AtomicFile.write(file.bytes, to: path + "/" + file.name, by: path + "/." + file.name + ".partial")
    } catch { throw .unwritable(folder: path, error) }
  }
}
