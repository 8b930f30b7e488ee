/// Tensors and metadata that a kind of file must have, with what they may hold.
extension SafetensorsFile {
  /// Checks which kind of file this is.
  func expectFormat(_ format: String) throws(FeatureFileFailure) {
    guard metadata["coverslip"] == format else {
      throw .badMetadata(file: name, key: "coverslip", value: metadata["coverslip"])
    }
  }

  func has(_ tensor: String) -> Bool { entries.contains { $0.name == tensor } }

  func text(_ key: String) throws(FeatureFileFailure) -> String {
    guard let value = metadata[key] else { throw .badMetadata(file: name, key: key, value: nil) }
    return value
  }

  /// A number above 0 and at most a million, so that it can become an `Int`.
  func positive(_ key: String) throws(FeatureFileFailure) -> Double {
    guard let value = Double(try text(key)), value > 0, value <= 1e6 else {
      throw .badMetadata(file: name, key: key, value: metadata[key])
    }
    return value
  }

  func finiteFloats(_ tensor: String, shape: [Int]) throws(FeatureFileFailure) -> [Float] {
    let entry = try entry(tensor, shape: shape)
    let values = try floats(tensor)
    try require(entry, values.firstIndex { !$0.isFinite })
    return values
  }

  func integers(_ tensor: String, shape: [Int]) throws(FeatureFileFailure) -> [Int64] {
    _ = try entry(tensor, shape: shape)
    return try integers(tensor)
  }

  /// Counts from 0 that fit an `Int32`.
  func indices(_ tensor: String, shape: [Int]) throws(FeatureFileFailure) -> [Int32] {
    let entry = try entry(tensor, shape: shape)
    let values = try integers(tensor)
    try require(entry, values.firstIndex { !(0...Int64(Int32.max)).contains($0) })
    return values.map { Int32($0) }
  }

  func bytes(_ tensor: String, shape: [Int]) throws(FeatureFileFailure) -> [UInt8] {
    let entry = try entry(tensor, shape: shape)
    let values = try integers(tensor)
    try require(entry, values.firstIndex { !(0...255).contains($0) })
    return values.map { UInt8($0) }
  }

  private func require(_ entry: TensorEntry, _ bad: Int?) throws(FeatureFileFailure) {
    guard let bad else { return }
    throw .badValue(file: name, tensor: entry.name, offset: entry.bytes.lowerBound + bad * entry.type.width, index: bad)
  }
}
