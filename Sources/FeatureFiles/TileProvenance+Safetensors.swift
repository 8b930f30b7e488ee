import Microscopy

extension TileProvenance {
  init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    let key = "contribution_baseline"
    self.init(
      attentionKind: file.metadata["attention_kind"], contributionMethod: file.metadata["contribution_method"],
      contributionBaseline: file.metadata[key].flatMap(Double.init))
    guard file.metadata[key] == nil || contributionBaseline?.isFinite == true else {
      throw .badMetadata(file: file.name, key: key, value: file.metadata[key])
    }
  }

  var metadata: [String: String] {
    let entries = [
      "attention_kind": attentionKind, "contribution_method": contributionMethod,
      "contribution_baseline": contributionBaseline.map { "\($0)" },
    ]
    return entries.compactMapValues(\.self)
  }
}
