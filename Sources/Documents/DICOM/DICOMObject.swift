import Basics
import Casework
import DICOMEncoding
import Labels

/// What every object has that is made of a case and its DICOM slides: patient, study, series, equipment.
struct DICOMObject: Sendable {
  /// Which object.
  enum Kind: String {
    case report, attention, tiles

    fileprivate var sopClass: String {
      switch self {
      case .report: DICOMUID.comprehensive3DReport
      case .attention: DICOMUID.parametricMap
      case .tiles: DICOMUID.bulkAnnotations
      }
    }

    fileprivate var modality: String {
      switch self {
      case .report: "SR"
      case .attention: "OT"
      case .tiles: "ANN"
      }
    }

    fileprivate var seriesNumber: String {
      switch self {
      case .report: "9801"
      case .attention: "9802"
      case .tiles: "9803"
      }
    }

    fileprivate var seriesDescription: String {
      switch self {
      case .report: "Coverslip finding, research use only"
      case .attention: "Coverslip attention, research use only"
      case .tiles: "Coverslip tiles, research use only"
      }
    }
  }

  let kind: Kind
  let result: CaseResult
  /// The slides that it is about; the first is the one whose study it belongs to.
  let slides: [DICOMSlide]
  let digest: Digest

  /// To be raised when the same case makes other objects than before: they are other instances then.
  private static let format = "1"

  // MARK: Identifiers

  /// The UID of something that the case, its slides and `parts` name.
  ///
  /// With and without identities it is another one: the objects differ.
  func uid(_ parts: [String]) -> String {
    let told = result.identity == nil ? "pseudonym" : "identities"
    let names = [Self.format, kind.rawValue, result.file.id, told] + slides.map(\.instance)
    return DICOMUID.named(names + parts, digest: digest)
  }

  /// The object itself: what `state` names is what distinguishes it from the case's others of its kind.
  func instance(_ state: [String]) -> String { uid(["instance"] + state) }

  /// The series that it stands in, the same for all of the case's of its kind.
  var series: String { uid(["series"]) }

  // MARK: Attributes

  /// Patient, study, series, equipment and what identifies the object.
  ///
  /// - Parameters:
  ///   - state: see ``instance(_:)``.
  ///   - time: when what it says was last changed; ISO 8601 with seconds, UTC.
  func common(_ state: [String], number: Int, time: String?) -> DICOMDataSet {
    let own: DICOMDataSet = [
      .sopClassUID: .text(kind.sopClass), .sopInstanceUID: .text(instance(state)),
      .codingSchemeIdentificationSequence: DICOMConcept.schemes, .modality: .text(kind.modality),
      .seriesInstanceUID: .text(series), .seriesNumber: .text(kind.seriesNumber),
      .seriesDescription: .text((result.isDemonstration ? "DEMO " : "") + kind.seriesDescription),
      .instanceNumber: .text(String(number)), .contentDate: value(DICOMText.day(time)),
      .contentTime: value(DICOMText.time(time)),
    ]
    return own.merging(patient).merging(study).merging(equipment)
  }

  /// What wrote it: the model as a device, and the software that computed the finding.
  private var equipment: DICOMDataSet {
    guard let finding = result.finding else { return [.manufacturer: .text("Coverslip")] }
    return [
      .manufacturer: .text("Coverslip"), .manufacturerModelName: .text(algorithm ?? "Coverslip"),
      .deviceSerialNumber: .text(finding.model.digest), .softwareVersions: .text(finding.software),
    ]
  }

  /// The model's name, DEMO beside it where it is a demonstration; `nil` where nothing of it is told.
  var algorithm: String? { result.finding.map { $0.model.name + (result.isDemonstration ? " (DEMO)" : "") } }

  /// Of the slide where identities leave, so that the object is the same patient's; else the case's name in their
  /// place.
  private var patient: DICOMDataSet {
    guard result.identity != nil, let own = slides.first?.identity else {
      let name = Self.short(result.file.id, digest)
      return [
        .patientName: .text(DICOMText.personName(name)), .patientID: .text(name), .patientBirthDate: .nothing,
        .patientSex: .nothing, .patientIdentityRemoved: .text("YES"),
        .deidentificationMethod: .text("The name of the case stands in place of the patient"),
      ]
    }
    return [
      .patientName: value(own.patientName), .patientID: value(own.patientID),
      .issuerOfPatientID: own.issuer.map { .text($0) }, .patientBirthDate: value(own.birthDate),
      .patientSex: value(own.sex),
    ]
  }

  /// The slide's study; what names it besides its UID leaves with identities.
  private var study: DICOMDataSet {
    let own = result.identity == nil ? nil : slides.first?.identity
    return [
      .studyInstanceUID: value(slides.first?.study), .studyDate: value(own?.studyDate),
      .studyTime: value(own?.studyTime), .accessionNumber: value(own?.accessionNumber),
      .studyID: value(own?.studyID), .referringPhysicianName: value(own?.referringPhysician),
    ]
  }

  private func value(_ text: String?) -> DICOMValue { text.map { .text($0) } ?? .nothing }

  /// A name of at most 64 characters, which is what an attribute holds; of a longer one the end is of its digest, so
  /// that two cases never have the same.
  static func short(_ name: String, _ digest: Digest) -> String {
    guard name.unicodeScalars.count > 64 else { return name }
    let head = String(String.UnicodeScalarView(name.unicodeScalars.prefix(47)))
    return head + "~" + String(digest(Array(name.utf8)).prefix(16))
  }

  /// The slides as the series that they stand in, for objects of one slide.
  var references: DICOMValue {
    .items(
      slides.map { slide in
        [.seriesInstanceUID: .text(slide.series), .referencedInstanceSequence: .item(DICOMReference.item(slide))]
      })
  }
}
