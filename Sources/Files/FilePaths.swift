import Foundation

/// What lies under a path.
public enum FilePaths {
  /// Whether there is a folder at `path`.
  public static func isFolder(_ path: String) -> Bool {
    var folder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && folder.boolValue
  }

  /// Whether there is a file at `path` that is not a folder.
  public static func isFile(_ path: String) -> Bool {
    var folder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && !folder.boolValue
  }

  /// Whether two paths lead to the same file that is there, by whatever names and links.
  public static func areSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// The path from the root, without `.` and `..`.
  ///
  /// - Parameter base: the folder that a relative path begins in; default: the working folder.
  public static func absolute(
    _ path: String, relativeTo base: String = FileManager.default.currentDirectoryPath
  ) -> String {
    let whole = path.hasPrefix("/") ? path : base + "/" + path
    return URL(fileURLWithPath: whole).standardizedFileURL.path
  }
  /// Whether `path` leads to a pipe or a device, into which bytes go one after the other.
  public static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return [S_IFCHR, S_IFIFO].contains(status.st_mode & S_IFMT)
  }

  /// The folder of a file, its name, and the name without the last ending: `/a/b.c.pdf` is in `/a`, and `b.c` without.
  public static func parted(_ path: String) -> (folder: String, name: String, stem: String) {
    let url = URL(fileURLWithPath: path)
    return (url.deletingLastPathComponent().path, url.lastPathComponent, url.deletingPathExtension().lastPathComponent)
  }
}
