import Microscopy

/// The tiles of the model's training in a result file: `cohort_share`, `cohort_attention` and, where the networks can
/// be taken apart, `cohort_contribution`, F32 [k], as ``TileCohort`` has them; who the patients are in the metadata
/// `cohort`. All are absent where the bundle does not know its training, and in files of before.
extension TileCohort {
  private static let key = "cohort"

  static func read(_ file: SafetensorsFile) throws(FeatureFileFailure) -> TileCohort? {
    guard let entry = file.entries.first(where: { $0.name == "cohort_share" }) else { return nil }
    let name = try file.text(key)
    let shape = [entry.shape.first ?? 0]
    let shares = try file.finiteFloats("cohort_share", shape: shape).map(Double.init)
    let attention = try file.finiteFloats("cohort_attention", shape: shape).map(Double.init)
    let contribution =
      try file.has("cohort_contribution")
      ? file.finiteFloats("cohort_contribution", shape: shape).map(Double.init) : nil
    let cohort = TileCohort(name: name, shares: shares, attention: attention, contribution: contribution)
    guard let cohort else { throw .badMetadata(file: file.name, key: key, value: name) }
    return cohort
  }

  var metadata: [String: String] { [Self.key: name] }

  func add(to document: inout SafetensorsDocument) {
    let columns = [("share", shares), ("attention", attention), ("contribution", contribution)]
    for (column, values) in columns {
      guard let values else { continue }
      document.add("cohort_\(column)", shape: [values.count], floats: values.map { Float($0) })
    }
  }
}
