/// Reads whole files whose digest is checked before their content is believed.
public enum WholeFile {
  /// The bytes of the regular file at `path`; refused where they are more than `limit`.
  ///
  /// - Throws: `system`, `notAFile`, `truncated`, `tooLarge`.
  public static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    let file = try OpenFile(path)
    guard file.count <= limit else { throw .tooLarge(file: path, limit: limit, found: file.count) }
    return try file.read(0..<file.count)
  }
}
