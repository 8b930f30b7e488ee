import Files
import Foundation
import Sentences

/// The bytes of a file.
func readWhole(_ path: String) throws -> Data {
  guard let data = FileManager.default.contents(atPath: FilePaths.absolute(path)) else {
    throw CommandFailure(.noInput, "\(path): there is no such file, or it may not be read")
  }
  return data
}

/// Puts `bytes` in the place of a file, whole or not at all.
func writeWhole(_ bytes: [UInt8], to path: String) throws {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  guard FileManager.default.fileExists(atPath: folder) else {
    throw CommandFailure(.cannotWrite, "cannot write \(path): there is no folder \(folder); make it first")
  }
  do {
    try AtomicFile.write(bytes, to: path)
  } catch {
    throw CommandFailure(.cannotWrite, error.words.sentence)
  }
}
