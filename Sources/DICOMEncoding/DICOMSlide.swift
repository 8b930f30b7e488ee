/// What a DICOM slide says of itself that objects derived from it share or point to.
public struct DICOMSlide: Hashable, Sendable {
  /// Who the patient is, and in which study: what names a person.
  public struct Identity: Hashable, Sendable {
    /// Patient's Name, its parts separated by carets.
    public var patientName: String?
    /// Patient ID.
    public var patientID: String?
    /// Issuer of Patient ID.
    public var issuer: String?
    /// Patient's Birth Date, `19640229`.
    public var birthDate: String?
    /// Patient's Sex: `F`, `M` or `O`.
    public var sex: String?
    /// Referring Physician's Name.
    public var referringPhysician: String?
    /// Accession Number.
    public var accessionNumber: String?
    /// Study ID.
    public var studyID: String?
    /// Study Date, `20261102`.
    public var studyDate: String?
    /// Study Time, `110000`.
    public var studyTime: String?
    /// Container Identifier: the number of the glass.
    public var container: String?
    /// The character sets, as the file names them, of what could not be read of all this; `nil` where all could.
    public var unread: String?
  }

  /// Study Instance UID.
  public let study: String
  /// Series Instance UID.
  public let series: String
  /// SOP Instance UID.
  public let instance: String
  /// SOP Class UID: that of whole-slide images.
  public let sopClass: String
  /// Frame of Reference UID; `nil` where there is none.
  public let frameOfReference: String?
  /// Position Reference Indicator: `SLIDE_CORNER` as a rule.
  public let positionReference: String?
  /// The third value of Image Type: `VOLUME` of the tissue itself, else `LABEL`, `OVERVIEW` or `THUMBNAIL`.
  public let flavor: String?
  /// Total Pixel Matrix Columns.
  public let columns: Int
  /// Total Pixel Matrix Rows.
  public let rows: Int
  /// Where its pixels lie on the glass; `nil` where it does not say so completely.
  public let geometry: DICOMSlideGeometry?
  /// Who the patient is.
  public let identity: Identity

  /// - Throws: ``DICOMSlideFailure``.
  public init(_ header: DICOMHeader) throws(DICOMSlideFailure) {
    let set = header.dataSet
    guard let sopClass = set.text(.sopClassUID), sopClass == DICOMUID.wholeSlideImage else {
      throw .notASlide(sopClass: set.text(.sopClassUID))
    }
    self.sopClass = sopClass
    study = try Self.uid("Study Instance UID", set.text(.studyInstanceUID))
    series = try Self.uid("Series Instance UID", set.text(.seriesInstanceUID))
    instance = try Self.uid("SOP Instance UID", set.text(.sopInstanceUID))
    frameOfReference = set.text(.frameOfReferenceUID).flatMap { DICOMUID.isUID($0) ? $0 : nil }
    positionReference = set.text(.positionReferenceIndicator)
    flavor = set.texts(.imageType).dropFirst(2).first
    let columns = try Self.side("Total Pixel Matrix Columns", set.numbers(.totalPixelMatrixColumns))
    let rows = try Self.side("Total Pixel Matrix Rows", set.numbers(.totalPixelMatrixRows))
    (self.columns, self.rows) = (Int(columns), Int(rows))
    geometry = DICOMSlideGeometry(set, columns: columns, rows: rows)
    identity = Identity(
      patientName: set.text(.patientName), patientID: set.text(.patientID), issuer: set.text(.issuerOfPatientID),
      birthDate: set.text(.patientBirthDate), sex: set.text(.patientSex),
      referringPhysician: set.text(.referringPhysicianName), accessionNumber: set.text(.accessionNumber),
      studyID: set.text(.studyID), studyDate: set.text(.studyDate), studyTime: set.text(.studyTime),
      container: set.text(.containerIdentifier), unread: Self.unread(set))
  }

