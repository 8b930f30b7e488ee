import CHDF5
import Synchronization

/// The calls of libhdf5, each with its result turned into an error: the only file that makes them.
///
/// libhdf5 promises nothing to several threads unless it was built so; every call is made inside ``exclusive(_:)``,
/// which holds ``lock``. Identifiers live in ``HDF5Handle``, which closes them.
enum HDF5Calls {
  /// The one lock of the library, for the whole process. It does not nest.
  private static let lock = Mutex(())

  /// Runs `body` alone in the library, its own messages on stderr off (`H5Eset_auto2`).
  static func exclusive<Value: Sendable>(
    _ body: () throws(FeatureFileFailure) -> Value
  ) throws(FeatureFileFailure) -> Value {
    try lock.withLock { (_) throws(FeatureFileFailure) in
      coverslip_h5_silence()
      return try body()
    }
  }

  // MARK: Files and datasets

  /// `H5Fopen`, read only; the handle closes it (`H5Fclose`).
  static func open(_ path: String) throws(FeatureFileFailure) -> HDF5Handle {
    try HDF5Handle(coverslip_h5_open(path), H5Fclose, Place(file: path, object: "/", operation: "open"))
  }

  /// `H5Fcreate`, replacing what is there.
  static func create(_ path: String) throws(FeatureFileFailure) -> HDF5Handle {
    try HDF5Handle(coverslip_h5_create(path), H5Fclose, Place(file: path, object: "/", operation: "create"))
  }

  /// `H5Fflush` of everything.
  static func flush(_ file: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) {
    try require(H5Fflush(file.id, H5F_SCOPE_GLOBAL), place)
  }

  /// Where a name of the root leads (`H5Lget_info`).
  enum Link { case absent, here, elsewhere }

  static func link(_ file: borrowing HDF5Handle, _ name: String) -> Link {
    switch coverslip_h5_link(file.id, name) {
    case 0: .here
    case 1: .elsewhere
    default: .absent
    }
  }

