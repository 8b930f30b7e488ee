import Casework
import Settings
import Testing

/// The parser hands a text on only up to there: `{case}` in place of `{case}-*` would hold every label against less.
@Suite("A NUL in a file of settings")
struct NULTests {
  private static let reason = "it holds a NUL, which no setting does; take it out"

  @Test("is refused with its line, as a byte and escaped", arguments: ["\0", "\\u0000", "\\U00000000"])
  func laboratory(nul: String) {
    let failure = LaboratorySettingsFailure.syntax(file: "f", line: 2, reason: Self.reason)
    for text in ["[label]\npattern = \"{case}\(nul)-*\"\n", "[label]\r\npattern = \"{case}-*\" # \(nul)"] {
      #expect(throws: failure) { try LaboratorySettings.parse(text, file: "f") }
    }
  }

  @Test("is refused in every kind of file")
  func others() {
    #expect(throws: ReadingSettingsFailure.syntax(file: "f", line: 1, reason: Self.reason)) {
      try ReadingSettings.parse("record = false\0", file: "f")
    }
    #expect(throws: ReasonFailure.syntax(file: "f", line: 1, reason: Self.reason)) {
      try ReasonFile.parse("\0", file: "f")
    }
  }
}
