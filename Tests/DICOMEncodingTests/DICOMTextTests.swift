import DICOMEncoding
import Testing

@Suite("Texts in DICOM files")
struct DICOMTextTests {
  @Test("are cut to what their VR holds, have no control characters, and no backslash where it parts values")
  func fitted() {
    #expect(DICOMText.fitted("a\tb\\c\u{85}", .lo) == "a b/c ")
    #expect(DICOMText.fitted("a\nb\\c", .ut) == "a\nb\\c" && DICOMText.fitted("a\nb", .lo) == "a b")
    #expect(DICOMText.fitted(String(repeating: "é", count: 70), .lo).unicodeScalars.count == 64)
    #expect(DICOMText.fitted(String(repeating: "x", count: 20), .sh).count == 16)
    #expect(DICOMText.personName("Rey=Ann^Maria\\x") == "Rey Ann Maria x")
  }

  @Test(
    "are numbers of at most 16 characters, with as many digits as these hold",
    arguments: [
      (0, "0"), (0.0625, "0.0625"), (2220, "2220"), (1 / 3.0, "0.33333333333333"), (-1 / 3.0, "-0.3333333333333"),
      (-1e-7 / 3, "-3.333333333e-08"), (-123_456_789.123456789, "-123456789.12346"), (0.1, "0.1"),
    ] as [(Double, String)])
  func decimals(number: Double, text: String) throws {
    let written = try #require(DICOMText.decimal(number))
    #expect(written == text && written.utf8.count <= 16)
  }

  @Test("are no numbers where these are not finite")
  func notFinite() { #expect(DICOMText.decimal(.nan) == nil && DICOMText.decimal(.infinity) == nil) }

  @Test("are days and times as DICOM writes them")
  func times() {
    #expect(DICOMText.day("2026-11-02T11:00:05Z") == "20261102" && DICOMText.day("2026-11-02") == "20261102")
    #expect(DICOMText.time("2026-11-02T11:00:05Z") == "110005" && DICOMText.time("2026-11-02") == nil)
    #expect(DICOMText.moment("2026-11-02T11:00:05Z") == "20261102110005+0000")
    #expect(DICOMText.day("in November") == nil && DICOMText.moment(nil) == nil)
  }
}

@Suite("DICOM UIDs")
struct DICOMUIDTests {
  @Test("are 2.25 and a UUID of version 8 as a decimal number, of the digest of the parts behind their lengths")
  func named() {
    var asked: [[UInt8]] = []
    let most = DICOMUID.named(["a", "bc"]) { bytes in
      asked.append(bytes)
      return String(repeating: "f", count: 64)
    }
    #expect(asked == [Array("1:a2:bc".utf8)])
    #expect(most == "2.25.340282366920937934553716840013076889599")
    let one = DICOMUID.named([]) { _ in String(repeating: "0", count: 31) + "1" }
    #expect(one == "2.25.604472133179351442128897")
    #expect(DICOMUID.isUID(most) && DICOMUID.isUID(one))
  }

  @Test("are numbers without leading zeros, parted by points, at most 64 characters")
  func uids() {
    #expect(DICOMUID.isUID("1.2.840.0") && DICOMUID.isUID("0"))
    for text in ["", "1..2", "1.02", "1.2.", "1.a", "1.2\0", String(repeating: "1", count: 65)] {
      #expect(!DICOMUID.isUID(text))
    }
  }
}
