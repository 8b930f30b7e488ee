/// The bytes of a tensor where they lie in a mapped file; nothing is copied.
public struct MappedTensor: @unchecked Sendable {
  /// The tensor's name, type and shape.
  public let entry: TensorEntry
  /// Little-endian, row-major; valid as long as ``owner`` lives. May start at any address.
  public let bytes: UnsafeRawBufferPointer
  /// The owner of the bytes, which keeps the file mapped.
  public let owner: AnyObject
}