  private static func unread(_ set: DICOMDataSet) -> String? {
    let names: [DICOMAttribute] = [
      .patientName, .patientID, .issuerOfPatientID, .referringPhysicianName, .accessionNumber, .studyID,
    ]
    let isUnread = names.contains { name in
      guard case .bytes? = set[name] else { return false }
      return true
    }
    return isUnread ? set.texts(.specificCharacterSet).joined(separator: "\\") : nil
  }

  private static func uid(_ name: String, _ text: String?) throws(DICOMSlideFailure) -> String {
    guard let text, DICOMUID.isUID(text) else { throw .missing(name) }
    return text
  }

  private static func side(_ name: String, _ numbers: [Double]) throws(DICOMSlideFailure) -> Double {
    guard let side = numbers.first, (1...Double(UInt32.max)).contains(side) else { throw .missing(name) }
    return side
  }
}

/// Why a DICOM file is not a slide that something can be derived from.
public enum DICOMSlideFailure: Error, Hashable, Sendable {
  /// It is an object of another class, or says none.
  case notASlide(sopClass: String?)
  /// An attribute is missing or cannot be one: its name in the standard.
  case missing(String)
}

/// Where the pixels of a slide lie in the slide coordinate system: PS3.3, C.8.12.2.1.
public struct DICOMSlideGeometry: Hashable, Sendable {
  /// Centre of the first pixel: x, y and z, millimetres; 0 where z is not said.
  public let origin: [Double]
  /// Direction cosines of a row of pixels, in which the columns count, then those of a column: six numbers.
  public let orientation: [Double]
  /// Between the centres of neighbouring rows, millimetres.
  public let rowSpacing: Double
  /// Between the centres of neighbouring columns, millimetres.
  public let columnSpacing: Double

  /// `nil` unless there are three, six and one numbers, both spacings are above 0, and both directions have the length
  /// 1 and a right angle between them, to within a thousandth.
  public init?(origin: [Double], orientation: [Double], rowSpacing: Double, columnSpacing: Double) {
    guard origin.count == 3, orientation.count == 6, rowSpacing > 0, columnSpacing > 0 else { return nil }
    func product(_ left: Int, _ right: Int) -> Double {
      (0..<3).reduce(0) { $0 + orientation[left + $1] * orientation[right + $1] }
    }
    guard abs(product(0, 0) - 1) < 1e-3, abs(product(3, 3) - 1) < 1e-3, abs(product(0, 3)) < 1e-3 else { return nil }
    self.origin = origin
    self.orientation = orientation
    self.rowSpacing = rowSpacing
    self.columnSpacing = columnSpacing
  }

  init?(_ set: DICOMDataSet, columns: Double, rows: Double) {
    guard let place = set.items(.totalPixelMatrixOriginSequence).first,
      let x = place.numbers(.xOffsetInSlideCoordinateSystem).first,
      let y = place.numbers(.yOffsetInSlideCoordinateSystem).first
    else { return nil }
    let z = place.numbers(.zOffsetInSlideCoordinateSystem).first ?? 0
    let measures = set.items(.sharedFunctionalGroupsSequence).first?.items(.pixelMeasuresSequence).first
    let spacing = measures?.numbers(.pixelSpacing) ?? []
    let imaged = [set.numbers(.imagedVolumeHeight).first, set.numbers(.imagedVolumeWidth).first].compactMap(\.self)
    let sides = spacing.count == 2 ? spacing : imaged.count == 2 ? [imaged[0] / rows, imaged[1] / columns] : [0, 0]
    self.init(
      origin: [x, y, z], orientation: set.numbers(.imageOrientationSlide), rowSpacing: sides[0],
      columnSpacing: sides[1])
  }

  /// The place on the glass, x, y and z in millimetres, of a place in the pixel matrix.
  ///
  /// - Parameters:
  ///   - column: from the centre of the first pixel, in columns.
  ///   - row: from there, in rows.
  public func place(column: Double, row: Double) -> [Double] {
    (0..<3).map { axis in
      origin[axis] + column * columnSpacing * orientation[axis] + row * rowSpacing * orientation[3 + axis]
    }
  }
}
