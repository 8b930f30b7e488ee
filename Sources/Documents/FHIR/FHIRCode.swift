import Basics
import Casework
import Labels
import Prognosis

/// A code of a code system, with its display.
struct FHIRCode: Hashable, Sendable {
  let system: String
  let code: String
  let display: String

  init(_ system: FHIRSystem, _ code: String, _ display: String) {
    self.system = system.rawValue
    self.code = code
    self.display = display
  }

  /// As a Coding.
  var coding: JSONValue {
    ["system": .string(system), "code": .string(code), "display": .string(display)]
  }

  /// As a CodeableConcept.
  var concept: JSONValue { Self.concept([self], display) }

  /// A CodeableConcept of several codes that mean the same.
  static func concept(_ codes: [FHIRCode], _ text: String) -> JSONValue {
    ["coding": .array(codes.map(\.coding)), "text": .string(text)]
  }
}

/// The code systems that are used; those of Coverslip are URNs, since it has no server to ask.
enum FHIRSystem: String, CaseIterable {
  case loinc = "http://loinc.org"
  case snomed = "http://snomed.info/sct"
  case ucum = "http://unitsofmeasure.org"
  case diagnosticService = "http://terminology.hl7.org/CodeSystem/v2-0074"
  case observationCategory = "http://terminology.hl7.org/CodeSystem/observation-category"
  case observationValue = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"
  case actReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
  case riskProbability = "http://terminology.hl7.org/CodeSystem/risk-probability"
  case dataAbsentReason = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
  case participant = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
  case signatureType = "urn:iso-astm:E1762-95:2013"
  case item = "urn:coverslip:item"
  case call = "urn:coverslip:call"
  case firstCall = "urn:coverslip:first-call"
  case decision = "urn:coverslip:decision"
  case reason = "urn:coverslip:reason"
  case noCallReason = "urn:coverslip:no-call-reason"
  case amendmentClass = "urn:coverslip:amendment-class"
  case meaning = "urn:coverslip:signature-meaning"
}

/// The codes of others, each with the page that defines it.
extension FHIRCode {
  /// https://loinc.org/60568-3
  static let synopticReport = FHIRCode(.loinc, "60568-3", "Pathology Synoptic report")
  /// The example of https://hl7.org/fhir/R4B/riskassessment.html
  static let riskOfDisease = FHIRCode(.snomed, "709510001", "Assessment of risk for disease")
  /// https://terminology.hl7.org/CodeSystem-v2-0074.html
  static let surgicalPathology = FHIRCode(.diagnosticService, "SP", "Surgical Pathology")
  /// https://terminology.hl7.org/CodeSystem-observation-category.html
  static let laboratory = FHIRCode(.observationCategory, "laboratory", "Laboratory")
  /// https://terminology.hl7.org/CodeSystem-v3-ObservationValue.html
  static let assertedByModel = FHIRCode(.observationValue, "AIAST", "Artificial Intelligence asserted")
  /// The same.
  static let pseudonymized = FHIRCode(.observationValue, "PSEUDED", "pseudonymized")
  /// https://terminology.hl7.org/CodeSystem-v3-ActReason.html
  static let testData = FHIRCode(.actReason, "HTEST", "test health data")
  /// https://terminology.hl7.org/CodeSystem-risk-probability.html
  static let highRisk = FHIRCode(.riskProbability, "high", "High likelihood")
  /// The same.
  static let lowRisk = FHIRCode(.riskProbability, "low", "Low likelihood")
  /// https://terminology.hl7.org/CodeSystem-data-absent-reason.html
  static let temporarilyUnknown = FHIRCode(.dataAbsentReason, "temp-unknown", "Temporarily Unknown")
  /// The same.
  static let notPerformed = FHIRCode(.dataAbsentReason, "not-performed", "Not Performed")
  /// https://terminology.hl7.org/CodeSystem-provenance-participant-type.html
  static let author = FHIRCode(.participant, "author", "Author")
  /// The same.
  static let verifier = FHIRCode(.participant, "verifier", "Verifier")
  /// The same.
  static let assembler = FHIRCode(.participant, "assembler", "Assembler")
  /// ASTM E1762-95, as listed in https://hl7.org/fhir/R4B/valueset-signature-type.html
  static let verificationSignature = FHIRCode(
    .signatureType, "1.2.840.10065.1.12.1.5", "Verification Signature")

  /// All of the above.
  static let standard: [FHIRCode] = [
    synopticReport, riskOfDisease, surgicalPathology, laboratory, assertedByModel, pseudonymized, testData, highRisk,
    lowRisk, temporarilyUnknown, notPerformed, author, verifier, assembler, verificationSignature,
  ]
}

/// The codes of Coverslip.
extension FHIRCode {
  init(_ item: ResultItem) { self.init(.item, item.rawValue, item.label) }
  init(_ call: Call) { self.init(.call, call.rawValue, call.label) }
  init(_ call: FirstCall) { self.init(.firstCall, call.rawValue, call.label) }
  init(_ decision: Decision) { self.init(.decision, decision.rawValue, decision.label) }
  init(_ reason: SignOffReason) { self.init(.reason, reason.code, reason.label) }
  init(_ reason: NoCallReason) { self.init(.noCallReason, reason.rawValue, reason.label) }
  init(_ kind: AmendmentClass) { self.init(.amendmentClass, kind.rawValue, kind.label) }
  init(_ meaning: SignatureMeaning) { self.init(.meaning, meaning.rawValue, meaning.label) }
}

extension Call {
  /// The call with what it is in the value set of FHIR; *no call* has nothing there.
  var riskConcept: JSONValue {
    switch self {
    case .high: FHIRCode.concept([FHIRCode(self), .highRisk], label)
    case .low: FHIRCode.concept([FHIRCode(self), .lowRisk], label)
    case .noCall: FHIRCode(self).concept
    }
  }
}

extension ResultStanding {
  /// `DiagnosticReport.status`: https://hl7.org/fhir/R4B/valueset-diagnostic-report-status.html
  var reportStatus: String {
    switch self {
    case .registered: "registered"
    case .preliminary, .deferred: "preliminary"
    case .final: "final"
    case .appended: "appended"
    case .amended: "amended"
    case .unfit: "cancelled"
    case .wrong: "entered-in-error"
    }
  }

  /// The status of what the reader says: https://hl7.org/fhir/R4B/valueset-observation-status.html
  var readingStatus: String {
    switch self {
    case .registered: "registered"
    case .preliminary, .deferred: "preliminary"
    case .final, .appended: "final"
    case .amended: "amended"
    case .unfit: "cancelled"
    case .wrong: "entered-in-error"
    }
  }

  /// The status of what the model says, which no amendment of a reader changes.
  var riskStatus: String {
    switch self {
    case .registered, .preliminary, .deferred: "preliminary"
    case .final, .appended, .amended: "final"
    case .unfit: "cancelled"
    case .wrong: "entered-in-error"
    }
  }

  /// The status of what was added, which stands as long as the case is this one.
  func addendumStatus(_ finals: FinalResults) -> String {
    switch (self, finals) {
    case (.wrong, _): "entered-in-error"
    case (.final, .enabled), (.appended, .enabled), (.amended, .enabled), (.unfit, .enabled): "final"
    case (.registered, _), (.preliminary, _), (.deferred, _), (.final, .disabled), (.appended, .disabled),
      (.amended, .disabled), (.unfit, .disabled):
      "preliminary"
    }
  }
}
