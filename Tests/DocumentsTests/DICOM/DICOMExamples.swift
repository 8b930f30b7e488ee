import Casework
import DICOMEncoding
import Documents
import Testing

/// DICOM slides, and what is told of them.
extension Example {
  /// The header of a slide of 2220 x 2967 px of 0.5 um, scanned with its short side along the glass.
  static let dicomHeader: DICOMDataSet = [
    .sopClassUID: .text(DICOMUID.wholeSlideImage), .sopInstanceUID: .text("1.2.3.4.5"),
    .studyInstanceUID: .text("1.2.3"), .seriesInstanceUID: .text("1.2.3.4"), .frameOfReferenceUID: .text("1.2.9"),
    .imageType: .texts(["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]), .patientName: .text("Śmith^Ann"),
    .patientID: .text("MRN-1"), .patientBirthDate: .text("19640229"), .patientSex: .text("F"),
    .studyDate: .text("20261101"), .studyTime: .text("101000"), .studyID: .text("7"),
    .accessionNumber: .text("ACC-9"), .referringPhysicianName: .text("Roe^Jo"), .containerIdentifier: .text("GLASS-1"),
    .totalPixelMatrixColumns: .longs([2220]), .totalPixelMatrixRows: .longs([2967]),
    .totalPixelMatrixOriginSequence: .item([
      .xOffsetInSlideCoordinateSystem: .text("20.5"), .yOffsetInSlideCoordinateSystem: .text("40"),
    ]), .imageOrientationSlide: .texts(["0", "-1", "0", "-1", "0", "0"]),
    .sharedFunctionalGroupsSequence: .item([
      .pixelMeasuresSequence: .item([.pixelSpacing: .texts(["0.0005", "0.0005"])])
    ]),
  ]

  static func dicomSlide(_ change: DICOMDataSet = [:]) throws -> DICOMSlide {
    try DICOMSlide(DICOMHeader(DICOMFile(dicomHeader.merging(change)).bytes))
  }

  static func dicomReport(
    _ file: CaseFile, identity: PatientIdentity? = nil, at time: String = written
  ) throws -> DICOMFile {
    DICOMReport(
      result(file, identity: identity, at: time), slides: [try dicomSlide()], digest: digest
    ).file
  }

  /// Eleven tiles of 200 px on a grid of four by three, whose first place is empty.
  static let gridTiles: [TileFinding] = (1..<12).map {
    TileFinding(
      slide: 0, x: 100 + $0 % 4 * 200, y: 50 + $0 / 4 * 200, side: 200, attention: Float($0) / 64,
      contribution: Float($0) / 8 - 0.5)
  }

  /// What an object says when it is read again.
  static func read(_ file: DICOMFile) throws -> DICOMDataSet { try DICOMHeader(file.bytes).dataSet }
}

extension DICOMDataSet {
  /// What the items of a structured report say, on each line the concept's code and its value.
  var reportLines: [String] {
    items(.contentSequence).flatMap { item -> [String] in
      let value = item.text(.textValue) ?? item.text(.numericValue) ?? item.text(.personName) ?? item.text(.uid)
      let number = item.items(.measuredValueSequence).first?.text(.numericValue)
      let code = item.items(.conceptCodeSequence).first?.code
      let said = value ?? number ?? code
      return [(item.items(.conceptNameCodeSequence).first?.code ?? "") + (said.map { " = \($0)" } ?? "")]
        + item.reportLines
    }
  }

  private var code: String? { text(.codeValue) ?? text(.longCodeValue) }
}
