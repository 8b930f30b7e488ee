/// Why bytes are not the header of a DICOM file that is understood.
public enum DICOMFailure: Error, Hashable, Sendable {
  /// There is no `DICM` behind a preamble of 128 bytes.
  case notDICOM
  /// Its transfer syntax, or none where it names none, is one whose header is not read here: big endian or deflated.
  case transferSyntax(String?)
  /// The bytes end within a data element, which begins at this offset.
  case cut(offset: Int)
  /// What stands at this offset is not a data element.
  case malformed(offset: Int)
}

/// The data elements of a DICOM file before its pixels and the functional groups of single frames.
public struct DICOMHeader: Hashable, Sendable {
  /// The transfer syntax that the file names.
  public let transferSyntax: String
  /// What stands before the pixels. Values that are longer than 64 kB, and texts in a character set that is not UTF-8,
  /// Latin-1 or ASCII, are there and say nothing.
  public let dataSet: DICOMDataSet

  /// - Parameters:
  ///   - bytes: the file from its beginning, as far as it was read.
  ///   - isWhole: whether these are all bytes of the file; where not, an end before the pixels is `cut`.
  /// - Throws: ``DICOMFailure``; never more than the given bytes are looked at, and nothing is allocated by what they
  ///   claim.
  public init(_ bytes: [UInt8], isWhole: Bool = true) throws(DICOMFailure) {
    guard bytes.count >= 132, bytes[128..<132].elementsEqual("DICM".utf8) else { throw .notDICOM }
    var meta = DICOMReader(bytes, at: 132, isImplicit: false)
    let named = try meta.dataSet(while: { $0.group == 2 }).text(.transferSyntaxUID)
    guard let named, named != DICOMUID.deflated, named != DICOMUID.bigEndian else { throw .transferSyntax(named) }
    var reader = DICOMReader(bytes, at: meta.offset, isImplicit: named == DICOMUID.implicitLittleEndian)
    let end = DICOMAttribute.perFrameFunctionalGroupsSequence.tag
    dataSet = try reader.dataSet(while: { $0 < end })
    guard isWhole || reader.offset < bytes.count else { throw .cut(offset: bytes.count) }
    transferSyntax = named
  }
}

/// Reads data elements: PS3.5, section 7.1, in little endian.
struct DICOMReader {
  /// Sequences within sequences; slides have six or so.
  private static let depthLimit = 16
  /// Longer values are passed over.
  private static let keptBytes = 1 << 16

  private let bytes: [UInt8]
  private var isImplicit: Bool
  private var characters = CharacterSet.ascii
  private(set) var offset: Int

  private enum CharacterSet { case ascii, latin1, utf8, other }

  init(_ bytes: [UInt8], at offset: Int, isImplicit: Bool) {
    self.bytes = bytes
    self.offset = offset
    self.isImplicit = isImplicit
  }

  /// The data elements from here on, as long as their tags are such; ends before the first that is not, or with the
  /// bytes.
  mutating func dataSet(while isWanted: (DICOMTag) -> Bool) throws(DICOMFailure) -> DICOMDataSet {
    var set = DICOMDataSet()
    while offset < bytes.count {
      guard isWanted(try tag(at: offset)) else { break }
      try element(into: &set, end: bytes.count, depth: 0)
    }
    return set
  }

  // MARK: Elements

  private mutating func element(into set: inout DICOMDataSet, end: Int, depth: Int) throws(DICOMFailure) {
    let start = offset
    let tag = try tag(at: start)
    guard tag.group != 0xFFFE else { throw .malformed(offset: start) }
    let (stated, length) = try head(of: tag)
    let vr = stated == .un ? DICOMAttribute.read[tag] ?? .un : stated
    if vr == .sq || length == nil {
      guard vr == .sq || stated == .un else { throw .malformed(offset: start) }
      let items = try items(length, end: end, depth: depth, isUnknown: stated == .un)
      return set.put(.items(items), .sq, at: tag)
    }
    let count = length ?? 0
    let value = offset
    try pass(count, end: end, from: start)
    let kept = count <= Self.keptBytes ? bytes[value..<offset] : []
    set.put(decoded(kept, vr), vr, at: tag)
    if tag == DICOMAttribute.specificCharacterSet.tag { characters = Self.characters(set.texts(.specificCharacterSet)) }
  }

