import Basics
import Casework
import Documents
import Foundation
import Testing

/// Held against files that QuPath and programs around it have written: the folder of reference data, where this machine
/// has it, and a small file of our own.
@Suite("What other programs' files for QuPath have in common")
struct QuPathExamplesTests {
  private static let folder: String? = {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given + "/qupath" }
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared/reference/qupath").path
    return FileManager.default.fileExists(atPath: beside) ? beside : nil
  }()

  /// What a member is, and of objects what their members are, by the path.
  private static func members(of value: JSONValue, _ path: String = "") -> [String: String] {
    switch value {
    case .object(let members):
      members.reduce(into: [path: "object"]) { found, member in
        let name = path.isEmpty ? member.key : "\(path).\(member.key)"
        found.merge(Self.members(of: member.value, name)) { first, _ in first }
      }
    case .array: [path: "array"]
    case .string: [path: "string"]
    case .integer, .number: [path: "number"]
    case .bool: [path: "bool"]
    case .null: [path: "null"]
    }
  }

  private static func features(of text: Data) throws -> [JSONValue] {
    let value = try JSONValue(parsing: Array(text))
    if case .array(let features) = value { return features }
    guard case .array(let features)? = value["features"] else { return [] }
    return features
  }

  /// What all of these have, with the same type.
  private static func common(_ features: [JSONValue]) -> [String: String] {
    let all = features.map { members(of: $0) }
    return (all.first ?? [:]).filter { member in all.allSatisfy { $0[member.key] == member.value } }
  }

  private static func own() throws -> [JSONValue] {
    try features(of: Data(Example.overlay(of: try Example.overlaid()).utf8))
  }

  @Test("our features have, with the same type", .enabled(if: folder != nil))
  func examples() throws {
    let folder = try #require(Self.folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".geojson") }.sorted()
    let files = try names.map { name in
      try Self.features(of: try #require(FileManager.default.contents(atPath: "\(folder)/\(name)")))
    }
    let expected = Self.common(files.flatMap(\.self))
    #expect(expected["properties.objectType"] == "string" && expected["geometry.coordinates"] == "array")
    let found = Self.common(try Self.own())
    for (path, type) in expected { #expect(found[path] == type, "\(path)") }
    // Tiles of others, but for the names of what they measured.
    let others = Self.common(files.flatMap(\.self).filter { $0["properties"]?["objectType"] == "tile" })
    let tiles = Self.common(try Self.own().filter { $0["properties"]?["objectType"] == "tile" })
    for (path, type) in others where !path.hasPrefix("properties.measurements.") {
      #expect(tiles[path] == type, "\(path)")
    }
  }

  @Test("our features have, as a small file of the same shape tells it")
  func fixture() throws {
    let example = """
      {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a3a2c1f0-6f4e-4f0a-9d63-0a9a3f1d2b11",
      "geometry": {"type": "Polygon", "coordinates": [[[256, 0], [256, 256], [0, 256], [0, 0], [256, 0]]]},
      "properties": {"objectType": "tile", "isLocked": true, "measurements": {"probability": 0.25}}}]}
      """
    let expected = Self.common(try Self.features(of: Data(example.utf8)))
    let tiles = Self.common(try Self.own().filter { $0["properties"]?["objectType"] == "tile" })
    for (path, type) in expected where path != "properties.measurements.probability" {
      #expect(tiles[path] == type, "\(path)")
    }
    for (path, type) in tiles where path.hasPrefix("properties.measurements.") {
      #expect(type == "number", "\(path)")
    }
  }
}
