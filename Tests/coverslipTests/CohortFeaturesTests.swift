import FeatureFiles
import Foundation
import Testing

/// Which feature files a cohort takes, and whose.
@Suite("Features of a cohort")
struct CohortFeaturesTests {
  private typealias Cohort = TrainCommandTests.Cohort
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let slides = checkout + "/sample-slides"

  private func isOneSentence(_ result: Program.Result) -> Bool { result.error.split(separator: "\n").count == 1 }

  @Test(
    "a patient whose name would lead a file elsewhere is refused with her row",
    arguments: ["../evil", "a/b", ".hidden", ".."])
  func names(name: String) throws {
    let scratch = try Scratch()
    let slide = Self.slides + "/SYN-005.svs"
    try "patient,slide\nfine,a.svs\n\(name),\(slide)\n".write(
      toFile: scratch["cohort.csv"], atomically: true, encoding: .utf8)
    let result = try Program.run("encode", "--cohort", scratch.path, "--max-tiles", "3", "--out", scratch["features"])
    #expect(result.status == 65 && isOneSentence(result), "\(result.error)")
    #expect(result.error.contains("line 3, column patient: «\(name)» can name no file"), "\(result.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["cohort.csv"])
  }

  @Test("two patients whose files would be one are named with their rows")
  func oneFile() throws {
    var cohort = try Cohort()
    cohort.rows[8][0] = "p1-2"
    cohort.rows.append(cohort.rows[0])
    cohort.rows[60][1] = "p1-more.svs"
    let result = try cohort.train()
    #expect(result.status == 65 && isOneSentence(result), "\(result.error)")
    #expect(
      result.error.contains("line 10, column patient: «p1-2» would have a file named p1-2 as «p1» on line 62 has"))
  }

  @Test("the ending of a cohort's files follows the layout", arguments: ["clam", "trident", "stamp"])
  func layouts(layout: String) throws {
    let scratch = try Scratch()
    try "patient,slide\nP,\(Self.slides)/SYN-005.svs\n".write(
      toFile: scratch["cohort.csv"], atomically: true, encoding: .utf8)
    let result = try Program.run(
      "encode", "--cohort", scratch.path, "--max-tiles", "3", "--layout", layout, "--out", scratch["features"])
    #expect(result.status == 0, "\(result.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["features"]) == ["P.h5"])
    #expect(try FeatureMatrix(path: scratch["features/P.h5"]).layout.rawValue.hasPrefix(layout))
  }

  @Test(
    "a layout and an ending that contradict each other are refused",
    arguments: [("coverslip", "h5"), ("clam", "safetensors")])
  func contradiction(layout: String, ending: String) throws {
    let scratch = try Scratch()
    let result = try Program.run(
      "encode", Self.slides + "/SYN-005.svs", "--layout", layout, "--out", scratch["x.\(ending)"])
    #expect(result.status == 64 && result.error.contains("--layout \(layout) writes ."), "\(result.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }

  @Test("a slide is found by its file name in the folder of the slides")
  func slideFolder() throws {
    var cohort = try Cohort()
    cohort.rows[0][1] = "slides/SYN-005.svs"
    try FileManager.default.removeItem(atPath: cohort.scratch["features/p1.safetensors"])
    let result = try cohort.train("--slides", Self.slides)
    #expect(!result.error.contains("no such file"), "\(result.error)")
    #expect(try FeatureOrigin(path: cohort.scratch["features/p1.safetensors"]).slide == "SYN-005.svs")
  }

  @Test("where no slide is there, one sentence says it", arguments: ["train", "encode"])
  func noSlides(command: String) throws {
    let cohort = try Cohort()
    try FileManager.default.removeItem(atPath: cohort.scratch["features"])
    try cohort.table.write(toFile: cohort.scratch["cohort.csv"], atomically: true, encoding: .utf8)
    let result =
      command == "train"
      ? try cohort.run(["--slides", cohort.scratch.path])
      : try Program.run("encode", "--cohort", cohort.scratch.path, "--out", cohort.scratch["features"])
    #expect(result.status == 66 && isOneSentence(result), "\(result.error)")
    #expect(result.error.contains("p1.svs: neither this slide is there nor any of the 59 others"), "\(result.error)")
  }
}