  /// VR and length of the element at the offset, which is behind them afterwards; no length where it is undefined.
  private mutating func head(of tag: DICOMTag) throws(DICOMFailure) -> (DICOMVR, Int?) {
    let start = offset
    guard !isImplicit else {
      let length = try long(at: start + 4, of: start)
      offset = start + 8
      return (.un, length == .max ? nil : Int(length))
    }
    guard start + 8 <= bytes.count else { throw .cut(offset: start) }
    guard let vr = DICOMVR(rawValue: String(decoding: bytes[start + 4..<start + 6], as: UTF8.self)) else {
      throw .malformed(offset: start)
    }
    guard vr.hasLongLength else {
      offset = start + 8
      return (vr, Int(bytes[start + 6]) | Int(bytes[start + 7]) << 8)
    }
    let length = try long(at: start + 8, of: start)
    offset = start + 12
    return (vr, length == .max ? nil : Int(length))
  }

  /// The items of the sequence at the offset, which is behind it afterwards.
  ///
  /// - Parameters:
  ///   - length: `nil` where it is undefined, and a delimiter ends it.
  ///   - isUnknown: whether what is in it has implicit VRs, as in a sequence of unknown VR (PS3.5, 6.2.2).
  private mutating func items(
    _ length: Int?, end: Int, depth: Int, isUnknown: Bool
  ) throws(DICOMFailure) -> [DICOMDataSet] {
    let start = offset
    guard depth < Self.depthLimit else { throw .malformed(offset: start) }
    let last = try limit(length, end: end, from: start)
    let outside = (isImplicit, characters)
    defer { (isImplicit, characters) = outside }
    isImplicit = isImplicit || isUnknown
    var items: [DICOMDataSet] = []
    while offset < last {
      let place = offset
      let tag = try tag(at: place)
      let count = try long(at: place + 4, of: place)
      offset = place + 8
      if tag == .sequenceEnd, length == nil { return items }
      guard tag == .item else { throw .malformed(offset: place) }
      characters = outside.1
      items.append(try item(count == .max ? nil : Int(count), end: last, depth: depth + 1))
    }
    guard length != nil else { throw last == bytes.count ? .cut(offset: start) : .malformed(offset: start) }
    return items
  }

  private mutating func item(_ length: Int?, end: Int, depth: Int) throws(DICOMFailure) -> DICOMDataSet {
    let start = offset
    let last = try limit(length, end: end, from: start)
    var set = DICOMDataSet()
    while offset < last {
      if length == nil, try tag(at: offset) == .itemEnd {
        try pass(8, end: last, from: offset)
        return set
      }
      try element(into: &set, end: last, depth: depth)
    }
    guard length != nil else { throw last == bytes.count ? .cut(offset: start) : .malformed(offset: start) }
    return set
  }

  // MARK: Bytes

  /// Where something of this length ends, which must lie within `end`.
  private func limit(_ length: Int?, end: Int, from start: Int) throws(DICOMFailure) -> Int {
    guard let length else { return end }
    guard length <= bytes.count - offset else { throw .cut(offset: start) }
    guard length <= end - offset else { throw .malformed(offset: start) }
    return offset + length
  }

  private mutating func pass(_ length: Int, end: Int, from start: Int) throws(DICOMFailure) {
    offset = try limit(length, end: end, from: start)
  }

  private func tag(at place: Int) throws(DICOMFailure) -> DICOMTag {
    let number = try long(at: place, of: place)
    return DICOMTag(UInt16(truncatingIfNeeded: number), UInt16(truncatingIfNeeded: number >> 16))
  }

  private func long(at place: Int, of start: Int) throws(DICOMFailure) -> UInt32 {
    guard place + 4 <= bytes.count else { throw .cut(offset: start) }
    return number(bytes[place..<place + 4])
  }

