/// An HDF5 file, open for reading: named datasets of its root and their attributes.
///
/// Untrusted: a name must be the dataset itself, not a link, and its values must lie in this file; what is allocated
/// for them is held against what the file stores.
///
/// ```swift
/// let features = try HDF5File.reading(path) { file throws(FeatureFileFailure) in try file.floats("features") }
/// ```
struct HDF5File: ~Copyable {
  /// The most values of one dataset: 4 GB as single precision, 700,000 tiles of 1536 features.
  static let valueLimit = 1 << 30
  /// deflate makes at most 1032 bytes of one.
  private static let deflateLimit = 1032
  private static let chunkLimit = 1 << 22
  private static let textLimit = 1 << 16

  /// The path, for errors.
  let name: String
  private let calls: HDF5Calls
  private let handle: HDF5Handle

  /// Opens the file at `path` for the time of `body`, alone in the library: a second file is opened after it, not
  /// inside.
  static func reading<Value: Sendable>(
    _ path: String, _ body: (borrowing HDF5File) throws(FeatureFileFailure) -> Value
  ) throws(FeatureFileFailure) -> Value {
    try HDF5Calls.exclusive { (calls) throws(FeatureFileFailure) in
      try body(HDF5File(name: path, calls: calls, handle: calls.open(path)))
    }
  }

  func has(_ dataset: String) -> Bool { calls.link(handle, dataset) != .absent }

  /// Dimensions, checked against what is stored.
  func shape(_ dataset: String) throws(FeatureFileFailure) -> [Int] { try open(dataset).shape }

  /// Floating-point numbers (half, single, double) as single precision, row-major, as they stand.
  func floats(_ dataset: String) throws(FeatureFileFailure) -> [Float] {
    let dataset = try open(dataset)
    switch dataset.kind {
    case .half: return try halves(dataset)
    case .float: return try values(dataset, calls.read)
    case .integer, .text, .other: throw .notNumbers(file: name, dataset: dataset.name, found: "\(dataset.kind)")
    }
  }

  /// Numbers of any kind; whole ones are exact up to 2^53.
  func doubles(_ dataset: String) throws(FeatureFileFailure) -> [Double] {
    try values(numeric(dataset), calls.read)
  }

  /// Numbers from 0 to 255; the library clips others.
  func bytes(_ dataset: String) throws(FeatureFileFailure) -> [UInt8] {
    try values(numeric(dataset), calls.read)
  }

  /// Those of `names` that the file itself has.
  func attributes(_ names: [String]) throws(FeatureFileFailure) -> HDF5Attributes {
    try attributes(names, of: handle, "/")
  }

  /// Those of `names` that `dataset` has.
  func attributes(_ names: [String], of dataset: String) throws(FeatureFileFailure) -> HDF5Attributes {
    try attributes(names, of: open(dataset).handle, dataset)
  }

  private func attributes(
    _ names: [String], of object: borrowing HDF5Handle, _ title: String
  ) throws(FeatureFileFailure) -> HDF5Attributes {
    var values: [String: HDF5Value] = [:]
    for attribute in names {
      let place = HDF5Calls.Place(file: name, object: "\(title) @\(attribute)", operation: "read")
      values[attribute] = try value(of: attribute, object, place)
    }
    return HDF5Attributes(file: name, values: values)
  }

  /// Lists longer than 16 and what is neither text nor number count as absent.
  private func value(
    of attribute: String, _ object: borrowing HDF5Handle, _ place: HDF5Calls.Place
  ) throws(FeatureFileFailure) -> HDF5Value? {
    guard let handle = try calls.attribute(object, attribute, place) else { return nil }
    let shape = try calls.shape(ofSpace: calls.space(ofAttribute: handle, place), place)
    guard let count = ClaimedShape.count(shape), (1...16).contains(count) else { return nil }
    let type = try calls.type(ofAttribute: handle, place)
    switch calls.kind(ofType: type) {
    case .half, .float, .integer: return .numbers(try calls.numbers(handle, count: count, place))
    case .text where count == 1 && calls.width(ofType: type) <= Self.textLimit:
      return .text(try calls.text(handle, type, place))
    case .text, .other: return nil
    }
  }

  // MARK: Datasets

  private struct Dataset: ~Copyable {
    let name: String
    let handle: HDF5Handle
    let type: HDF5Handle
    let kind: HDF5Calls.Kind
    let shape: [Int]
    /// Product of ``shape``.
    let count: Int
    let place: HDF5Calls.Place
  }

