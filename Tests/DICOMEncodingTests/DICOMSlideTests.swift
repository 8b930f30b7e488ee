import DICOMEncoding
import Testing

@Suite("A DICOM slide")
struct DICOMSlideTests {
  private let whole: DICOMDataSet = [
    .sopClassUID: .text(DICOMUID.wholeSlideImage), .sopInstanceUID: .text("1.2.3.4.5"),
    .studyInstanceUID: .text("1.2.3"), .seriesInstanceUID: .text("1.2.3.4"), .frameOfReferenceUID: .text("1.2.9"),
    .imageType: .texts(["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]), .patientID: .text("MRN 1"),
    .containerIdentifier: .text("B1"), .totalPixelMatrixColumns: .longs([2220]), .totalPixelMatrixRows: .longs([2967]),
    .totalPixelMatrixOriginSequence: .item([
      .xOffsetInSlideCoordinateSystem: .text("20"), .yOffsetInSlideCoordinateSystem: .text("40"),
    ]), .imageOrientationSlide: .texts(["0", "-1", "0", "-1", "0", "0"]),
    .sharedFunctionalGroupsSequence: .item([
      .pixelMeasuresSequence: .item([.pixelSpacing: .texts(["0.5", "0.25"])])
    ]),
  ]

  private func slide(_ change: DICOMDataSet = [:]) throws -> DICOMSlide {
    try DICOMSlide(DICOMHeader(DICOMFile(whole.merging(change)).bytes))
  }

  @Test("says which study, series and object it is, how large it is, and who the patient is")
  func identifiers() throws {
    let slide = try slide()
    #expect((slide.study, slide.series, slide.instance) == ("1.2.3", "1.2.3.4", "1.2.3.4.5"))
    #expect(slide.columns == 2220 && slide.rows == 2967 && slide.flavor == "VOLUME")
    #expect(slide.identity.patientID == "MRN 1" && slide.identity.container == "B1" && slide.identity.sex == nil)
  }

  @Test("says where a pixel lies on the glass: down a row is to smaller x, along it to smaller y")
  func geometry() throws {
    let geometry = try #require(try slide().geometry)
    #expect(geometry.place(column: 0, row: 0) == [20, 40, 0])
    #expect(geometry.place(column: 4, row: 2) == [19, 39, 0])
  }

  @Test("has its pixel size of the imaged volume where it gives no spacing")
  func imagedVolume() throws {
    let slide = try slide([
      .sharedFunctionalGroupsSequence: .items([]), .imagedVolumeWidth: .floats([1110]),
      .imagedVolumeHeight: .floats([2967]),
    ])
    #expect(slide.geometry?.columnSpacing == 0.5 && slide.geometry?.rowSpacing == 1)
  }

  @Test("lies nowhere without an origin, with directions that are none, or without a pixel size")
  func nowhere() throws {
    let changes: [DICOMDataSet] = [
      [.totalPixelMatrixOriginSequence: .items([])], [.imageOrientationSlide: .texts(["1", "0", "0", "1", "0", "0"])],
      [.imageOrientationSlide: .texts(["1", "0", "x", "0", "1", "0"])],
      [.sharedFunctionalGroupsSequence: .items([])],
    ]
    for change in changes { #expect(try slide(change).geometry == nil) }
  }

  @Test("is none of another class, without a usable UID, or without a size")
  func none() {
    #expect(throws: DICOMSlideFailure.notASlide(sopClass: "1.2")) { try slide([.sopClassUID: .text("1.2")]) }
    #expect(throws: DICOMSlideFailure.missing("Study Instance UID")) { try slide([.studyInstanceUID: .text("1/2")]) }
    #expect(throws: DICOMSlideFailure.missing("Total Pixel Matrix Rows")) {
      try slide([.totalPixelMatrixRows: .longs([0])])
    }
  }
}
