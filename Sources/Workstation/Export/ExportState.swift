import Casework
import Labels

/// The list of the formats in which the open case can leave.
public struct ExportState: Equatable, Sendable {
  /// Why the key that was pressed last made nothing.
  var complaint: String?
}

extension ExportFormat {
  /// Why a case has nothing to tell in this format, as a clause; `nil` where it has.
  ///
  /// - Parameter isSigned: whether a signature of the case is on its way: nothing is withheld behind that.
  func refusal(of file: CaseFile, isSigned: Bool) -> String? {
    switch self {
    case .pdf, .html, .fhir, .hl7: nil
    case .geojson, .png, .sectra: file.tileRefusal(isSigned)
    case .structuredReport: file.dicomRefusal
    case .parametricMap, .annotations: file.dicomRefusal ?? file.tileRefusal(isSigned)
    }
  }
}

extension CaseFile {
  /// Why no tiles of the case leave. What leaves is what anybody may know, whatever its reader does.
  fileprivate func tileRefusal(_ isSigned: Bool) -> String? {
    let told = isSigned ? self : disclosed(to: .anybody)
    if let withheld = told.withheld { return withheld.label }
    guard let finding = told.finding else { return "no model has scored the case" }
    return finding.resultFile == nil ? "the finding has no tiles" : nil
  }

  fileprivate var dicomRefusal: String? {
    record.slides.contains { $0.vendor == "dicom" } ? nil : "no slide of the case is DICOM"
  }

  /// Where the case stands, as whatever leaves of it says.
  var exportStanding: String {
    let blinded = disclosed(to: .anybody).withheld == nil ? "" : "; nothing of the model leaves"
    return switch status {
    case .new: "not scored and not signed: the report says so"
    case .scored, .inReview: "not signed: the report says so" + blinded
    case .awaitingReader: "not signed by every reader: the report says so" + blinded
    case .deferred: "deferred: the report says so" + blinded
    case .signed: "signed" + signature
    case .addendum: "signed" + signature + ", and added to"
    case .amended: "amended" + signature
    case .rejected: "slide rejected" + signature
    }
  }

  /// Who signed what stands.
  private var signature: String {
    standing.map { " by \($0.reviewer), \(TimeText.words($0.signedAt))" } ?? ""
  }
}
