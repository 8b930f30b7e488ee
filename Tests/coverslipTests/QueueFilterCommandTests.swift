import Testing

/// The queue for a shell, as it is filtered, ordered and cut into columns.
@Suite("coverslip queue")
struct QueueFilterCommandTests {
  private let scratch: Scratch
  private let casebook: String

  /// S-1 and S-3, both scored.
  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.pair.copy(to: casebook)
  }

  private func queue(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["queue", "--casebook", casebook] + arguments)
  }

  private func rows(_ arguments: String...) throws -> [String] {
    let listed = try Program.run(arguments: ["queue", "--casebook", casebook] + arguments)
    #expect(listed.status == 0, "\(listed.error)")
    return listed.output.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  @Test("passes a filter, is ordered by a column, either way, and shows the columns that are asked for")
  func filtered() throws {
    let both = ["CASE STATUS", "S-1 scored", "S-3 scored"]
    #expect(try rows("--filter", "status:scored", "--columns", "case,status", "--sort", "case") == both)
    #expect(
      try rows("--sort", "case", "--reverse", "--columns", "case,status") == [both[0], both[2], both[1]])
    #expect(try rows("--filter", "s-3", "--columns", "case,status") == [both[0], both[2]])
    #expect(try rows("--filter", "-status:scored", "--columns", "case") == ["CASE"])
    let json = try queue("--filter", "S-3", "--json")
    #expect(json.status == 0 && json.output.contains("\"S-3\"") && !json.output.contains("\"S-1\""))
  }

  @Test("says what is wrong with a filter and where, and lists nothing then")
  func mistakes() throws {
    let listed = try queue("--filter", "high statsu:new")
    #expect(listed.status == 64 && listed.output.isEmpty)
    #expect(listed.error.contains("at character 6: there is no key \"statsu\"; did you mean status?"))
    let column = try queue("--columns", "case,colour")
    #expect(column.status == 64 && column.error.contains("there is no \"colour\""))
    #expect(try queue("--help").output.contains("disagrees"))
  }
}
