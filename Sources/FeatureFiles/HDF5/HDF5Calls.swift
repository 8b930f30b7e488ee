import CHDF5

/// The calls of libhdf5, each with its result turned into an error: the only file that makes them.
///
/// libhdf5 promises nothing to several threads unless it was built so; every call is made inside ``exclusive(_:)``,
/// which hands the calls out. Identifiers live in ``HDF5Handle``, which closes them.
struct HDF5Calls {
  private let h5: coverslip_h5

  /// Opens the library where this is the first call of it, and runs `body` alone in it (``HDF5Library/lock``), its own
  /// messages on stderr off (`H5Eset_auto2`).
  static func exclusive<Value: Sendable>(
    _ body: (HDF5Calls) throws(FeatureFileFailure) -> Value
  ) throws(FeatureFileFailure) -> Value {
    let library: HDF5Library
    do throws(HDF5LibraryFailure) { library = try .installed() } catch { throw .noLibrary(error) }
    return try HDF5Library.lock.withLock { (_) throws(FeatureFileFailure) in
      coverslip_h5_enter(library.addresses)
      return try body(HDF5Calls(h5: library.addresses))
    }
  }

  // MARK: Files and datasets

  /// `H5Fopen`, read only; the handle closes it (`H5Fclose`).
  func open(_ path: String) throws(FeatureFileFailure) -> HDF5Handle {
    try own(coverslip_h5_open(h5, path), h5.H5Fclose, Place(file: path, object: "/", operation: "open"))
  }

  /// `H5Fcreate`, replacing what is there.
  func create(_ path: String) throws(FeatureFileFailure) -> HDF5Handle {
    try own(coverslip_h5_create(h5, path), h5.H5Fclose, Place(file: path, object: "/", operation: "create"))
  }

  /// `H5Fflush` of everything.
  func flush(_ file: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) {
    try require(h5.H5Fflush(file.id, H5F_SCOPE_GLOBAL), place)
  }

  /// Where a name of the root leads (`H5Lget_info`).
  enum Link { case absent, here, elsewhere }

  func link(_ file: borrowing HDF5Handle, _ name: String) -> Link {
    switch coverslip_h5_link(h5, file.id, name) {
    case 0: .here
    case 1: .elsewhere
    default: .absent
    }
  }

