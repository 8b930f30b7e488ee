/// An attribute of a file or dataset.
enum HDF5Value: Hashable, Sendable {
  case text(String)
  /// One number, or a row of them.
  case numbers([Double])
  /// Written as a 64-bit whole number; read as ``numbers(_:)``.
  case integers([Int64])
}

/// Attributes by name, with the file for errors.
struct HDF5Attributes: Sendable {
  let file: String
  let values: [String: HDF5Value]

  subscript(name: String) -> HDF5Value? { values[name] }

  /// `nil` where it is absent, or `None` as TRIDENT writes Python's None.
  func text(_ name: String) -> String? {
    guard case .text(let text)? = values[name], text != "None" else { return nil }
    return text
  }

  /// A finite number above 0 and at most a million, so that it can become an `Int`; `nil` where it is absent.
  func positive(_ name: String) throws(FeatureFileFailure) -> Double? {
    switch values[name] {
    case nil, .text("None")?: return nil
    case .numbers(let numbers)?:
      guard let number = numbers.first, number > 0, number <= 1e6 else {
        throw .badMetadata(file: file, key: name, value: "\(numbers)")
      }
      return number
    case .text(let text)?: throw .badMetadata(file: file, key: name, value: text)
    case .integers(let integers)?: throw .badMetadata(file: file, key: name, value: "\(integers)")
    }
  }

  /// The same, rounded; at least 1.
  func positiveInteger(_ name: String) throws(FeatureFileFailure) -> Int? {
    guard let number = try positive(name) else { return nil }
    return max(1, Int(number.rounded()))
  }
}
