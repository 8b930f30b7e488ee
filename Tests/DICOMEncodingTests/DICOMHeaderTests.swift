import DICOMEncoding
import Testing

@Suite("The header of a DICOM file")
struct DICOMHeaderTests {
  /// A preamble, and meta information that names a transfer syntax.
  private func file(_ syntax: String, _ rest: [UInt8]) -> [UInt8] {
    let name = Array(syntax.utf8) + (syntax.utf8.count % 2 == 1 ? [0] : [])
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + [2, 0, 0x10, 0] + Array("UI".utf8)
      + [UInt8(name.count), 0] + name + rest
  }

  private let explicit = "1.2.840.10008.1.2.1"
  private let implicit = "1.2.840.10008.1.2"

  private let slide: DICOMDataSet = [
    .sopClassUID: .text(DICOMUID.wholeSlideImage), .patientName: .text("Śmith^अनिता"), .rows: .shorts([256]),
    .totalPixelMatrixColumns: .longs([100_000]), .imageOrientationSlide: .texts(["0", "-1", "0", "-1", "0", "0"]),
    .sharedFunctionalGroupsSequence: .item([
      .pixelMeasuresSequence: .item([.pixelSpacing: .texts(["0.00025", "0.0005"])])
    ]),
    .pixelData: .bytes([1, 2, 3, 4]),
  ]

  @Test("is read as it was written, up to the pixels")
  func roundTrip() throws {
    let header = try DICOMHeader(DICOMFile(slide).bytes)
    var expected = slide.merging([.specificCharacterSet: .text("ISO_IR 192")])
    expected[.pixelData] = nil
    #expect(header.transferSyntax == explicit && header.dataSet == expected)
    #expect(header.dataSet.numbers(.imageOrientationSlide) == [0, -1, 0, -1, 0, 0])
    #expect(header.dataSet.text(.patientName) == "Śmith^अनिता")
  }

