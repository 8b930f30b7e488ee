import Foundation
import Testing

/// What is signed by commands, on its way into a folder of the laboratory.
@Suite("The outbox, by commands")
struct OutboxCommandTests {
  private let scratch: Scratch
  private let casebook: String
  private let folder: String
  private static let ann = TestReviewer.ann

  /// A scored case, a pathologist, and a laboratory that wants messages.
  init() throws {
    scratch = try Scratch()
    (casebook, folder) = (scratch["casebook.sqlite"], scratch["laboratory"])
    try CasebookTemplate.signable.copy(to: casebook)
    try set("[outbox]\nformats = [\"fhir\", \"hl7\"]\n")
  }

  private func set(_ settings: String) throws {
    try settings.write(toFile: casebook + ".laboratory.toml", atomically: true, encoding: .utf8)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: arguments + ["--casebook", casebook])
  }

  private func putOff(_ options: String...) throws -> Program.Result {
    try Self.ann.run(
      ["sign", "S-1", "--decision", "defer", "--reason", "rescan", "--reviewer", Self.ann.name] + options,
      casebook: casebook, scratch)
  }

  private func makeFolder() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test("a folder that is not there keeps nobody from signing; what waits is sent once it is, and once")
  func missingFolder() throws {
    let signed = try putOff("--outbox", folder)
    #expect(signed.status == 0 && signed.output.hasPrefix("signed S-1"))
    #expect(signed.error.contains("there is no folder \(folder)"))
    #expect(signed.error.contains("coverslip outbox --casebook \(casebook) \(folder) sends it now"))
    #expect(signed.error.split(separator: "\n").count == 1)
    #expect(try run("show", "S-1", "--json").json["status"] as? String == "deferred")
    let waiting = try run("outbox", folder)
    #expect(waiting.status == 73 && waiting.output.hasPrefix("waiting S-1, deferred"))
    try makeFolder()
    let sent = try run("outbox", folder)
    #expect(sent.status == 0 && sent.error.isEmpty, "\(sent.error)")
    let endings = files.map { $0.split(separator: ".", maxSplits: 1).last.map(String.init) ?? $0 }
    #expect(endings.sorted() == ["fhir.json", "hl7", "order.hl7"])
    #expect(files.allSatisfy { $0.hasPrefix("S-1-") && $0.contains("-deferred-") })
    let before = try files.map { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)) }
    let again = try run("outbox", folder, "--json")
    #expect(again.status == 0 && (again.json["sent"] as? [Any])?.isEmpty == true)
    #expect(try files.map { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)) } == before)
  }

  @Test("a laboratory names it once for all; what was signed before is sent where that is asked for")
  func settings() throws {
    try makeFolder()
    #expect(try putOff().status == 0 && files.isEmpty)
    let unnamed = try run("outbox")
    #expect(unnamed.status == 64 && unnamed.error.contains("no outbox is named"))
    try set("[outbox]\nfolder = \"laboratory\"\nformats = [\"hl7\"]\n")
    let nothing = try run("outbox")
    #expect(nothing.status == 0 && nothing.output == "nothing is left to send\n" && files.isEmpty)
    #expect(try run("outbox", "--all").output.hasPrefix("sent S-1, deferred"))
    #expect(files.count == 2)
    #expect(try run("outbox", "--all").output == "nothing is left to send\n")
  }

  @Test("a folder that is named by nothing, such as a variable that is not set, is refused before anything is signed")
  func emptyName() throws {
    let refused = try putOff("--outbox", "")
    #expect(refused.status == 64 && refused.error.contains("no outbox is named"))
    #expect(try run("show", "S-1", "--json").json["status"] as? String != "deferred")
    #expect(try run("outbox", "").status == 64)
  }

  @Test("settings that are wrong are refused before anything is signed")
  func wrongSettings() throws {
    try set("[outbox]\nfolders = \"laboratory\"\n")
    let refused = try putOff()
    #expect(refused.status == 65 && refused.error.contains("did you mean folder?"))
    #expect(try run("show", "S-1", "--json").json["status"] as? String != "deferred")
  }
}
