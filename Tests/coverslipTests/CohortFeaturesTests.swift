import Microscopy
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
  private static let network = checkout + "/Tests/NeuralNetworksTests/Fixtures/encoders/vit-model"

  private func isOneSentence(_ result: Program.Result) -> Bool { result.error.split(separator: "\n").count == 1 }

  @Test("features of other weights are refused under the same name; those of the same weights and silent ones are not")
  func digest() throws {
    var cohort = try Cohort()
    cohort.rows[0][1] = "SYN-005.svs"
    for index in 1...60 { try cohort.write(index, to: "features", width: 24) }
    let digest = String(repeating: "0", count: 64)
    try cohort.write(3, to: "features", width: 24, metadata: ["encoder": "vit-model", "encoder_digest": digest])
    let other = try cohort.train("--encoder", Self.network)
    #expect(other.status == 65, "\(other.error)")
    #expect(
      other.error.contains(
        "p3.safetensors: made with other weights or settings of \"vit-model\"; encode the slide again"),
      "\(other.error)")
    try cohort.write(3, to: "features", width: 24)
    try FileManager.default.removeItem(atPath: cohort.scratch["features/p1.safetensors"])
    let own = try cohort.train("--encoder", Self.network, "--slides", Self.slides)
    #expect(own.status == 0, "\(own.error)")
    let encoded = try Program.run(
      "encode", Self.slides + "/SYN-005.svs", "--encoder", Self.network, "--out", cohort.scratch["alone.safetensors"])
    #expect(encoded.status == 0, "\(encoded.error)")
    let alone = try FeatureOrigin(path: cohort.scratch["alone.safetensors"])
    #expect(alone.encoderDigest?.count == 64)
    #expect(try FeatureOrigin(path: cohort.scratch["features/p1.safetensors"]) == alone)
  }

  @Test(
    "with --slides a file that is there must be what encoding would write",
    arguments: [
      (
        ["slide": "p4.svs"], [],
        "the features are of the slide \"p4.svs\", wanted are those of \"p3.svs\"; remove "
          + "the file"
      ),
      (["encoder": "phikon"], [], "the features are of \"phikon\", the encoder is \"morphometry\"; remove the file"),
      (["max_tiles": "9"], [], "the features are of at most 9 tiles, wanted are all; remove the file"),
      (["max_tiles": "9"], ["8"], "the features are of at most 9 tiles, wanted are at most 8; remove the file"),
      ([:], ["8"], "it does not say that it is of a sample, wanted are at most 8; remove the file"),
    ])
  func keptFile(metadata: [String: String], maxTiles: [String], words: String) throws {
    let cohort = try Cohort()
    let sample = maxTiles.first.map { ["max_tiles": $0] } ?? [:]
    for index in 1...60 { try cohort.write(index, to: "features", metadata: index == 3 ? metadata : sample) }
    let options = ["--slides", cohort.scratch.path] + (maxTiles.isEmpty ? [] : ["--max-tiles"] + maxTiles)
    try cohort.table.write(toFile: cohort.scratch["cohort.csv"], atomically: true, encoding: .utf8)
    let result = try cohort.run(options)
    #expect(result.status == 65 && isOneSentence(result), "\(result.error)")
    #expect(result.error.contains("features/p3.safetensors: \(words)"), "\(result.error)")
  }

  @Test("with --slides a file that is there and what encoding would write is kept")
  func rightFile() throws {
    let cohort = try Cohort()
    for index in 1...60 { try cohort.write(index, to: "features", metadata: ["max_tiles": "8"]) }
    let right = ["slide": "p3", "encoder": "morphometry", "max_tiles": "8"]
    try cohort.write(3, to: "features", metadata: right)
    try cohort.table.write(toFile: cohort.scratch["cohort.csv"], atomically: true, encoding: .utf8)
    #expect(try cohort.run(["--slides", cohort.scratch.path, "--max-tiles", "8"]).status == 0)
  }

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
    #expect(result.error.contains("line 3, column patient: \"\(name)\" can name no file"), "\(result.error)")
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
      result.error.contains("line 10, column patient: \"p1-2\" would have a file named p1-2 as \"p1\" on line 62 has"))
  }

  @Test("a patient of both cohorts is known by name and outcome, or by her features, and each is told")
  func bothCohorts() throws {
    let cohort = try Cohort()
    var rows = cohort.rows
    for index in rows.indices where index != 4 { rows[index][2] = "\(2.05 + Double(index) / 10)" }
    rows[4][4] = "77"
    rows[6][0] = "q7"
    let other = try cohort.writeOther(rows)
    try cohort.write(7, to: "other/features")
    let files = FileManager.default
    try files.moveItem(atPath: other + "/features/p7.safetensors", toPath: other + "/features/q7.safetensors")
    let shared = try cohort.train("--test", other)
    #expect(shared.status == 65 && isOneSentence(shared), "\(shared.error)")
    #expect(
      shared.error.contains(
        "in the training cohort too, of the same name and outcome p5 (line 6); with the same features q7 (line 8; "
          + "there p7, line 8)"
      ), "\(shared.error)")
  }

  @Test("one name with another outcome and other features is another patient, and it is said how many there are")
  func namesakes() throws {
    let cohort = try Cohort()
    var rows = cohort.rows
    for index in rows.indices { rows[index][2] = "\(2.05 + Double(index) / 10)" }
    let result = try cohort.train("--test", try cohort.writeOther(rows))
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.error.contains("60 patients have names of training patients, but another outcome"), "\(result.error)")
  }

  @Test("two patients of one cohort with the same features are both named")
  func twins() throws {
    let cohort = try Cohort()
    let files = FileManager.default
    try files.removeItem(atPath: cohort.scratch["features/p9.safetensors"])
    try files.copyItem(
      atPath: cohort.scratch["features/p2.safetensors"], toPath: cohort.scratch["features/p9.safetensors"])
    let result = try cohort.train()
    #expect(result.status == 65 && isOneSentence(result), "\(result.error)")
    #expect(result.error.contains("p9 (line 10) and p2 (line 3)"), "\(result.error)")
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

  @Test("missing feature files are counted and the first three are named")
  func missing() throws {
    let cohort = try Cohort()
    for index in [3, 20, 40, 41, 60] {
      try FileManager.default.removeItem(atPath: cohort.scratch["features/p\(index).safetensors"])
    }
    let result = try cohort.train()
    #expect(result.status == 66 && isOneSentence(result), "\(result.error)")
    #expect(
      result.error.contains(
        "no features of 5 slides: patient p3 (p3), patient p20 (p20), patient p40 (p40) and 2 more"),
      "\(result.error)")
  }

  @Test("a folder of features that is not there is not taken for a missing patient")
  func noFolder() throws {
    let cohort = try Cohort()
    let result = try cohort.train("--features", cohort.scratch["nowhere"])
    #expect(result.status == 66 && isOneSentence(result), "\(result.error)")
    #expect(result.error.contains("nowhere: there is no such folder of features") && !result.error.contains("p1"))
  }
}