  @Test("is read without VRs, where sequences and items end with delimiters")
  func implicitVR() throws {
    let columns: [UInt8] = [0x48, 0, 6, 0, 4, 0, 0, 0, 0x10, 0x27, 0, 0]
    let spacing: [UInt8] = [0x28, 0, 0x30, 0, 8, 0, 0, 0] + Array("0.5\\0.25".utf8)
    let (item, none) = ([UInt8]([0xFE, 0xFF, 0, 0xE0]), [UInt8](repeating: 0xFF, count: 4))
    let itemEnd: [UInt8] = [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0]
    let end: [UInt8] = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]
    let measures = [0x28, 0, 0x10, 0x91] + none + item + none + spacing + itemEnd + end
    let shared = [0, 0x52, 0x29, 0x92] + none + item + none + measures + itemEnd + end
    let set = try DICOMHeader(file(implicit, columns + shared)).dataSet
    #expect(set.numbers(.totalPixelMatrixColumns) == [10_000])
    let inner = try #require(set.items(.sharedFunctionalGroupsSequence).first?.items(.pixelMeasuresSequence).first)
    #expect(inner.numbers(.pixelSpacing) == [0.5, 0.25])
  }

  @Test("is read where an archive did not know what its elements are, sequences among them")
  func unknown() throws {
    let columns: [UInt8] = [0x48, 0, 6, 0] + Array("UN".utf8) + [0, 0, 4, 0, 0, 0, 0x10, 0x27, 0, 0]
    let offset: [UInt8] = [0x40, 0, 0x2A, 7, 2, 0, 0, 0] + Array("20".utf8)
    let origin: [UInt8] =
      [0x48, 0, 8, 0] + Array("UN".utf8) + [0, 0, 18, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 10, 0, 0, 0] + offset
    let set = try DICOMHeader(file(explicit, columns + origin)).dataSet
    #expect(set.numbers(.totalPixelMatrixColumns) == [10_000])
    let place = set.items(.totalPixelMatrixOriginSequence).first
    #expect(place?.numbers(.xOffsetInSlideCoordinateSystem) == [20])
  }

  @Test("is told in its character set; what is in another one says nothing")
  func characters() throws {
    let name = [UInt8]([0x10, 0, 0x10, 0]) + Array("PN".utf8) + [4, 0, 0x4D, 0xFC, 0x6C, 0x6C]
    func set(_ characters: String) throws -> DICOMDataSet {
      let padded = characters.utf8.count % 2 == 0 ? characters : characters + " "
      let head = [UInt8]([8, 0, 5, 0]) + Array("CS".utf8) + [UInt8(padded.utf8.count), 0] + Array(padded.utf8)
      return try DICOMHeader(file(explicit, head + name)).dataSet
    }
    for latin in ["ISO_IR 100", "ISO 2022 IR 100", "ISO 2022 IR 100\\ISO 2022 IR 87"] {
      #expect(try set(latin).text(.patientName) == "Müll")
    }
    for other in ["ISO_IR 192", "ISO_IR 101", "ISO_IR 6", "ISO 2022 IR 6\\ISO 2022 IR 87"] {
      #expect(try set(other).texts(.patientName).isEmpty)
      #expect(try set(other)[.patientName] == .bytes([0x4D, 0xFC, 0x6C, 0x6C]), "there, and not told")
    }
  }

  @Test("is none without DICM, in big endian, deflated, or without a transfer syntax")
  func foreign() {
    #expect(throws: DICOMFailure.notDICOM) { try DICOMHeader([1, 2, 3]) }
    for syntax in ["1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"] {
      #expect(throws: DICOMFailure.transferSyntax(syntax)) { try DICOMHeader(file(syntax, [])) }
    }
    let bare = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
    #expect(throws: DICOMFailure.transferSyntax(nil)) { try DICOMHeader(bare) }
  }

  @Test("is cut where the bytes end within it, and where they are not the whole file and the pixels are not reached")
  func cut() throws {
    let bytes = DICOMFile(slide).bytes
    let pixels = bytes.count - 16
    for count in 0..<pixels + 4 {
      #expect(throws: DICOMFailure.self) { try DICOMHeader(Array(bytes[..<count]), isWhole: false) }
    }
    #expect(throws: Never.self) { try DICOMHeader(Array(bytes[..<pixels]), isWhole: true) }
    #expect(throws: Never.self) { try DICOMHeader(Array(bytes[..<(pixels + 4)]), isWhole: false) }
  }

  @Test("is malformed with a length beyond its sequence, an unknown VR, or a sequence within too many")
  func malformed() {
    let beyond: [UInt8] =
      [0x40, 0, 0x43, 0xA0] + Array("SQ".utf8) + [0, 0, 16, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 12, 0, 0, 0] + [8, 0, 0, 1]
      + Array("SH".utf8) + [4, 0, 1, 1, 1, 1]
    let at = file(explicit, []).count
    #expect(throws: DICOMFailure.malformed(offset: at + 20)) { try DICOMHeader(file(explicit, beyond)) }
    #expect(throws: DICOMFailure.malformed(offset: at)) {
      try DICOMHeader(file(explicit, [8, 0, 0, 1, 0x31, 0x32, 0, 0]))
    }
    let level = [UInt8]([0x40, 0, 0x30, 0xA7]) + Array("SQ".utf8) + [0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0]
    let deep = [[UInt8]](repeating: level + [255, 255, 255, 255], count: 5000).flatMap(\.self)
    #expect(throws: DICOMFailure.self) { try DICOMHeader(file(explicit, deep)) }
  }

  @Test("answers or throws whatever byte is another one")
  func hostile() {
    let bytes = DICOMFile(slide).bytes
    for offset in 132..<bytes.count {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var changed = bytes
        changed[offset] = value
        let header = try? DICOMHeader(changed)
        _ = header.map { try? DICOMSlide($0) }
      }
    }
  }
}
