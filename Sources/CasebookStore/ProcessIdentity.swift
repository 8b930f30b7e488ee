import Foundation

/// A process, told from every other one before and after it.
struct ProcessIdentity: Equatable, Sendable {
  /// The start of the machine and the namespace in which ``number`` counts: elsewhere it means nothing.
  let home: String
  /// Its number.
  let number: Int
  /// When it was started, clock ticks after the start of the machine (proc(5), `starttime`).
  let started: Int

  /// This process.
  static let current = ProcessIdentity(
    home: here, number: Int(getpid()), started: status(of: Int(getpid()))?.started ?? 0)

  private static let here: String = {
    let boot = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? "unknown"
    let namespace = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? "unknown"
    return boot.trimmingCharacters(in: .whitespacesAndNewlines) + " " + namespace
  }()

  /// Whether it still runs; `nil` where that cannot be known from here.
  var isAlive: Bool? {
    guard home == Self.here, let pid = pid_t(exactly: number), pid > 0 else { return nil }
    guard kill(pid, 0) == 0 || errno != ESRCH else { return false }
    guard let status = Self.status(of: number) else { return nil }
    return status.started == started && status.state != "Z"
  }

  /// State and start of a process by proc(5); `nil` where it is gone or hidden.
  private static func status(of number: Int) -> (state: Substring, started: Int)? {
    guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8) else { return nil }
    // The name stands in parentheses and may hold blanks and parentheses itself.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let started = Int(fields[19]) else { return nil }
    return (fields[0], started)
  }
}