  /// `H5Dopen2`; the handle closes it.
  static func dataset(
    _ file: borrowing HDF5Handle, _ name: String, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle {
    try HDF5Handle(H5Dopen2(file.id, name, 0), H5Dclose, place)
  }

  /// Dimensions of a dataset or an attribute; none for a scalar.
  static func shape(ofSpace space: consuming HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> [Int] {
    let rank = H5Sget_simple_extent_ndims(space.id)
    try require(rank, place)
    var dimensions = [hsize_t](repeating: 0, count: Int(rank))
    try require(H5Sget_simple_extent_dims(space.id, &dimensions, nil), place)
    return dimensions.map { Int(clamping: $0) }
  }

  static func space(ofDataset dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> HDF5Handle {
    try HDF5Handle(H5Dget_space(dataset.id), H5Sclose, place)
  }

  static func type(ofDataset dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> HDF5Handle {
    try HDF5Handle(H5Dget_type(dataset.id), H5Tclose, place)
  }

  // MARK: Types

  /// What the numbers are, as far as reading them differs.
  enum Kind { case half, float, integer, text, other }

  static func kind(ofType type: borrowing HDF5Handle) -> Kind {
    switch H5Tget_class(type.id) {
    case H5T_FLOAT: coverslip_h5_is_half(type.id) > 0 ? .half : .float
    case H5T_INTEGER: .integer
    case H5T_STRING: .text
    default: .other
    }
  }

  /// Bytes a value takes in the file.
  static func width(ofType type: borrowing HDF5Handle) -> Int { H5Tget_size(type.id) }

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

  static func storage(of dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> Storage {
    let creation = try HDF5Handle(H5Dget_create_plist(dataset.id), H5Pclose, place)
    var dimensions = [hsize_t](repeating: 0, count: 32)
    let rank = H5Pget_layout(creation.id) == H5D_CHUNKED ? H5Pget_chunk(creation.id, 32, &dimensions) : 0
    let chunk = dimensions.prefix(max(0, Int(rank))).map { Int(clamping: $0) }
    var name = [CChar](repeating: 0, count: 64)
    let missing = coverslip_h5_missing_filter(creation.id, &name, name.count) > 0
    return Storage(
      bytes: Int(clamping: H5Dget_storage_size(dataset.id)), chunk: chunk,
      chunks: rank > 0 ? try chunks(of: dataset, place) : 0, isFiltered: H5Pget_nfilters(creation.id) > 0,
      isElsewhere: coverslip_h5_elsewhere(creation.id) > 0, missingFilter: missing ? text(name) : nil)
  }

  /// `H5Dget_num_chunks` of the whole dataset: those that have a place in the file.
  private static func chunks(of dataset: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure) -> Int {
    let space = try space(ofDataset: dataset, place)
    var count: hsize_t = 0
    try require(H5Dget_num_chunks(dataset.id, space.id, &count), place)
    return Int(clamping: count)
  }

  // MARK: Values

  /// `H5Dread` of the whole dataset, converted to single precision by the library.
  static func read(_ dataset: borrowing HDF5Handle, _ values: UnsafeMutablePointer<Float>) -> Int32 {
    coverslip_h5_read(dataset.id, coverslip_h5_float(), values)
  }

  static func read(_ dataset: borrowing HDF5Handle, _ values: UnsafeMutablePointer<Double>) -> Int32 {
    coverslip_h5_read(dataset.id, coverslip_h5_double(), values)
  }

  static func read(_ dataset: borrowing HDF5Handle, _ values: UnsafeMutablePointer<UInt8>) -> Int32 {
    coverslip_h5_read(dataset.id, coverslip_h5_uint8(), values)
  }

  /// `H5Dread` in the type of the file: no conversion.
  static func readRaw(
    _ dataset: borrowing HDF5Handle, _ type: borrowing HDF5Handle, _ values: UnsafeMutableRawPointer
  ) -> Int32 {
    coverslip_h5_read(dataset.id, type.id, values)
  }

  // MARK: Attributes

  /// `H5Aopen`, or `nil` where the object has no such attribute.
  static func attribute(
    _ object: borrowing HDF5Handle, _ name: String, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle? {
    guard H5Aexists(object.id, name) > 0 else { return nil }
    return try HDF5Handle(H5Aopen(object.id, name, 0), H5Aclose, place)
  }

  static func space(ofAttribute attribute: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure)
    -> HDF5Handle
  {
    try HDF5Handle(H5Aget_space(attribute.id), H5Sclose, place)
  }

  static func type(ofAttribute attribute: borrowing HDF5Handle, _ place: Place) throws(FeatureFileFailure)
    -> HDF5Handle
  {
    try HDF5Handle(H5Aget_type(attribute.id), H5Tclose, place)
  }

  /// `H5Aread` of `count` numbers.
  static func numbers(
    _ attribute: borrowing HDF5Handle, count: Int, _ place: Place
  ) throws(FeatureFileFailure) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    try require(H5Aread(attribute.id, coverslip_h5_double(), &values), place)
    return values
  }

  /// `H5Aread` of one string: of any length, which the library allocates and `H5free_memory` frees, or of `width`
  /// bytes.
  static func text(
    _ attribute: borrowing HDF5Handle, _ type: borrowing HDF5Handle, _ place: Place
  ) throws(FeatureFileFailure) -> String {
    guard H5Tis_variable_str(type.id) > 0 else {
      var bytes = [CChar](repeating: 0, count: width(ofType: type) + 1)
      try require(H5Aread(attribute.id, type.id, &bytes), place)
      return text(bytes)
    }
    var pointer: UnsafeMutablePointer<CChar>?
    try require(H5Aread(attribute.id, type.id, &pointer), place)
    defer { H5free_memory(pointer) }
    return pointer.map { String(cString: $0) } ?? ""
  }

  // MARK: Writing

  /// A dataset to be (`H5Dcreate2`), `chunkRows` rows a chunk or in one piece where it is 0.
  static func create(
    _ file: borrowing HDF5Handle, _ name: String, _ number: Number, shape: [Int], chunkRows: Int, _ place: Place
  ) throws(FeatureFileFailure) -> HDF5Handle {
    let dimensions = shape.map { hsize_t($0) }
    let rank = Int32(shape.count)
    let space = try HDF5Handle(coverslip_h5_space(rank, dimensions, chunkRows > 0 ? 1 : 0), H5Sclose, place)
    let creation = try HDF5Handle(coverslip_h5_creation(rank, dimensions, hsize_t(chunkRows)), H5Pclose, place)
    return try HDF5Handle(H5Dcreate2(file.id, name, number.type, space.id, 0, creation.id, 0), H5Dclose, place)
  }

  /// The numbers that are written.
  enum Number {
    case float, double, int64, int32, uint8

    fileprivate var type: Int64 {
      switch self {
      case .float: coverslip_h5_float()
      case .double: coverslip_h5_double()
      case .int64: coverslip_h5_int64()
      case .int32: coverslip_h5_int32()
      case .uint8: coverslip_h5_uint8()
      }
    }
  }

  /// `H5Dwrite` of the whole dataset.
  static func write(
    _ dataset: borrowing HDF5Handle, _ number: Number, _ values: UnsafeRawBufferPointer, _ place: Place
  ) throws(FeatureFileFailure) {
    guard let start = values.baseAddress, values.count > 0 else { return }
    try require(coverslip_h5_write(dataset.id, number.type, start), place)
  }

  /// An attribute of numbers (`H5Acreate2`, `H5Awrite`): a scalar where `shape` is empty.
  static func writeAttribute(
    _ object: borrowing HDF5Handle, _ name: String, _ number: Number, shape: [Int], _ values: UnsafeRawBufferPointer,
    _ place: Place
  ) throws(FeatureFileFailure) {
    let dimensions = shape.map { hsize_t($0) }
    let space = try HDF5Handle(coverslip_h5_space(Int32(shape.count), dimensions, 0), H5Sclose, place)
    let attribute = try HDF5Handle(H5Acreate2(object.id, name, number.type, space.id, 0, 0), H5Aclose, place)
    try require(H5Awrite(attribute.id, number.type, values.baseAddress), place)
  }

  /// A string attribute, UTF-8 of any length: h5py gives fixed lengths back as bytes, which the tools do not expect.
  static func writeAttribute(
    _ object: borrowing HDF5Handle, _ name: String, _ text: String, _ place: Place
  ) throws(FeatureFileFailure) {
    let type = try HDF5Handle(coverslip_h5_text(), H5Tclose, place)
    let space = try HDF5Handle(H5Screate(H5S_SCALAR), H5Sclose, place)
    let attribute = try HDF5Handle(H5Acreate2(object.id, name, type.id, space.id, 0, 0), H5Aclose, place)
    let status = text.withCString { start in
      var start: UnsafePointer<CChar>? = start
      return H5Awrite(attribute.id, type.id, &start)
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

  /// HDF5's negative statuses become ``FeatureFileFailure/hdf5(file:operation:object:reason:)``.
  static func require(_ status: Int32, _ place: Place) throws(FeatureFileFailure) {
    guard status < 0 else { return }
    throw failure(place)
  }

  /// The last failure, with what the library's innermost function said (`H5Ewalk2`).
  static func failure(_ place: Place) -> FeatureFileFailure {
    var reason = [CChar](repeating: 0, count: 256)
    coverslip_h5_reason(&reason, reason.count)
    return .hdf5(file: place.file, operation: place.operation, object: place.object, reason: text(reason))
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Owns an identifier of libhdf5 and closes it; lives inside ``HDF5Calls/exclusive(_:)`` only.
struct HDF5Handle: ~Copyable {
  fileprivate let id: Int64
  private let close: (Int64) -> Int32

  /// Takes over `id`; a negative one is the failure of the call that made it.
  init(_ id: Int64, _ close: @escaping (Int64) -> Int32, _ place: HDF5Calls.Place) throws(FeatureFileFailure) {
    guard id >= 0 else { throw HDF5Calls.failure(place) }
    self.id = id
    self.close = close
  }

  deinit { _ = close(id) }
}
