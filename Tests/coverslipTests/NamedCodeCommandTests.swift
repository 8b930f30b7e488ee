import Casework
import Labels
import Testing

/// Options that take a code, as somebody types them who has seen the screen.
@Suite("Codes on the command line")
struct NamedCodeCommandTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try TestReviewer.ann.admit(to: casebook)
  }

  private func queue(_ status: String) throws -> Program.Result {
    try Program.run("queue", "--status", status, "--json", "--casebook", casebook)
  }

  @Test("queue takes every status as it is shown and as it is stored, and its help lists them all")
  func statuses() throws {
    for name in ["awaiting", "awaiting-reader", "in review", "addendum", "amended"] {
      let listed = try queue(name)
      #expect(listed.status == 0, "\(name): \(listed.error)")
    }
    let help = try Program.run("queue", "--help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for status in CaseStatus.allCases { #expect(help.contains(status.rawValue), "\(status)") }
    #expect(help.contains("(\"awaiting\")"))
  }

  @Test("a name that is nearly right gets its suggestion, and the command is not run")
  func near() throws {
    let listed = try queue("awating")
    #expect(listed.status == 64 && listed.output.isEmpty)
    #expect(listed.error.contains("did you mean awaiting?"), "\(listed.error)")
    let role = try Program.run("reviewer", "add", "Bo", "--role", "patologist", "--casebook", casebook)
    #expect(role.status == 64 && role.error.contains("did you mean pathologist?"), "\(role.error)")
    let label = try Program.run("protocol", "blinded frist", "--casebook", casebook)
    #expect(label.status == 64 && label.error.contains("did you mean blinded-first?"), "\(label.error)")
  }
}