  /// `H5Dopen2`; the handle closes it.
  func dataset(
    _ file: borrowing HDF5Handle, _ name: String, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle {
    try own(h5.H5Dopen2(file.id, name, 0), h5.H5Dclose, place)
  }

  /// Dimensions of a dataset or an attribute; none for a scalar.
  func shape(ofSpace space: consuming HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> [Int] {
    let rank = h5.H5Sget_simple_extent_ndims(space.id)
    try require(rank, place)
    var dimensions = [hsize_t](repeating: 0, count: Int(rank))
    try require(h5.H5Sget_simple_extent_dims(space.id, &dimensions, nil), place)
    return dimensions.map { Int(clamping: $0) }
  }

  func space(ofDataset dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> HDF5Handle {
    try own(h5.H5Dget_space(dataset.id), h5.H5Sclose, place)
  }

  func type(ofDataset dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> HDF5Handle {
    try own(h5.H5Dget_type(dataset.id), h5.H5Tclose, place)
  }

  // MARK: Types

  /// What the numbers are, as far as reading them differs.
  enum Kind { case half, float, integer, text, other }

  func kind(ofType type: borrowing HDF5Handle) -> Kind {
    switch h5.H5Tget_class(type.id) {
    case H5T_FLOAT: coverslip_h5_is_half(h5, type.id) > 0 ? .half : .float
    case H5T_INTEGER: .integer
    case H5T_STRING: .text
    default: .other
    }
  }

  /// Bytes a value takes in the file.
  func width(ofType type: borrowing HDF5Handle) -> Int { h5.H5Tget_size(type.id) }

  // MARK: Storage

  /// How a dataset lies in the file.
  struct Storage {
    /// Bytes that are really there.
    var bytes: Int
    /// Sides of a chunk; none for a dataset without chunks.
    var chunk: [Int]
    /// Chunks that were written.
    var chunks: Int
    var isFiltered: Bool
    var isElsewhere: Bool
    /// A filter that this libhdf5 does not have.
    var missingFilter: String?
  }

  func storage(of dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> Storage {
    let creation = try own(h5.H5Dget_create_plist(dataset.id), h5.H5Pclose, place)
    var dimensions = [hsize_t](repeating: 0, count: 32)
    let rank = h5.H5Pget_layout(creation.id) == H5D_CHUNKED ? h5.H5Pget_chunk(creation.id, 32, &dimensions) : 0
    let chunk = dimensions.prefix(max(0, Int(rank))).map { Int(clamping: $0) }
    var name = [CChar](repeating: 0, count: 64)
    let missing = coverslip_h5_missing_filter(h5, creation.id, &name, name.count) > 0
    return Storage(
      bytes: Int(clamping: h5.H5Dget_storage_size(dataset.id)), chunk: chunk,
      chunks: rank > 0 ? try chunks(of: dataset, place) : 0, isFiltered: h5.H5Pget_nfilters(creation.id) > 0,
      isElsewhere: coverslip_h5_elsewhere(h5, creation.id) > 0, missingFilter: missing ? text(name) : nil)
  }

  /// `H5Dget_num_chunks` of the whole dataset: those that have a place in the file.
  private func chunks(of dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> Int {
    let space = try space(ofDataset: dataset, place)
    var count: hsize_t = 0
    try require(h5.H5Dget_num_chunks(dataset.id, space.id, &count), place)
    return Int(clamping: count)
  }

  // MARK: Values

  /// `H5Dread` of the whole dataset, converted to single precision by the library.
  func read(_ dataset: borrowing HDF5Handle, _ values: UnsafeMutablePointer<Float>) -> Int32 {
    coverslip_h5_read(h5, dataset.id, type(of: .float), values)
  }

  func read(_ dataset: borrowing HDF5Handle, _ values: UnsafeMutablePointer<Double>) -> Int32 {
    coverslip_h5_read(h5, dataset.id, type(of: .double), values)
  }

  func read(_ dataset: borrowing HDF5Handle, _ values: UnsafeMutablePointer<UInt8>) -> Int32 {
    coverslip_h5_read(h5, dataset.id, type(of: .uint8), values)
  }

  /// `H5Dread` in the type of the file: no conversion.
  func readRaw(
    _ dataset: borrowing HDF5Handle, _ type: borrowing HDF5Handle, _ values: UnsafeMutableRawPointer
  ) -> Int32 {
    coverslip_h5_read(h5, dataset.id, type.id, values)
  }

  // MARK: Attributes

  /// `H5Aopen`, or `nil` where the object has no such attribute.
  func attribute(
    _ object: borrowing HDF5Handle, _ name: String, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle? {
    guard h5.H5Aexists(object.id, name) > 0 else { return nil }
    return try own(h5.H5Aopen(object.id, name, 0), h5.H5Aclose, place)
  }

  func space(ofAttribute attribute: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> HDF5Handle {
    try own(h5.H5Aget_space(attribute.id), h5.H5Sclose, place)
  }

  func type(ofAttribute attribute: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> HDF5Handle {
    try own(h5.H5Aget_type(attribute.id), h5.H5Tclose, place)
  }

  /// `H5Aread` of `count` numbers.
  func numbers(
    _ attribute: borrowing HDF5Handle, count: Int, _ place: Place
  ) throws(FeatureFileFailure) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    try require(h5.H5Aread(attribute.id, type(of: .double), &values), place)
    return values
  }

  /// `H5Aread` of one string: of any length, which the library allocates and `H5free_memory` frees, or of `width`
  /// bytes.
  func text(
    _ attribute: borrowing HDF5Handle, _ type: borrowing HDF5Handle, _ place: Place
  ) throws(FeatureFileFailure) -> String {
    guard h5.H5Tis_variable_str(type.id) > 0 else {
      var bytes = [CChar](repeating: 0, count: width(ofType: type) + 1)
      try require(h5.H5Aread(attribute.id, type.id, &bytes), place)
      return text(bytes)
    }
    var pointer: UnsafeMutablePointer<CChar>?
    try require(h5.H5Aread(attribute.id, type.id, &pointer), place)
    defer { _ = h5.H5free_memory(pointer) }
    return pointer.map { String(cString: $0) } ?? ""
  }

  // MARK: Writing

  /// A dataset to be (`H5Dcreate2`), `chunkRows` rows a chunk or in one piece where it is 0.
  func create(
    _ file: borrowing HDF5Handle, _ name: String, _ number: Number, shape: [Int], chunkRows: Int, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle {
    let dimensions = shape.map { hsize_t($0) }
    let rank = Int32(shape.count)
    let space = try own(coverslip_h5_space(h5, rank, dimensions, chunkRows > 0 ? 1 : 0), h5.H5Sclose, place)
    let creation = try own(coverslip_h5_creation(h5, rank, dimensions, hsize_t(chunkRows)), h5.H5Pclose, place)
    let dataset = h5.H5Dcreate2(file.id, name, type(of: number), space.id, 0, creation.id, 0)
    return try own(dataset, h5.H5Dclose, place)
  }

  /// The numbers that are written.
  enum Number { case float, double, int64, int32, uint8 }

  private func type(of number: Number) -> hid_t {
    switch number {
    case .float: h5.H5T_NATIVE_FLOAT_g.pointee
    case .double: h5.H5T_NATIVE_DOUBLE_g.pointee
    case .int64: h5.H5T_NATIVE_INT64_g.pointee
    case .int32: h5.H5T_NATIVE_INT32_g.pointee
    case .uint8: h5.H5T_NATIVE_UINT8_g.pointee
    }
  }

  /// `H5Dwrite` of the whole dataset.
  func write(
    _ dataset: borrowing HDF5Handle, _ number: Number, _ values: UnsafeRawBufferPointer, _ place: Place
  ) throws(FeatureFileFailure) {
    guard let start = values.baseAddress, values.count > 0 else { return }
    try require(coverslip_h5_write(h5, dataset.id, type(of: number), start), place)
  }

  /// An attribute of numbers (`H5Acreate2`, `H5Awrite`): a scalar where `shape` is empty.
  func writeAttribute(
    _ object: borrowing HDF5Handle, _ name: String, _ number: Number, shape: [Int], _ values: UnsafeRawBufferPointer,
    _ place: Place
  ) throws(FeatureFileFailure) {
    let dimensions = shape.map { hsize_t($0) }
    let space = try own(coverslip_h5_space(h5, Int32(shape.count), dimensions, 0), h5.H5Sclose, place)
    let attribute = try own(h5.H5Acreate2(object.id, name, type(of: number), space.id, 0, 0), h5.H5Aclose, place)
    try require(h5.H5Awrite(attribute.id, type(of: number), values.baseAddress), place)
  }

  /// A string attribute, UTF-8 of any length: h5py gives fixed lengths back as bytes, which the tools do not expect.
  func writeAttribute(
    _ object: borrowing HDF5Handle, _ name: String, _ text: String, _ place: Place
  ) throws(FeatureFileFailure) {
    let type = try own(coverslip_h5_text(h5), h5.H5Tclose, place)
    let space = try own(h5.H5Screate(H5S_SCALAR), h5.H5Sclose, place)
    let attribute = try own(h5.H5Acreate2(object.id, name, type.id, space.id, 0, 0), h5.H5Aclose, place)
    let status = text.withCString { start in
      var start: UnsafePointer<CChar>? = start
      return h5.H5Awrite(attribute.id, type.id, &start)
    }
    try require(status, place)
  }

  // MARK: Errors

  /// Where a call was made, for its error.
  struct Place {
    var file: String
    /// The dataset or attribute.
    var object: String
    var operation: String
  }

  /// Takes over an identifier; a negative one is the failure of the call that made it.
  private func own(
    _ id: hid_t, _ close: HDF5Handle.Close, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle {
    guard id >= 0 else { throw failure(place) }
    return HDF5Handle(id: id, close: close)
  }

  /// HDF5's negative statuses become ``FeatureFileFailure/hdf5(file:operation:object:reason:)``.
  func require(_ status: Int32, _ place: Place) throws(FeatureFileFailure) {
    guard status < 0 else { return }
    throw failure(place)
  }

  /// The last failure, with what the library's innermost function said (`H5Ewalk2`).
  private func failure(_ place: Place) -> FeatureFileFailure {
    var reason = [CChar](repeating: 0, count: 256)
    coverslip_h5_reason(h5, &reason, reason.count)
    return .hdf5(file: place.file, operation: place.operation, object: place.object, reason: text(reason))
  }

  private func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Owns an identifier of libhdf5 and closes it; lives inside ``HDF5Calls/exclusive(_:)`` only.
struct HDF5Handle: ~Copyable {
  typealias Close = @convention(c) (hid_t) -> herr_t

  fileprivate let id: hid_t
  fileprivate let close: Close

  deinit { _ = close(id) }
}
