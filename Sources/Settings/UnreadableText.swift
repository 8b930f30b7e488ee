import Files

/// Why nothing of a file can be read as a text.
public enum UnreadableText: Error, Hashable, Sendable {
  /// The system does not let it be read.
  case forbidden
  /// A folder, a pipe or a device stands where a file is wanted.
  case notAFile
  /// The bytes are not UTF-8.
  case notUTF8
  /// It is longer than any file of settings.
  case tooLong

  /// The longest file of settings, bytes.
  private static let limit = 1 << 20

  /// The text of the regular file at `path`; a pipe in its place does not make us wait.
  static func text(of path: String) throws(UnreadableText) -> String {
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try WholeFile.read(path, limit: limit) } catch {
      switch error {
      case .notAFile: throw .notAFile
      case .tooLarge: throw .tooLong
      case .system, .truncated: throw .forbidden
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }
}
