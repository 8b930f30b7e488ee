import Foundation
import Testing

/// What becomes of patients, as it is recorded from a shell.
@Suite("coverslip outcome")
struct OutcomeCommandTests {
  private let scratch: Scratch
  private let casebook: String

  /// S-1, scored, and Ann, who may sign it.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.signable.copy(to: casebook)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try TestReviewer.ann.run(arguments, casebook: casebook, scratch)
  }

  private func outcome(_ arguments: String...) throws -> Program.Result {
    try TestReviewer.ann.run(
      ["outcome", "S-1", "--reviewer", "Ann Rey"] + arguments, casebook: casebook, scratch)
  }

  private func close() throws {
    let signed = try run(
      "sign", "S-1", "--decision", "reject", "--reason", "quality", "--reviewer", "Ann Rey", "--comment", "torn")
    #expect(signed.status == 0, "\(signed.error)")
  }

  @Test("is recorded of a closed case, and told with it")
  func recorded() throws {
    try close()
    let done = try outcome("--event", "metastatic relapse", "--days", "812", "--source", "cancer-registry")
    #expect(done.status == 0, "\(done.error)")
    #expect(done.output.hasPrefix("recorded of S-1 as Ann Rey at "), "\(done.output)")
    #expect(done.output.contains(": metastatic relapse after 812 days (cancer registry). "))
    let shown = try Program.run("show", "S-1", "--casebook", casebook).output
    #expect(shown.contains("outcome  metastatic relapse after 812 days (cancer registry)"), "\(shown)")
    let json = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    let told = try #require((json["outcomes"] as? [[String: Any]])?.first)
    #expect(told["event"] as? String == "metastatic-relapse" && told["days"] as? Int == 812)
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }

  @Test("is refused in one sentence before a passphrase is asked, and nothing is recorded then")
  func refused() throws {
    let open = try outcome("--event", "free-of-relapse", "--days", "1", "--source", "follow-up-visit")
    #expect(open.status == 65 && open.error.contains("the case is not closed"), "\(open.error)")
    try close()
    for (arguments, status, words) in [
      (["--days", "5", "--on", "2026-01-31"], 64, "--days or --on"),
      ([], 64, "--days or --on"),
      (["--days", "0"], 64, "whole number from 1 to 36525"),
      (["--on", "2026-02-31"], 64, "is not a day"),
      (["--on", "2999-01-01"], 64, "lies ahead"),
      (["--on", "2001-01-31"], 64, "days of follow-up are not taken"),
    ] as [([String], Int32, String)] {
      let given = ["outcome", "S-1", "--reviewer", "Ann Rey", "--event", "free-of-relapse", "--source", "other"]
      let refused = try TestReviewer.ann.run(given + arguments, casebook: casebook, scratch)
      #expect(refused.status == status && refused.error.contains(words), "\(arguments) \(refused.error)")
    }
    let silent = try outcome("--event", "free-of-relapse", "--days", "9", "--source", "other")
    #expect(silent.status == 64 && silent.error.contains("needs a comment"), "\(silent.error)")
    let stranger = try run(
      "outcome", "S-1", "--reviewer", "Bo", "--event", "free-of-relapse", "--days", "9", "--source", "patient-record")
    #expect(stranger.status == 66 && stranger.output.isEmpty, "\(stranger.error)")
    let json = try Program.run("show", "S-1", "--json", "--casebook", casebook).json
    #expect((json["outcomes"] as? [Any])?.isEmpty == true)
  }
}
