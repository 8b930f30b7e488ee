/// The bytes of a tensor where they lie in a mapped file; nothing is copied.
public struct MappedTensor: @unchecked Sendable {
  /// Name, type and shape.
  public let entry: TensorEntry
  /// Little-endian, row-major; valid as long as ``owner`` lives. May start at any address.
  public let bytes: UnsafeRawBufferPointer
  /// Keeps the file mapped.
  public let owner: AnyObject
}
