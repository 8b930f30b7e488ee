import Casework
import Foundation
import Settings
import Testing

@Suite("What a laboratory sets for a casebook")
struct LaboratorySettingsTests {
  @Test("says for how many seconds a signature can be withdrawn, 0 for not at all", arguments: [0, 30, 60])
  func withdrawal(seconds: Int) throws {
    let settings = try LaboratorySettings.parse("[signing]\nwithdrawal = \(seconds)\n", file: "f")
    #expect(settings.signing.withdrawal == seconds)
    for text in ["", "[signing]\n"] { #expect(try LaboratorySettings.parse(text, file: "f") == .usual) }
    #expect(LaboratorySettings.usual.signing.withdrawal == nil)
  }

  @Test(
    "that says something else is refused: no signature is held shorter by a slip of the keyboard",
    arguments: [
      (
        "[sining]\nwithdrawal = 0",
        LaboratorySettingsFailure.unknownKey(
          file: "f", key: "sining", line: 1, nearest: "signing", known: ["signing", "label", "outbox", "results"])
      ),
      (
        "withdrawal = 0",
        .unknownKey(
          file: "f", key: "withdrawal", line: 1, nearest: nil, known: ["signing", "label", "outbox", "results"])
      ),
      (
        "[signing]\nwithdraw = 0",
        .unknownKey(file: "f", key: "signing.withdraw", line: 2, nearest: "withdrawal", known: ["withdrawal"])
      ),
      ("signing = 10", .wrongType(file: "f", key: "signing", line: 1, expected: .table)),
      (
        "[signing]\n\nwithdrawal = \"off\"",
        .wrongType(file: "f", key: "signing.withdrawal", line: 3, expected: .number(0...60))
      ),
      (
        "[signing]\nwithdrawal = false",
        .wrongType(file: "f", key: "signing.withdrawal", line: 2, expected: .number(0...60))
      ),
      (
        "[signing]\nwithdrawal = 1.5",
        .wrongType(file: "f", key: "signing.withdrawal", line: 2, expected: .number(0...60))
      ),
      ("[signing]\nwithdrawal = 61", .outOfRange(file: "f", key: "signing.withdrawal", line: 2, value: 61, 0...60)),
      (
        "[label]\npatern = \"{case}\"",
        .unknownKey(file: "f", key: "label.patern", line: 2, nearest: "pattern", known: ["pattern"])
      ),
      (
        "[label]\n\npattern = 1", .wrongType(file: "f", key: "label.pattern", line: 3, expected: .text)
      ),
      ("[label]\npattern = \"LAB-*\"", .badPattern(file: "f", line: 2, .namesNothing)),
      ("[label]\npattern = \"{cas}\"", .badPattern(file: "f", line: 2, .unknownValue("cas", nearest: "case"))),
      (
        "[outbox]\nfolders = \"/srv\"",
        .unknownKey(
          file: "f", key: "outbox.folders", line: 2, nearest: "folder", known: ["folder", "formats", "identities"])
      ),
      ("[outbox]\nfolder = true", .wrongType(file: "f", key: "outbox.folder", line: 2, expected: .text)),
      ("[outbox]\nfolder = \"\"", .wrongType(file: "f", key: "outbox.folder", line: 2, expected: .text)),
      ("[outbox]\nformats = \"pdf\"", .wrongType(file: "f", key: "outbox.formats", line: 2, expected: .texts)),
      ("[outbox]\nformats = []", .wrongType(file: "f", key: "outbox.formats", line: 2, expected: .texts)),
      ("[outbox]\nformats = [1]", .wrongType(file: "f", key: "outbox.formats", line: 2, expected: .texts)),
      ("[outbox]\nidentities = 1", .wrongType(file: "f", key: "outbox.identities", line: 2, expected: .flag)),
      (
        "[outbox]\nformats = [\"pdf\", \"hl\"]",
        .unknownFormat(
          file: "f", line: 2, code: "hl", nearest: "hl7", known: ExportFormat.allCases.map(\.rawValue))
      ),
      (
        "[outbox]\nformats = [\"fihr\"]",
        .unknownFormat(
          file: "f", line: 2, code: "fihr", nearest: "fhir", known: ExportFormat.allCases.map(\.rawValue))
      ),
      ("[results]\nfinal = \"yes\"", .wrongType(file: "f", key: "results.final", line: 2, expected: .flag)),
      ("[signing]\nwithdrawal = -1", .outOfRange(file: "f", key: "signing.withdrawal", line: 2, value: -1, 0...60)),
    ])
  func refused(text: String, failure: LaboratorySettingsFailure) {
    #expect(throws: failure) { try LaboratorySettings.parse(text, file: "f") }
  }

  @Test("is the pattern of its labels, and nothing where nothing is said")
  func pattern() throws {
    let settings = try LaboratorySettings.parse("[label]\npattern = \"{case}-*\" # blocks\n", file: "f")
    #expect(settings.labelPattern == (try LabelPattern("{case}-*")))
    for text in ["", "[label]\n"] { #expect(try LaboratorySettings.parse(text, file: "f") == .usual) }
    #expect(LaboratorySettings.usual.labelPattern == nil)
  }

  @Test("is what leaves by itself, and whether a result is called final")
  func outbox() throws {
    let text = """
      [outbox]
      folder = "/srv/results"
      formats = ["hl7", "pdf", "hl7"]
      identities = true
      [results]
      final = true
      """
    let settings = try LaboratorySettings.parse(text, file: "f")
    #expect(settings.outbox.folder == "/srv/results" && settings.outbox.formats == [.hl7, .pdf])
    #expect(settings.outbox.identities && settings.results.final)
    for text in ["", "[outbox]\n", "[results]\n"] {
      #expect(try LaboratorySettings.parse(text, file: "f") == .usual)
    }
    let usual = LaboratorySettings.usual
    #expect(usual.outbox.folder == nil && usual.outbox.formats == [.pdf, .fhir, .hl7])
    #expect(!usual.outbox.identities && !usual.results.final)
  }

  @Test("that is no TOML is refused at its line")
  func syntax() {
    let failure = #expect(throws: LaboratorySettingsFailure.self) {
      try LaboratorySettings.parse("[signing]\nwithdrawal = ten\n", file: "f")
    }
    guard case .syntax("f", let line, _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line == 2)
  }
}

@Suite("What lies beside a casebook")
struct CasebookSettingsTests {
  @Test("is read together and named; what is not there is as usual")
  func files() throws {
    let casebook = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).sqlite"
    let none = try CasebookSettings(beside: casebook)
    #expect(none.files.isEmpty && none.laboratory == .usual && none.reading == .usual && none.reasons == .builtIn)
    let (reading, laboratory) = (casebook + ".reading.toml", casebook + ".laboratory.toml")
    defer { for path in [reading, laboratory] { try? FileManager.default.removeItem(atPath: path) } }
    try Data("record = false\n".utf8).write(to: URL(fileURLWithPath: reading))
    try Data("[signing]\nwithdrawal = 0\n".utf8).write(to: URL(fileURLWithPath: laboratory))
    let settings = try CasebookSettings(beside: casebook)
    #expect(settings.files == [reading, laboratory])
    #expect(settings.laboratory.signing.withdrawal == 0 && !settings.reading.keepsRecord)
    try Data("withdrawal = 0\n".utf8).write(to: URL(fileURLWithPath: laboratory))
    #expect(throws: LaboratorySettingsFailure.self) { try CasebookSettings(beside: casebook) }
  }
}
