import FeatureFiles
import Foundation
import Testing

@Suite("coverslip evaluate, of a bundle")
struct EvaluateBundleTests {
  private static let bundle = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/coverslip/Resources/demonstration").path

  /// Features of one tile of the shipped bundle.
  private func width() throws -> Int {
    let card = try String(contentsOfFile: Self.bundle + "/model.toml", encoding: .utf8)
    let line = try #require(card.split(separator: "\n").first { $0.hasPrefix("features = [") })
    return line.split(separator: ",").count
  }

  /// A safetensors file of three tiles.
  private func write(_ values: [Float], width: Int, to path: String) throws {
    let header = #"{"features":{"dtype":"F32","shape":[3,\#(width)],"data_offsets":[0,\#(values.count * 4)]}}"#
    var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    bytes += Data(header.utf8)
    for value in values { bytes += withUnsafeBytes(of: value.bitPattern.littleEndian) { Data($0) } }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  /// Sixty patients with made-up features, whose follow-up follows no rule.
  private func cohort(_ scratch: Scratch) throws {
    let width = try width()
    var rows = ["patient,slide,time,event,age,grade,tumour_size_mm,positive_nodes,ki67,menopausal"]
    try FileManager.default.createDirectory(atPath: scratch["features"], withIntermediateDirectories: true)
    for index in 0..<60 {
      let values = (0..<3 * width).map { Float(($0 * 7 + index * 13) % 29) / 29 }
      try write(values, width: width, to: scratch["features/P\(index).safetensors"])
      let time = 0.5 + Double((index * 37) % 60) / 6
      let nodes = index == 5 ? "" : "\(index % 6)"
      rows.append(
        "P\(index),slides/\(index).tif,\(time),\(index % 3 == 0 ? 1 : 0),\(40 + index % 40),"
          + "\(1 + index % 3),\(5 + index),\(nodes),"
          + "\(index),\(index % 2 == 0 ? "pre" : "post")")
    }
    try (rows.joined(separator: "\n") + "\n").write(toFile: scratch["cohort.csv"], atomically: true, encoding: .utf8)
  }

  @Test("score, clinical and combined model of the bundle are held against each other, on those who have every value")
  func report() throws {
    let scratch = try Scratch()
    try cohort(scratch)
    let result = try Program.run(
      "evaluate", "--bundle", Self.bundle, "--cohort", scratch["cohort.csv"], "--json", "--report", scratch["report"])
    #expect(result.status == 0, "\(result.error)")
    let found = result.json
    #expect(found["n"] as? Int == 60 && found["events"] as? Int == 20)
    #expect(found.object("comparison")["n"] as? Int == 59)
    let models = found.list("comparison", "models").compactMap { ($0 as? [String: Any])?["model"] as? String }
    #expect(models == ["clinical", "score", "combined"])
    #expect(found.object("comparison")["apparent"] as? Bool == false)
    #expect(found.number("threshold", "value") == 0.05)
    #expect(found.object("threshold")["scale"] as? String == "probability")
    #expect(found.object("evaluated", "bundle")["demonstration"] as? Bool == true)
    let names = found.list("subgroups").compactMap { ($0 as? [String: Any])?["name"] as? String }
    #expect(names == ["positive_nodes", "grade", "menopausal", "tumour_size_mm"])
    let html = try String(contentsOfFile: scratch["report/report.html"], encoding: .utf8)
    for item in 1...27 { #expect(html.contains(">\(item). "), "item \(item)") }
    #expect(html.contains("DEMO") && html.contains("<svg"))
    #expect(FileManager.default.contents(atPath: scratch["report/report.pdf"])?.prefix(5) == Data("%PDF-".utf8))
    #expect(FileManager.default.contents(atPath: scratch["report/report.json"]) == result.bytes)
  }

  @Test("a patient on two rows has two slides: she counts once, and her tiles are of both")
  func twoSlides() throws {
    let scratch = try Scratch()
    try cohort(scratch)
    func score() throws -> Program.Result {
      try Program.run("evaluate", "--bundle", Self.bundle, "--cohort", scratch["cohort.csv"], "--json")
    }
    let before = try score()
    let table = try String(contentsOfFile: scratch["cohort.csv"], encoding: .utf8)
    let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("P3,") })
    try (table + row.replacingOccurrences(of: "/3.tif", with: "/3b.tif") + "\n").write(
      toFile: scratch["cohort.csv"], atomically: true, encoding: .utf8)
    try FileManager.default.moveItem(
      atPath: scratch["features/P3.safetensors"], toPath: scratch["features/P3-1.safetensors"])
    try FileManager.default.copyItem(
      atPath: scratch["features/P3-1.safetensors"], toPath: scratch["features/P3-2.safetensors"])
    let after = try score()
    #expect(after.status == 0, "\(after.error)")
    #expect(after.json["n"] as? Int == 60)
    #expect(after.json.number("harrellC", "estimate") == before.json.number("harrellC", "estimate"))
  }

  @Test("features of other weights than those of the bundle's encoder are refused")
  func otherWeights() throws {
    let scratch = try Scratch()
    let fixtures =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
      + "/NeuralNetworksTests/Fixtures/"
    try cohort(scratch)
    for index in 0..<60 {
      var document = SafetensorsDocument(metadata: ["encoder": "vit-model", "encoder_digest": "0000"])
      document.add("features", shape: [3, 24], floats: (0..<72).map { Float($0 * 7 % 29 + index) / 29 })
      try document.write(to: scratch["features/P\(index).safetensors"])
    }
    let made = try Program.run(
      "model", "make", "--encoder", fixtures + "encoders/vit-model", "--aggregator",
      fixtures + "aggregators/ilse-gated.safetensors", "--clinical", Self.bundle, "--out", scratch["bundle"])
    #expect(made.status == 0, "\(made.error)")
    let result = try Program.run("evaluate", "--bundle", scratch["bundle"], "--cohort", scratch["cohort.csv"])
    #expect(result.status == 65, "\(result.error)")
    #expect(
      result.error.contains("P0.safetensors: made with other weights or settings of \"vit-model\""), "\(result.error)")
  }

  @Test("a patient without a feature file is named, and nothing is written")
  func missingFile() throws {
    let scratch = try Scratch()
    try cohort(scratch)
    for name in ["P7", "P9"] { try FileManager.default.removeItem(atPath: scratch["features/\(name).safetensors"]) }
    let result = try Program.run(
      "evaluate", "--bundle", Self.bundle, "--cohort", scratch["cohort.csv"], "--report", scratch["report"])
    #expect(result.status == 66 && result.error.contains("2 slides: patient P7"), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch["report"]))
  }
}
