import Files
import Foundation

/// Where things are on this machine: the folders of the XDG Base Directory Specification, the themes, who is at the
/// keyboard.
public struct Places: Sendable {
  private let environment: [String: String]
  private let executable: String

  /// The places of a process with these variables, whose program lies at `executable`.
  public init(environment: [String: String], executable: String) {
    self.environment = environment
    self.executable = executable
  }

  /// The places of this process.
  public static var current: Places {
    Places(
      environment: ProcessInfo.processInfo.environment,
      executable: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        ?? CommandLine.arguments[0])
  }

  /// `$XDG_DATA_HOME/coverslip/casebook.sqlite`.
  public var casebook: String { folder("XDG_DATA_HOME", "/.local/share") + "/coverslip/casebook.sqlite" }

  /// `$XDG_CONFIG_HOME/coverslip`.
  public var configuration: String { folder("XDG_CONFIG_HOME", "/.config") + "/coverslip" }

  /// `$XDG_STATE_HOME/coverslip`: logs.
  public var state: String { folder("XDG_STATE_HOME", "/.local/state") + "/coverslip" }

  /// Folders of theme files, the user's own first.
  public var themeFolders: [String] {
    let beside = sequence(first: URL(fileURLWithPath: executable).deletingLastPathComponent()) { folder in
      folder.path == "/" ? nil : folder.deletingLastPathComponent()
    }
    let shipped = beside.prefix(6).flatMap { [$0.path + "/themes", $0.path + "/share/coverslip/themes"] }
    return [configuration + "/themes"] + shipped.filter { FilePaths.isFolder($0) }
  }

  /// The person at the keyboard, as the operating system names them: `Ann Rey (ann)`.
  public var account: String {
    let (full, login) = Self.names
    guard let full, !full.isEmpty, full != login else { return login }
    return "\(full) (\(login))"
  }

  /// The same as a printed name: `Ann Rey`, or `ann` where the system knows no other.
  public var printedName: String {
    let (full, login) = Self.names
    return full.flatMap { $0.isEmpty ? nil : $0 } ?? login
  }

  private static var names: (full: String?, login: String) {
    let record = getpwuid(getuid())?.pointee
    let full = record.flatMap { $0.pw_gecos }.map { String(cString: $0) }?.split(separator: ",").first.map(String.init)
    return (full, record.flatMap { $0.pw_name }.map { String(cString: $0) } ?? "uid \(getuid())")
  }

  private func folder(_ variable: String, _ fallback: String) -> String {
    if let value = environment[variable], value.hasPrefix("/") { return value }
    return (environment["HOME"] ?? NSHomeDirectory()) + fallback
  }
}
