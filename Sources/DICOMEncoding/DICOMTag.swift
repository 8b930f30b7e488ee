/// A tag of a data element: group and element.
public struct DICOMTag: Hashable, Comparable, Sendable {
  /// The group, the first half.
  public let group: UInt16
  /// The element in it.
  public let element: UInt16

  /// A tag by its two halves.
  public init(_ group: UInt16, _ element: UInt16) {
    self.group = group
    self.element = element
  }

  /// By group, then by element.
  public static func < (left: DICOMTag, right: DICOMTag) -> Bool {
    (left.group, left.element) < (right.group, right.element)
  }
}
