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

extension DICOMTag {
  /// What stands before an item of a sequence: PS3.5, section 7.5.
  static let item = DICOMTag(0xFFFE, 0xE000)
  /// What ends an item of undefined length.
  static let itemEnd = DICOMTag(0xFFFE, 0xE00D)
  /// What ends a sequence of undefined length.
  static let sequenceEnd = DICOMTag(0xFFFE, 0xE0DD)
}
