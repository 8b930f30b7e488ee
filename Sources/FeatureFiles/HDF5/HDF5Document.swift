import Files

/// An HDF5 file to be: datasets of the root and their attributes.
struct HDF5Document {
  enum Values {
    case floats([Float])
    case int64([Int64])
    case int32([Int32])
    case bytes([UInt8])
  }

  struct Dataset {
    let name: String
    let shape: [Int]
    let values: Values
    /// Rows a chunk, the first dimension then being extendible; 0 for one piece.
    let chunkRows: Int
    let attributes: [(name: String, value: HDF5Value)]
  }

  private var datasets: [Dataset] = []
  private let attributes: [(name: String, value: HDF5Value)]

  /// A file without datasets yet.
  init(attributes: [(name: String, value: HDF5Value)] = []) { self.attributes = attributes }

  /// Adds a dataset, row-major. A chunk cannot have a dimension of 0, so that then it is written in one piece.
  mutating func add(
    _ name: String, shape: [Int], _ values: Values, chunkRows: Int = 0,
    attributes: [(name: String, value: HDF5Value)] = []
  ) {
    let rows = shape.dropFirst().contains(0) ? 0 : chunkRows
    datasets.append(Dataset(name: name, shape: shape, values: values, chunkRows: rows, attributes: attributes))
  }

  /// Writes the file to `path`: beside it, `fsync`, `rename`. The same document gives the same bytes.
  func write(to path: String) throws(FeatureFileFailure) {
    try AtomicFile.replace(path, failure: FeatureFileFailure.file) { (beside) throws(FeatureFileFailure) in
      try HDF5Calls.exclusive { (calls) throws(FeatureFileFailure) in try writeAll(beside, calls) }
    }
  }

  private func writeAll(_ path: String, _ calls: HDF5Calls) throws(FeatureFileFailure) {
    let file = try calls.create(path)
    for dataset in datasets { try write(dataset, file, path, calls) }
    for (name, value) in attributes { try write(value, name, file, path, calls) }
    try calls.flush(file, HDF5Calls.Place(file: path, object: "/", operation: "flush"))
  }

  private func write(
    _ dataset: Dataset, _ file: borrowing HDF5Handle, _ path: String, _ calls: HDF5Calls
  ) throws(FeatureFileFailure) {
    let place = HDF5Calls.Place(file: path, object: dataset.name, operation: "write")
    let number = dataset.values.number
    let handle = try calls.create(
      file, dataset.name, number, shape: dataset.shape, chunkRows: dataset.chunkRows, place)
    try dataset.values.withBytes { (bytes) throws(FeatureFileFailure) in
      try calls.write(handle, number, bytes, place)
    }
    for (name, value) in dataset.attributes { try write(value, name, handle, path, calls) }
  }

  private func write(
    _ value: HDF5Value, _ name: String, _ object: borrowing HDF5Handle, _ path: String, _ calls: HDF5Calls
  ) throws(FeatureFileFailure) {
    let place = HDF5Calls.Place(file: path, object: "@\(name)", operation: "write")
    switch value {
    case .text(let text): try calls.writeAttribute(object, name, text, place)
    case .numbers(let numbers):
      try withRawBytes(of: numbers) { (bytes) throws(FeatureFileFailure) in
        try calls.writeAttribute(object, name, .double, shape: rank(numbers.count), bytes, place)
      }
    case .integers(let integers):
      try withRawBytes(of: integers) { (bytes) throws(FeatureFileFailure) in
        try calls.writeAttribute(object, name, .int64, shape: rank(integers.count), bytes, place)
      }
    }
  }

  /// One number is a scalar, as h5py writes it.
  private func rank(_ count: Int) -> [Int] { count == 1 ? [] : [count] }
}

extension HDF5Document.Values {
  var number: HDF5Calls.Number {
    switch self {
    case .floats: .float
    case .int64: .int64
    case .int32: .int32
    case .bytes: .uint8
    }
  }

  func withBytes(_ body: (UnsafeRawBufferPointer) throws(FeatureFileFailure) -> Void) throws(FeatureFileFailure) {
    switch self {
    case .floats(let values): try withRawBytes(of: values, body)
    case .int64(let values): try withRawBytes(of: values, body)
    case .int32(let values): try withRawBytes(of: values, body)
    case .bytes(let values): try withRawBytes(of: values, body)
    }
  }
}

/// `withUnsafeBytes` keeps no typed errors.
private func withRawBytes<Value: BitwiseCopyable>(
  of values: [Value], _ body: (UnsafeRawBufferPointer) throws(FeatureFileFailure) -> Void
) throws(FeatureFileFailure) {
  let result = values.withUnsafeBytes { bytes -> Result<Void, FeatureFileFailure> in
    do throws(FeatureFileFailure) { return .success(try body(bytes)) } catch { return .failure(error) }
  }
  try result.get()
}
