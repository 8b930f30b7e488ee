import Foundation
import Testing

/// What becomes of an answer that cannot be written.
@Suite("Output that cannot be written")
struct OutputCommandTests {
  private func run(_ command: String) throws -> Program.Result {
    try Program.run(arguments: ["-c", "'\(Program.path)' \(command)"], of: "/bin/bash")
  }

  @Test(
    "is told with the exit code 73, whichever command prints",
    arguments: [
      "--version", "help queue", "model show", "doctor --kernel",
    ])
  func full(command: String) throws {
    let result = try run(command + " >/dev/full")
    #expect(result.status == 73, "\(result.error)")
    #expect(result.error.contains("stdout cannot be written (No space left on device)"), "\(result.error)")
  }

  @Test("is told of a closed stream, into which nothing that is opened later is put")
  func closed() throws {
    let scratch = try Scratch()
    let casebook = scratch["casebook.sqlite"]
    try TestReviewer.ann.admit(to: casebook)
    let result = try run("queue --json --casebook '\(casebook)' >&-")
    #expect(result.status == 73 && result.error.contains("stdout cannot be written"), "\(result.error)")
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }

  @Test("is no failure where its reader went away")
  func pipe() throws {
    let result = try run("model show | true; exit ${PIPESTATUS[0]}")
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
  }
}