  private func number<Number: FixedWidthInteger>(_ slice: ArraySlice<UInt8>) -> Number {
    slice.reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  private func numbers<Number: FixedWidthInteger>(_ slice: ArraySlice<UInt8>) -> [Number] {
    let width = Number.bitWidth / 8
    return (0..<slice.count / width).map { number(slice.dropFirst($0 * width).prefix(width)) }
  }

  // MARK: Values

  private func decoded(_ slice: ArraySlice<UInt8>, _ vr: DICOMVR) -> DICOMValue {
    switch vr.kind {
    case .texts: texts(slice, parts)
    case .prose: texts(slice) { [DICOMText.trimmed($0)] }
    case .numbers: decodedNumbers(slice, vr)
    case .bytes, .items: .bytes(Array(slice))
    }
  }

  private func decodedNumbers(_ slice: ArraySlice<UInt8>, _ vr: DICOMVR) -> DICOMValue {
    switch vr {
    case .us: .shorts(numbers(slice))
    case .ul: .longs(numbers(slice))
    case .sl: .signedLongs(numbers(slice))
    case .fl: .floats((numbers(slice) as [UInt32]).map(Float.init(bitPattern:)))
    case .fd: .doubles((numbers(slice) as [UInt64]).map(Double.init(bitPattern:)))
    case .at: .tags(pairs(numbers(slice)))
    case .ae, .ageString, .cs, .da, .ds, .dt, .is, .lo, .lt, .ob, .od, .of, .ol, .ov, .ow, .pn, .sh, .sq, .ss, .st,
      .sv, .tm, .uc, .ui, .un, .ur, .ut, .uv:
      .bytes(Array(slice))
    }
  }

  private func pairs(_ halves: [UInt16]) -> [DICOMTag] {
    (0..<halves.count / 2).map { DICOMTag(halves[$0 * 2], halves[$0 * 2 + 1]) }
  }

  private func parts(_ text: String) -> [String] {
    text.split(separator: "\\", omittingEmptySubsequences: false).map { DICOMText.trimmed(String($0)) }
  }

  /// Bytes where the characters are not known, so that something is there, and nothing is told of it.
  private func texts(_ slice: ArraySlice<UInt8>, _ parts: (String) -> [String]) -> DICOMValue {
    guard !slice.isEmpty else { return .texts([]) }
    return text(slice).map { .texts(parts($0)) } ?? .bytes(Array(slice))
  }

  /// `nil` where it says nothing, or its characters are not known.
  private func text(_ slice: ArraySlice<UInt8>) -> String? {
    guard !slice.isEmpty else { return nil }
    guard slice.contains(where: { $0 >= 0x80 || $0 == 0x1B }) else { return String(decoding: slice, as: UTF8.self) }
    guard !slice.contains(0x1B) else { return nil }
    switch characters {
    case .utf8: return String(validating: slice, as: UTF8.self)
    case .latin1: return String(String.UnicodeScalarView(slice.map { Unicode.Scalar($0) }))
    case .ascii, .other: return nil
    }
  }

  /// PS3.3, C.12.1.1.2. Where several are named, a text begins in the first one; escapes, which switch between them,
  /// are not followed here.
  private static func characters(_ names: [String]) -> CharacterSet {
    switch names.first?.replacing("ISO 2022 IR", with: "ISO_IR") ?? "" {
    case "", "ISO_IR 6": .ascii
    case "ISO_IR 100": .latin1
    case "ISO_IR 192": .utf8
    default: .other
    }
  }
}

extension DICOMAttribute {
  /// How the values are written that are looked for where a file does not say it: in implicit VR, or with the VR UN,
  /// which archives write that did not know an attribute.
  static let read: [DICOMTag: DICOMVR] = {
    let all: [DICOMAttribute] = [
      .specificCharacterSet, .imageType, .sopClassUID, .sopInstanceUID, .studyDate, .studyTime, .accessionNumber,
      .modality, .referringPhysicianName, .patientName, .patientID, .issuerOfPatientID, .patientBirthDate, .patientSex,
      .studyInstanceUID, .seriesInstanceUID, .studyID, .frameOfReferenceUID, .positionReferenceIndicator,
      .containerIdentifier, .imagedVolumeWidth, .imagedVolumeHeight, .totalPixelMatrixColumns, .totalPixelMatrixRows,
      .totalPixelMatrixOriginSequence, .imageOrientationSlide, .xOffsetInSlideCoordinateSystem,
      .yOffsetInSlideCoordinateSystem, .zOffsetInSlideCoordinateSystem, .sharedFunctionalGroupsSequence,
      .pixelMeasuresSequence, .pixelSpacing,
    ]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.tag, $0.vr) })
  }()
}