  private func open(_ dataset: String) throws(FeatureFileFailure) -> Dataset {
    let place = HDF5Calls.Place(file: name, object: dataset, operation: "read")
    switch calls.link(handle, dataset) {
    case .absent: throw .missingTensor(file: name, tensor: dataset)
    case .elsewhere: throw .indirect(file: name, dataset: dataset)
    case .here: break
    }
    let opened = try calls.dataset(handle, dataset, place)
    let shape = try calls.shape(ofSpace: calls.space(ofDataset: opened, place), place)
    let type = try calls.type(ofDataset: opened, place)
    let kind = calls.kind(ofType: type)
    let width = calls.width(ofType: type)
    let count = try checkedCount(shape, width: width, calls.storage(of: opened, place), dataset)
    return Dataset(name: dataset, handle: opened, type: type, kind: kind, shape: shape, count: count, place: place)
  }

  private func numeric(_ dataset: String) throws(FeatureFileFailure) -> Dataset {
    let dataset = try open(dataset)
    switch dataset.kind {
    case .half, .float, .integer: return dataset
    case .text, .other: throw .notNumbers(file: name, dataset: dataset.name, found: "\(dataset.kind)")
    }
  }

  /// The number of values, which the file must really store: a dataset that was never written reads as zeros of any
  /// size, and so does a chunk that is not there.
  private func checkedCount(
    _ shape: [Int], width: Int, _ storage: HDF5Calls.Storage, _ dataset: String
  ) throws(FeatureFileFailure) -> Int {
    guard !storage.isElsewhere else { throw .indirect(file: name, dataset: dataset) }
    if let filter = storage.missingFilter { throw .missingFilter(file: name, dataset: dataset, filter: filter) }
    let expansion = storage.isFiltered ? Self.deflateLimit : 1
    let stored = storage.bytes.multipliedReportingOverflow(by: expansion)
    guard let count = ClaimedShape.count(shape), count <= Self.valueLimit,
      stored.overflow || count * width <= stored.partialValue,
      let chunk = ClaimedShape.count(storage.chunk), chunk <= max(Self.chunkLimit, 2 * count)
    else { throw .notStored(file: name, dataset: dataset, shape: shape, stored: storage.bytes) }
    let chunks = storage.chunk.isEmpty || count == 0 ? 0 : Self.chunks(shape, storage.chunk)
    guard storage.chunks >= chunks else {
      throw .missingChunks(file: name, dataset: dataset, expected: chunks, found: storage.chunks)
    }
    return count
  }

  /// How many chunks of this size hold a dataset of `shape`, which holds at least one value.
  private static func chunks(_ shape: [Int], _ chunk: [Int]) -> Int {
    zip(shape, chunk).reduce(1) { $0 * (1 + ($1.0 - 1) / max(1, $1.1)) }
  }

  // MARK: Values

  private func values<Value>(
    _ dataset: borrowing Dataset, _ read: (borrowing HDF5Handle, UnsafeMutablePointer<Value>) -> Int32
  ) throws(FeatureFileFailure) -> [Value] {
    var status: Int32 = 0
    let values = [Value](unsafeUninitializedCapacity: dataset.count) { buffer, filled in
      guard let start = buffer.baseAddress, dataset.count > 0 else { return }
      status = read(dataset.handle, start)
      filled = status < 0 ? 0 : dataset.count
    }
    try calls.require(status, dataset.place)
    return values
  }

  /// The library's own conversion of halves takes 60 ns each. They are read as they are into the back half of the
  /// result and widened from the front: value i is written at 4 i and was read at 2 (n + i), which is never before it.
  private func halves(_ dataset: borrowing Dataset) throws(FeatureFileFailure) -> [Float] {
    try values(dataset) { handle, start in
      let count = dataset.count
      let raw = UnsafeMutableRawPointer(start)
      let status = calls.readRaw(handle, dataset.type, raw + 2 * count)
      guard status >= 0 else { return status }
      for i in 0..<count {
        let half = Float16(bitPattern: raw.load(fromByteOffset: 2 * (count + i), as: UInt16.self))
        raw.storeBytes(of: Float(half), toByteOffset: 4 * i, as: Float.self)
      }
      return status
    }
  }
}
