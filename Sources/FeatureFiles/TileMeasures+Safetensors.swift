import Microscopy

/// The measurements in a result file: `measure` F32 [n, k], one row per tile, their names in the metadata `measures`
/// with commas between; of the training's tiles `measure_mean` and `measure_deviation`, F32 [k]. All are absent where
/// the encoder measures nothing that has a name, and in files of before.
extension TileMeasures {
  private static let key = "measures"

  static func read(_ file: SafetensorsFile, count: Int) throws(FeatureFileFailure) -> TileMeasures? {
    guard file.has("measure") else { return nil }
    let text = try file.text(key)
    let names = text.split(separator: ",").map(String.init)
    let values = try file.finiteFloats("measure", shape: [count, names.count])
    var cohort: MeasureSpread?
    if file.has("measure_mean") {
      cohort = MeasureSpread(
        mean: try file.finiteFloats("measure_mean", shape: [names.count]),
        deviation: try file.finiteFloats("measure_deviation", shape: [names.count]))
    }
    guard let measures = TileMeasures(names: names, values: values, cohort: cohort) else {
      throw .badMetadata(file: file.name, key: key, value: text)
    }
    return measures
  }

  var metadata: [String: String] { [Self.key: names.joined(separator: ",")] }

  func add(to document: inout SafetensorsDocument) {
    document.add("measure", shape: [count, names.count], floats: values)
    guard let cohort else { return }
    document.add("measure_mean", shape: [names.count], floats: cohort.mean)
    document.add("measure_deviation", shape: [names.count], floats: cohort.deviation)
  }
}
