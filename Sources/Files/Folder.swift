import Glibc

/// What is done with folders.
public enum Folder {
  /// Makes the folder `path` and those above it; what is there already stays.
  ///
  /// - Throws: `system`, where one of them cannot be made.
  public static func make(_ path: String) throws(FileFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      guard mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
      throw .system(file: path, operation: "mkdir", code: errno)
    }
  }
}
