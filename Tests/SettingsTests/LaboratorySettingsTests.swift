import Casework
import Foundation
import Settings
import Testing

@Suite("What a laboratory says of all cases")
struct LaboratorySettingsTests {
  @Test("is the pattern of its labels, and nothing where nothing is said")
  func pattern() throws {
    let settings = try LaboratorySettings.parse("[label]\npattern = \"{case}-*\" # blocks\n", file: "f")
    #expect(settings.labelPattern == (try LabelPattern("{case}-*")))
    #expect(try LaboratorySettings.parse("", file: "f") == .usual)
    #expect(try LaboratorySettings.parse("[label]\n", file: "f") == .usual)
    #expect(LaboratorySettings.usual.labelPattern == nil)
  }

  @Test("is read from the file beside the casebook; where there is none, as usual")
  func file() throws {
    let casebook = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).sqlite"
    #expect(try LaboratorySettings.load(beside: casebook) == .usual)
    let path = casebook + ".laboratory.toml"
    #expect(LaboratorySettings.file(beside: casebook) == path)
    try Data("label.pattern = \"{case}\"\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try LaboratorySettings.load(beside: casebook).labelPattern?.text == "{case}")
  }

  @Test(
    "that says something else is refused: no label goes unchecked by a slip of the keyboard",
    arguments: [
      (
        "[lable]\npattern = \"{case}\"",
        LaboratorySettingsFailure.unknownKey(file: "f", key: "lable", line: 1, nearest: "label")
      ),
      (
        "[label]\npatern = \"{case}\"",
        .unknownKey(file: "f", key: "label.patern", line: 2, nearest: "label.pattern")
      ),
      ("[label]\nx = 1", .unknownKey(file: "f", key: "label.x", line: 2, nearest: nil)),
      ("label = 1", .wrongType(file: "f", key: "label", line: 1, expected: "a table")),
      (
        "[label]\n\npattern = 1",
        .wrongType(file: "f", key: "label.pattern", line: 3, expected: "a text in quotation marks")
      ),
      ("[label]\npattern = \"LAB-*\"", .badPattern(file: "f", line: 2, .namesNothing)),
      (
        "[label]\npattern = \"{cas}\"", .badPattern(file: "f", line: 2, .unknownValue("cas", nearest: "case"))
      ),
    ])
  func refused(text: String, failure: LaboratorySettingsFailure) {
    #expect(throws: failure) { try LaboratorySettings.parse(text, file: "f") }
  }

  @Test("that is no TOML is refused at its line")
  func syntax() {
    let failure = #expect(throws: LaboratorySettingsFailure.self) {
      try LaboratorySettings.parse("[label]\npattern = {case}\n", file: "f")
    }
    guard case .syntax("f", let line, _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line == 2)
  }
}
