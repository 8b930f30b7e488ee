/// A DICOM object as a file: PS3.10, section 7, in Explicit VR Little Endian.
///
///     let file = DICOMFile([.sopClassUID: .text(DICOMUID.parametricMap), .sopInstanceUID: .text(uid), ...])
public struct DICOMFile: Hashable, Sendable {
  /// The object, without the file's meta information.
  public let dataSet: DICOMDataSet

  /// - Parameter dataSet: an object with its class and instance UID; the character set is set: texts are UTF-8.
  public init(_ dataSet: DICOMDataSet) {
    self.dataSet = dataSet.merging([.specificCharacterSet: .text("ISO_IR 192")])
  }

  /// All of the file.
  public var bytes: [UInt8] {
    let meta = DICOMWriter.bytes(of: meta)
    let length: DICOMDataSet = [.fileMetaInformationGroupLength: .longs([UInt32(meta.count)])]
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + DICOMWriter.bytes(of: length) + meta
      + DICOMWriter.bytes(of: dataSet)
  }

  private var meta: DICOMDataSet {
    [
      .fileMetaInformationVersion: .bytes([0, 1]),
      .mediaStorageSOPClassUID: .texts(dataSet.texts(.sopClassUID)),
      .mediaStorageSOPInstanceUID: .texts(dataSet.texts(.sopInstanceUID)),
      .transferSyntaxUID: .text(DICOMUID.explicitLittleEndian),
      .implementationClassUID: .text(Self.implementation), .implementationVersionName: .text("COVERSLIP"),
    ]
  }

  /// The UUID of version 8 of the SHA-256 of `9:COVERSLIP`, made as ``DICOMUID/named(_:digest:)`` makes them.
  static let implementation = "2.25.171657865155589502033858290383200829289"
}

/// Data sets as bytes: PS3.5, section 7.
enum DICOMWriter {
  static func bytes(of dataSet: DICOMDataSet) -> [UInt8] {
    dataSet.elements.sorted { $0.key < $1.key }.flatMap { bytes(of: $0.value, at: $0.key) }
  }

  private static func bytes(of element: DICOMDataSet.Element, at tag: DICOMTag) -> [UInt8] {
    var value = bytes(of: element.value, element.vr)
    if value.count % 2 == 1 { value.append(element.vr.padding) }
    // A value that is too long for a length of 16 bits is written as one of unknown VR: PS3.5, 6.2.2.
    let vr = !element.vr.hasLongLength && value.count > 0xFFFE ? DICOMVR.un : element.vr
    let head = bytes(of: tag) + Array(vr.rawValue.utf8)
    return head + (vr.hasLongLength ? [0, 0] + little(UInt32(value.count)) : little(UInt16(value.count))) + value
  }

  private static func bytes(of value: DICOMValue, _ vr: DICOMVR) -> [UInt8] {
    switch value {
    case .texts(let texts): Array(texts.map { DICOMText.fitted($0, vr) }.joined(separator: "\\").utf8)
    case .shorts(let numbers): numbers.flatMap(little)
    case .longs(let numbers): numbers.flatMap(little)
    case .signedLongs(let numbers): numbers.flatMap(little)
    case .floats(let numbers): numbers.flatMap { little($0.bitPattern) }
    case .doubles(let numbers): numbers.flatMap { little($0.bitPattern) }
    case .tags(let tags): tags.flatMap(bytes)
    case .bytes(let bytes): bytes
    case .items(let items): items.flatMap(item)
    }
  }

  private static func item(_ dataSet: DICOMDataSet) -> [UInt8] {
    let content = bytes(of: dataSet)
    return bytes(of: .item) + little(UInt32(content.count)) + content
  }

  private static func bytes(of tag: DICOMTag) -> [UInt8] { little(tag.group) + little(tag.element) }

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
