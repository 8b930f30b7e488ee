import Foundation

/// One test of this bundle in a process of its own: for what a process can do once, or what several processes do.
struct ChildProcess {
  private let process = Process()
  private let output: String

  /// Says to a test that it is to run, and with what.
  static let variable = "COVERSLIP_TEST_CHILD"

  /// What this process was told to do; `nil` where it is no child.
  static var task: [String]? {
    ProcessInfo.processInfo.environment[variable]?.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Starts the test whose name `filter` matches; what it prints goes into a file of `folder`.
  init(_ filter: String, task: [String], in folder: String) throws {
    output = "\(folder)/output-\(UUID().uuidString)"
    _ = FileManager.default.createFile(atPath: output, contents: nil)
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--testing-library", "swift-testing", "--filter", filter]
    process.environment = ProcessInfo.processInfo.environment.merging([
      Self.variable: task.joined(separator: "\n"), "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// How it ended.
  struct End {
    /// 0 where all that it expected was so.
    let status: Int32
    /// Whether a signal ended it.
    let isKilled: Bool
    let output: String
  }

  func wait() -> End {
    process.waitUntilExit()
    return End(
      status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
      output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "")
  }
}
