import DICOMEncoding
import Testing

@Suite("DICOM tags") struct DICOMTagTests {
  @Test("are ordered by group, then by element")
  func order() {
    #expect(DICOMTag(8, 0x18) < DICOMTag(8, 0x20))
    #expect(DICOMTag(8, 0x20) < DICOMTag(0x10, 0x10))
  }
}
