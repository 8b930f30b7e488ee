import Foundation
import Testing

/// What is marked on a case's slides, out of a casebook and into it.
@Suite("The command regions")
struct RegionsCommandTests {
  private let scratch: Scratch
  private let casebook: String

  init() throws {
    scratch = try Scratch()
    casebook = scratch["casebook.sqlite"]
    try CasebookTemplate.scored.copy(to: casebook)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments: ["regions"] + arguments + ["--casebook", casebook])
  }

  @Test("takes a file that QuPath wrote, and writes what is marked")
  func roundTrip() throws {
    #expect(try run("S-1").output == "{\"type\":\"FeatureCollection\",\"features\":[]}\n")
    let file = scratch["annotations.geojson"]
    try """
    {"type":"FeatureCollection","features":[{"type":"Feature","id":"c0ffee","geometry":{"type":"Polygon",
    "coordinates":[[[10,10],[60,10],[60,40],[10,40],[10,10]]]},"properties":{"objectType":"annotation",
    "classification":{"name":"Tumor","color":[200,0,0]}}}]}
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try run("S-1", "--import", file, "--reviewer", "Ann Rey")
    #expect(taken.status == 0 && taken.output == "S-1: 1 region kept as marks of Ann Rey\n", "\(taken.error)")
    let out = scratch["marks.geojson"]
    #expect(try run("S-1", "--out", out).status == 0)
    let text = try String(contentsOfFile: out, encoding: .utf8)
    #expect(text.contains("[[[10,10],[60,10],[60,40],[10,40],[10,10]]]") && text.contains("\"name\":\"Tumor\""))
    #expect(try run("S-1").output == text)
  }

  @Test("says what is wrong with a file, and where")
  func wrong() throws {
    let file = scratch["open.geojson"]
    try """
    {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9]]]},"properties":null}
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let told = try run("S-1", "--import", file)
    #expect(told.status == 65)
    #expect(told.error.contains("open.geojson, feature.geometry.coordinates[0]: the ring does not end where it starts"))
    #expect(try run("S-1", "--slide", "2").status == 64)
  }
}
