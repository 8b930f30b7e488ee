import Foundation
import Settings
import Testing

@Suite("How a laboratory wants cases to be read")
struct ReadingSettingsTests {
  @Test("keeps a record where nothing else is said, and none where that is said")
  func record() throws {
    #expect(ReadingSettings.usual.keepsRecord)
    let (on, off) = (
      try ReadingSettings.parse("record = true\n", file: "f"), try ReadingSettings.parse("record = false", file: "f")
    )
    #expect(on.keepsRecord && !off.keepsRecord)
    #expect(try ReadingSettings.parse("", file: "f") == .usual)
  }

  @Test("is read from the file beside the casebook; where there is none, as usual")
  func file() throws {
    let casebook = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).sqlite"
    #expect(try ReadingSettings.load(beside: casebook) == .usual)
    let path = casebook + ".reading.toml"
    try Data("record = false\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try !ReadingSettings.load(beside: casebook).keepsRecord)
  }

  @Test(
    "that says something else is refused: a record is not kept, or left out, by a slip of the keyboard",
    arguments: [
      ("records = false", ReadingSettingsFailure.unknownKey(file: "f", key: "records", line: 1, nearest: "record")),
      ("\nrecord = \"off\"", .wrongType(file: "f", key: "record", line: 2)),
      ("record = 0", .wrongType(file: "f", key: "record", line: 1)),
    ])
  func refused(text: String, failure: ReadingSettingsFailure) {
    #expect(throws: failure) { try ReadingSettings.parse(text, file: "f") }
  }

  @Test("that is no TOML is refused at its line")
  func syntax() {
    let failure = #expect(throws: ReadingSettingsFailure.self) {
      try ReadingSettings.parse("record = true\nrecord = off\n", file: "f")
    }
    guard case .syntax("f", let line, _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line == 2)
  }
}
