import Casework
import Exports
import Foundation
import Testing

/// A program in Python of `Documentation`, run by python3 with other people's packages.
private struct PeerReader {
  let program: String

  static func has(_ module: String) -> Bool { run(["python3", "-c", "import \(module)"])?.status == 0 }

  /// What it says of the files.
  func read(_ files: [String]) -> (status: Int32, output: String)? {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return Self.run(["python3", folder.appendingPathComponent("Documentation/\(program)").path] + files)
  }

  private static func run(_ arguments: [String]) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

/// What leaves, read by programs that know nothing of this one.
@Suite("Messages, read by other people's programs") struct PeerReadersTests {
  /// Cases of every standing, of a demonstration and of another model, pseudonymous and not, into files.
  private func files(_ format: ExportFormat, in worlds: [MessageWorld]) async throws -> [String] {
    var paths: [String] = []
    for world in worlds {
      for (number, wishes) in [ExportWishes(), .init(identities: true, mayTellIdentities: true)].enumerated() {
        for finals in [true, false] {
          let export = world.export(finalResults: finals)
          for standing in MessageWorld.Standing.allCases {
            for file in try await export.files(of: standing.rawValue, as: format, wishes) {
              paths.append(world["\(number)-\(finals)-\(file.name)"])
              try Data(file.bytes).write(to: URL(fileURLWithPath: paths[paths.count - 1]))
            }
          }
        }
      }
    }
    return paths
  }

  private func worlds() throws -> [MessageWorld] { [try MessageWorld(), try MessageWorld(demonstration: false)] }

  @Test(
    "are FHIR R4B to fhir.resources, in every reference, binding and invariant",
    .enabled(if: PeerReader.has("fhir.resources.R4B.bundle"), "python3 has no fhir.resources"))
  func fhir() async throws {
    let worlds = try worlds()
    let paths = try await files(.fhir, in: worlds)
    let said = try #require(withExtendedLifetime(worlds) { PeerReader(program: "check_fhir.py").read(paths) })
    #expect(said.status == 0, "\(said.output)")
    #expect(said.output.split(separator: "\n").count == paths.count)
  }

  @Test(
    "are HL7 v2.5.1 to hl7apy, strictly, and their texts are those that were written",
    .enabled(if: PeerReader.has("hl7apy"), "python3 has no hl7apy"))
  func hl7() async throws {
    let worlds = try worlds()
    var paths = try await files(.hl7, in: worlds)
    for (index, world) in worlds.enumerated() {
      for file in try await world.export().workOrder(of: try world.file(.deferred)) {
        paths.append(world["\(index)-\(file.name)"])
        try Data(file.bytes).write(to: URL(fileURLWithPath: paths[paths.count - 1]))
      }
    }
    let said = try #require(withExtendedLifetime(worlds) { PeerReader(program: "check_hl7.py").read(paths) })
    #expect(said.status == 0, "\(said.output)")
    let read = try said.output.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(read.count == paths.count)
    let agreed = try #require(
      read.first { ($0["file"] as? String)?.hasSuffix("1-true-agreed.hl7") ?? false }?["fields"] as? [String: String])
    #expect(agreed["PID[1]-3.1"] == MessageWorld.patient && agreed["SPM[1]-2.1"] == MessageWorld.specimen)
    let comment = try #require(agreed.first { $0.key.hasSuffix("]-3.1") && $0.value == "comment" }?.key)
    #expect(agreed[comment.replacing("-3.1", with: "-5.1")] == MessageWorld.hardWords)
    #expect(agreed["MSH[1]-11.1"] == "T" && agreed["OBR[1]-25.1"] == "F")
  }

  @Test(
    "that answer orders are HL7 v2.5.1 to hl7apy, too",
    .enabled(if: PeerReader.has("hl7apy"), "python3 has no hl7apy"))
  func answers() async throws {
    let world = try OrderWorld()
    try world.put("new", OrderWorld.message("M-1", ["ORC|NW|A-1", "OBR|1|||risk^Risk^L", "SPM|1|B 1||TISS"]), age: 90)
    try world.put("back", OrderWorld.message("M-2", ["ORC|CA|A-1"], patient: nil))
    try world.put("wrong", OrderWorld.message("M-3", ["ORC|CA|A-9"], patient: nil))
    try world.put("type", Array(OrderWorld.text("M-4", ["ORC|NW|A"]).replacing("OML^O21", with: "ORM^O01").utf8))
    _ = try await world.take()
    let answers = try world.answers().map { world["in/answers/\($0)"] }
    #expect(answers.count == 4)
    let said = try #require(withExtendedLifetime(world) { PeerReader(program: "check_hl7.py").read(answers) })
    #expect(said.status == 0, "\(said.output)")
  }
}
