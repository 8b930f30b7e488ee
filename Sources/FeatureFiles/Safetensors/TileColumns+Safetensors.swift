import Microscopy

extension SafetensorsFile {
  /// The tensors `coords` I64 [n, 2] and `side` I64 [n] behind `prefix`: upper left corners and sides, level-0 px.
  func columns(_ prefix: String = "") throws(FeatureFileFailure) -> TileColumns {
    let count = try entry(prefix + "side", shape: [-1]).shape[0]
    return TileColumns(
      corners: try integers(prefix + "coords", shape: [count, 2]), sides: try integers(prefix + "side", shape: [count]))
  }
}

extension SafetensorsDocument {
  /// Adds the tensors that ``SafetensorsFile`` reads as columns.
  mutating func add(_ columns: TileColumns, _ prefix: String = "") {
    add(prefix + "coords", shape: [columns.count, 2], integers: columns.corners)
    add(prefix + "side", shape: [columns.count], integers: columns.sides)
  }
}
