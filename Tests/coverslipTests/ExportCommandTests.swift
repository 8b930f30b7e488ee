import Foundation
import Testing

@Suite("The command export")
struct ExportCommandTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.scored.copy(to: casebook)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["export"] + arguments + ["--casebook", casebook])
  }

  @Test("writes a row for each case that passes the query, on stdout or into a file")
  func table() throws {
    let printed = try run("--cases", "status:scored", "--format", "csv")
    #expect(printed.status == 0, "\(printed.error)")
    let rows = printed.output.components(separatedBy: "\r\n")
    #expect(rows.count == 3 && rows[0].hasPrefix("case,received,status,") && rows[2].isEmpty)
    #expect(rows[1].hasPrefix("S-1,") && rows[1].contains(",scored,open,,1,"))
    #expect(try run("--cases", "status:scored", "--out", scratch["cases.csv"]).output.isEmpty)
    #expect(try String(contentsOfFile: scratch["cases.csv"], encoding: .utf8) == printed.output)
    #expect(try run("--cases", "-status:scored").output.components(separatedBy: "\r\n").count == 2)
  }

  @Test("says what is wrong with a query, and writes over no casebook")
  func refused() throws {
    let told = try run("--cases", "statsu:scored")
    #expect(told.status == 64 && told.error.contains("status"), "\(told.error)")
    #expect(try run("--out", casebook).status != 0)
    #expect(try run("--format", "xlsx").status == 64)
  }
}
