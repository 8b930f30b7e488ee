import Casework
import DICOMEncoding
import Labels
import Prognosis

/// A coded concept: code, coding scheme and meaning, as they stand in a DICOM object (PS3.3, section 8).
struct DICOMConcept: Hashable, Sendable {
  let code: String
  let scheme: String
  let meaning: String

  init(_ code: String, _ scheme: String, _ meaning: String) {
    self.code = code
    self.scheme = scheme
    self.meaning = meaning
  }

  /// The item of a code sequence. A code of more than 16 characters stands in an attribute of its own.
  var item: DICOMDataSet {
    [
      code.utf8.count <= 16 ? .codeValue : .longCodeValue: .text(code), .codingSchemeDesignator: .text(scheme),
      .codeMeaning: .text(meaning),
    ]
  }

  /// A sequence of this concept alone.
  var sequence: DICOMValue { .item(item) }
}

/// The codes of Coverslip, the same as in messages of HL7 v2.
extension DICOMConcept {
  private static func own(_ code: String, _ meaning: String) -> DICOMConcept {
    DICOMConcept(code, ResultItem.codingScheme, meaning)
  }

  init(_ item: ResultItem) { self = Self.own(item.rawValue, item.label) }
  init(_ call: Call) { self = Self.own(call.rawValue, call.label) }
  init(_ call: FirstCall) { self = Self.own(call.rawValue, call.label) }
  init(_ decision: Decision) { self = Self.own(decision.rawValue, decision.label) }
  init(_ reason: SignOffReason) { self = Self.own(reason.code, reason.label) }
  init(_ reason: NoCallReason) { self = Self.own(reason.rawValue, reason.label) }
  init(_ kind: QualityFlag.Kind) { self = Self.own(kind.rawValue, kind.label) }
  init(_ kind: AmendmentClass) { self = Self.own(kind.rawValue, kind.label) }

  static let attention = own("attention", "Attention of a tile, its share of the case")
  static let contribution = own("contribution", "Contribution of a tile to the log-hazard")
  static let lowerLimit = own("lower-limit-95", "Lower limit of the 95 % interval")
  static let upperLimit = own("upper-limit-95", "Upper limit of the 95 % interval")
  static let notice = own("notice", "What the result is not for")
  static let statement = own("statement", "What the signature means")
  static let entry = own("ledger-entry", "SHA-256 of the entry of the ledger")

  /// That the scheme is Coverslip's own: PS3.3, C.12.1.1.4.1.
  static let schemes: DICOMValue = .item([
    .codingSchemeDesignator: .text(ResultItem.codingScheme), .codingSchemeName: .text("Codes of Coverslip"),
    .codingSchemeResponsibleOrganization: .text("Coverslip"),
  ])
}

/// The codes of others: PS3.16, annex D, and its context groups.
extension DICOMConcept {
  static let report = DICOMConcept("126000", "DCM", "Imaging Measurement Report")
  static let language = DICOMConcept("121049", "DCM", "Language of Content Item and Descendants")
  static let english = DICOMConcept("en-US", "RFC5646", "English (United States)")
  static let observerType = DICOMConcept("121005", "DCM", "Observer Type")
  static let person = DICOMConcept("121006", "DCM", "Person")
  static let device = DICOMConcept("121007", "DCM", "Device")
  static let personName = DICOMConcept("121008", "DCM", "Person Observer Name")
  static let deviceUID = DICOMConcept("121012", "DCM", "Device Observer UID")
  static let deviceName = DICOMConcept("121013", "DCM", "Device Observer Name")
  static let deviceManufacturer = DICOMConcept("121014", "DCM", "Device Observer Manufacturer")
  static let deviceModel = DICOMConcept("121015", "DCM", "Device Observer Model Name")
  static let procedure = DICOMConcept("121058", "DCM", "Procedure reported")
  static let histopathology = DICOMConcept("252416005", "SCT", "Histopathology")
  static let measurements = DICOMConcept("126010", "DCM", "Imaging Measurements")
  static let group = DICOMConcept("125007", "DCM", "Measurement Group")
  static let tracking = DICOMConcept("112039", "DCM", "Tracking Identifier")
  static let trackingUID = DICOMConcept("112040", "DCM", "Tracking Unique Identifier")
  static let finding = DICOMConcept("121071", "DCM", "Finding")
  static let source = DICOMConcept("121112", "DCM", "Source of Measurement")
  static let algorithmName = DICOMConcept("111001", "DCM", "Algorithm Name")
  static let algorithmVersion = DICOMConcept("111003", "DCM", "Algorithm Version")
  static let evaluations = DICOMConcept("C0034375", "UMLS", "Qualitative Evaluations")
  static let comment = DICOMConcept("121106", "DCM", "Comment")
  static let intelligence = DICOMConcept("123110", "DCM", "Artificial Intelligence")
  static let quantity = DICOMConcept("246205007", "SCT", "Quantity")
  static let structure = DICOMConcept("91723000", "SCT", "Anatomical Structure")
  static let tissue = DICOMConcept("85756007", "SCT", "Tissue")
  static let noUnits = DICOMConcept("1", "UCUM", "no units")
}
