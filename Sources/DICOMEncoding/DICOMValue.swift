/// The value of a data element.
public enum DICOMValue: Hashable, Sendable {
  /// Texts, as they are meant: control characters are taken out, and each is cut to what its VR may hold, when they are
  /// written. Empty: the element is there and says nothing.
  case texts([String])
  /// Numbers of 16 bits.
  case shorts([UInt16])
  /// Numbers of 32 bits.
  case longs([UInt32])
  /// Signed numbers of 32 bits.
  case signedLongs([Int32])
  /// Numbers of single precision.
  case floats([Float])
  /// Numbers of double precision.
  case doubles([Double])
  /// Names of other data elements.
  case tags([DICOMTag])
  /// Bytes as they are written.
  case bytes([UInt8])
  /// The items of a sequence.
  case items([DICOMDataSet])

  /// One text.
  public static func text(_ text: String) -> DICOMValue { .texts([text]) }

  /// One item.
  public static func item(_ item: DICOMDataSet) -> DICOMValue { .items([item]) }

  /// An element that is there and says nothing, as one of type 2 may.
  public static let nothing = DICOMValue.texts([])
}

/// A data element of PS3.6: its tag and how its value is written.
public struct DICOMAttribute: Hashable, Sendable {
  /// Its name in a file.
  public let tag: DICOMTag
  /// How its value is written.
  public let vr: DICOMVR

  /// An attribute by group, element and VR.
  public init(_ group: UInt16, _ element: UInt16, _ vr: DICOMVR) {
    tag = DICOMTag(group, element)
    self.vr = vr
  }
}

/// Data elements, in the order of their tags whenever they are written.
public struct DICOMDataSet: Hashable, Sendable {
  /// A value with its VR.
  struct Element: Hashable, Sendable {
    let vr: DICOMVR
    let value: DICOMValue
  }

  private(set) var elements: [DICOMTag: Element] = [:]

  /// No elements.
  public init() {}

  /// Whether there are no elements.
  public var isEmpty: Bool { elements.isEmpty }

  /// The value of an attribute; `nil` where the element is missing.
  public subscript(_ attribute: DICOMAttribute) -> DICOMValue? {
    get { elements[attribute.tag]?.value }
    set { elements[attribute.tag] = newValue.map { Element(vr: attribute.vr, value: $0) } }
  }

  mutating func put(_ value: DICOMValue, _ vr: DICOMVR, at tag: DICOMTag) {
    elements[tag] = Element(vr: vr, value: value)
  }

  /// The elements of both; where both have one, that of `other`.
  public func merging(_ other: DICOMDataSet) -> DICOMDataSet {
    var merged = self
    merged.elements.merge(other.elements) { $1 }
    return merged
  }
}

extension DICOMDataSet: ExpressibleByDictionaryLiteral {
  /// The attributes with their values; what is `nil` is left out.
  public init(dictionaryLiteral elements: (DICOMAttribute, DICOMValue?)...) {
    for (attribute, value) in elements { self[attribute] = value }
  }
}

extension DICOMDataSet {
  /// The texts of an attribute, without the spaces around them; empty where it is missing or says nothing.
  public func texts(_ attribute: DICOMAttribute) -> [String] {
    switch self[attribute] {
    case .texts(let texts): texts.map(DICOMText.trimmed)
    case .shorts, .longs, .signedLongs, .floats, .doubles, .tags, .bytes, .items, nil: []
    }
  }

  /// The first text of an attribute; `nil` where it is missing or says nothing.
  public func text(_ attribute: DICOMAttribute) -> String? { texts(attribute).first.flatMap { $0.isEmpty ? nil : $0 } }

  /// The numbers of an attribute, decimal texts among them; empty where one of them is not a finite number.
  public func numbers(_ attribute: DICOMAttribute) -> [Double] {
    let numbers: [Double?] =
      switch self[attribute] {
      case .texts: texts(attribute).map { Double($0) }
      case .shorts(let numbers): numbers.map { Double($0) }
      case .longs(let numbers): numbers.map { Double($0) }
      case .signedLongs(let numbers): numbers.map { Double($0) }
      case .floats(let numbers): numbers.map { Double($0) }
      case .doubles(let numbers): numbers
      case .tags, .bytes, .items, nil: []
      }
    return numbers.allSatisfy { $0?.isFinite ?? false } ? numbers.compactMap(\.self) : []
  }

  /// The items of a sequence; empty where it is missing.
  public func items(_ attribute: DICOMAttribute) -> [DICOMDataSet] {
    switch self[attribute] {
    case .items(let items): items
    case .texts, .shorts, .longs, .signedLongs, .floats, .doubles, .tags, .bytes, nil: []
    }
  }
}
