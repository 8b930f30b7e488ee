import DICOMEncoding
import Testing

@Suite("DICOM files")
struct DICOMFileTests {
  /// The bytes behind the meta information.
  private func object(_ dataSet: DICOMDataSet) -> [UInt8] {
    let bytes = DICOMFile(dataSet).bytes
    let length = Int(bytes[140]) | Int(bytes[141]) << 8
    return Array(bytes[(144 + length)...])
  }

  /// Every object says that its texts are UTF-8.
  private let utf8 = bytes(0x08, 0, 0x05, 0, "CS", 10, 0, "ISO_IR 192")

  private static func bytes(_ parts: any Part...) -> [UInt8] { parts.flatMap(\.part) }

  @Test("begin with 128 zeros, DICM and their meta information, whose length is its first element")
  func meta() {
    let bytes = DICOMFile([.sopClassUID: .text("1.2"), .sopInstanceUID: .text("1.2.3")]).bytes
    #expect(bytes[..<128].allSatisfy { $0 == 0 } && Array(bytes[128..<132]) == Array("DICM".utf8))
    let implementation = "2.25.171657865155589502033858290383200829289"
    let rest = Self.bytes(
      2, 0, 1, 0, "OB", 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 2, 0, "UI", 4, 0, "1.2\0", 2, 0, 3, 0, "UI", 6, 0, "1.2.3\0",
      2, 0, 0x10, 0, "UI", 20, 0, "1.2.840.10008.1.2.1\0", 2, 0, 0x12, 0, "UI", implementation.utf8.count, 0,
      implementation, 2, 0, 0x13, 0, "SH", 10, 0, "COVERSLIP ")
    #expect(Array(bytes[132..<144]) == Self.bytes(2, 0, 0, 0, "UL", 4, 0, rest.count, 0, 0, 0))
    #expect(Array(bytes[144..<144 + rest.count]) == rest)
  }

  @Test("have their elements in the order of their tags, each of even length, texts behind a space")
  func elements() {
    #expect(
      object([.patientID: .text("abc"), .modality: .text("SR"), .patientName: .nothing, .rows: .shorts([258])])
        == utf8
        + Self.bytes(
          0x08, 0, 0x60, 0, "CS", 2, 0, "SR", 0x10, 0, 0x10, 0, "PN", 0, 0, 0x10, 0, 0x20, 0, "LO", 4, 0, "abc ",
          0x28, 0, 0x10, 0, "US", 2, 0, 2, 1))
  }

  @Test("have numbers in little endian, and names of elements as group and element")
  func numbers() {
    #expect(
      object([
        .dimensionIndexPointer: .tags([DICOMTag(0x0048, 0x021F)]), .totalPixelMatrixRows: .longs([1]),
        .rowPositionInTotalImagePixelMatrix: .signedLongs([-2]), .floatPixelData: .floats([1]),
        .realWorldValueSlope: .doubles([-2]),
      ])
        == utf8
        + Self.bytes(
          0x20, 0, 0x65, 0x91, "AT", 4, 0, 0x48, 0, 0x1F, 2, 0x40, 0, 0x25, 0x92, "FD", 8, 0, 0, 0, 0, 0, 0, 0, 0, 0xC0,
          0x48, 0, 7, 0, "UL", 4, 0, 1, 0, 0, 0, 0x48, 0, 0x1F, 2, "SL", 4, 0, 0xFE, 0xFF, 0xFF, 0xFF,
          0xE0, 0x7F, 8, 0, "OF", 0, 0, 4, 0, 0, 0, 0, 0, 0x80, 0x3F))
  }

  @Test("have sequences and their items with the lengths of what is in them")
  func sequences() {
    #expect(
      object([.conceptNameCodeSequence: .item([.codeValue: .text("1")]), .contentSequence: .items([])])
        == utf8
        + Self.bytes(
          0x40, 0, 0x43, 0xA0, "SQ", 0, 0, 18, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 10, 0, 0, 0, 8, 0, 0, 1, "SH", 2, 0, "1 ",
          0x40, 0, 0x30, 0xA7, "SQ", 0, 0, 0, 0, 0, 0))
  }

  @Test("have a value that is too long for its VR as one of unknown VR")
  func long() {
    let bytes = object([.totalPixelMatrixRows: .longs([UInt32](repeating: 0, count: 16_384))])
    #expect(Array(bytes.dropFirst(utf8.count).prefix(12)) == Self.bytes(0x48, 0, 7, 0, "UN", 0, 0, 0, 0, 1, 0))
  }
}

/// A piece of bytes written by hand: a number below 256, or ASCII.
private protocol Part { var part: [UInt8] { get } }
extension Int: Part { fileprivate var part: [UInt8] { [UInt8(self)] } }
extension String: Part { fileprivate var part: [UInt8] { Array(utf8) } }
