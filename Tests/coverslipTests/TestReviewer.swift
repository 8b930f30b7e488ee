import Foundation
import Testing

/// Somebody who may sign in a casebook of a test.
struct TestReviewer {
  let name: String
  let passphrase: String

  static let ann = TestReviewer(name: "Ann Rey", passphrase: "seven grey herons at noon")

  /// Admits them to `casebook` as a pathologist; their passphrase passes through a file in `scratch`.
  func admit(to casebook: String, _ scratch: Scratch) throws {
    let result = try run(
      ["reviewer", "add", name, "--role", "pathologist"], lines: [passphrase], casebook: casebook, scratch)
    #expect(result.status == 0, "\(result.error)")
  }

  /// Runs a command with passphrases on descriptor 3, one per line.
  func run(
    _ arguments: [String], lines: [String]? = nil, casebook: String, _ scratch: Scratch
  ) throws -> Program.Result {
    let words = (lines ?? [passphrase]).joined(separator: "\n")
    try words.write(toFile: scratch["words"], atomically: true, encoding: .utf8)
    let all = [Program.path] + arguments + ["--casebook", casebook, "--passphrase-fd", "3"]
    let command = all.map { "'\($0)'" }.joined(separator: " ")
    return try Program.run(arguments: ["-c", "exec \(command) 3<'\(scratch["words"])'"], of: "/bin/bash")
  }
}
