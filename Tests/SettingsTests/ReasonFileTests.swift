import Casework
import Foundation
import Settings
import Testing

@Suite("A laboratory's own reasons")
struct ReasonFileTests {
  @Test("are offered behind the built-in ones, in the order of the file")
  func offered() throws {
    let list = try ReasonFile.parse(
      """
      [override.slow-fixation]
      label = "slow fixation"
      comment = true

      [defer.tumour-board]
      label = "tumour board"

      [override.core-only]
      label = "core only"
      """, file: "reasons.toml")
    let slow = LaboratoryReason(code: "slow-fixation", label: "slow fixation", needsComment: true)
    let core = LaboratoryReason(code: "core-only", label: "core only")
    #expect(
      list.offered(for: .override)
        == SignOffReason.builtIn(for: .override) + [.laboratory(slow), .laboratory(core)])
    #expect(list.reason(code: "tumour-board", of: .defer)?.needsComment == false)
    #expect(list.reason(code: "tumour-board", of: .override) == nil)
  }

  @Test("that are retired are not offered")
  func retired() throws {
    let text = "[reject.folded]\nlabel = \"folded\"\nretired = true\n"
    #expect(try ReasonFile.parse(text, file: "f").offered(for: .reject) == SignOffReason.builtIn(for: .reject))
  }

  @Test("are none where there is no file")
  func missing() throws {
    #expect(try ReasonFile.load("/nowhere/reasons.toml") == .builtIn)
  }

  @Test(
    "that are wrong are refused with their line",
    arguments: [
      ("[override.x", ReasonFailure?.none),
      ("[overide.core]\nlabel = \"a\"", .unknownKey(file: "f", key: "overide", line: nil, nearest: "override")),
      ("[confirm.core]\nlabel = \"a\"", .unknownKey(file: "f", key: "confirm", line: nil, nearest: nil)),
      ("[defer.core]\nlable = \"a\"", .unknownKey(file: "f", key: "defer.core.lable", line: 2, nearest: "label")),
      ("[defer.Core]\nlabel = \"a\"", .badCode(file: "f", line: 1, code: "Core")),
      ("\n[defer.rescan]\nlabel = \"a\"", .builtInCode(file: "f", line: 2, code: "rescan")),
      ("[defer.core]", .badLabel(file: "f", line: 1, code: "core")),
      ("[defer.core]\nlabel = \" a\"", .badLabel(file: "f", line: 1, code: "core")),
      (
        "[defer.core]\nlabel = \"a\"\ncomment = 1",
        .wrongType(file: "f", key: "defer.core.comment", line: 3, expected: "true or false")
      ),
      ("defer = 1", .wrongType(file: "f", key: "defer", line: 1, expected: "a table")),
    ])
  func wrong(text: String, failure: ReasonFailure?) {
    let found = #expect(throws: ReasonFailure.self) { try ReasonFile.parse(text, file: "f") }
    if let failure { #expect(found == failure) }
  }
}
