import Basics
import Casework
import DICOMEncoding
import Labels
import Prognosis

/// A case as a DICOM structured report: Comprehensive 3D SR by template TID 1500, of which the signature is that it is
/// VERIFIED.
package struct DICOMReport: Sendable {
  let object: DICOMObject

  /// - Parameters:
  ///   - slides: those of the case, in its order, as their files say what they are.
  ///   - digest: SHA-256.
  package init(_ result: CaseResult, slides: [DICOMSlide], digest: @escaping Digest) {
    object = DICOMObject(kind: .report, result: result, slides: slides, digest: digest)
  }

  var result: CaseResult { object.result }

  /// The whole file. The same case makes the same bytes, whenever it is written, as soon as something is told of it.
  package var file: DICOMFile {
    let state = Self.state(result.file, finding: result.finding)
    let number = 1 + result.file.supplements.count
    let common = object.common(state, number: number, time: result.changedAt ?? result.writtenAt)
    return DICOMFile(common.merging(document).merging(content.root))
  }

  // MARK: The document

  private var document: DICOMDataSet {
    let standing = result.standing
    return [
      .referencedPerformedProcedureStepSequence: .items([]), .performedProcedureCodeSequence: .items([]),
      .currentRequestedProcedureEvidenceSequence: DICOMReference.hierarchy(object.slides),
      .predecessorDocumentsSequence: predecessor, .completionFlag: .text(standing.isComplete ? "COMPLETE" : "PARTIAL"),
      .completionFlagDescription: standing.incompleteness.map { .text($0) },
      .preliminaryFlag: .text(standing.isComplete ? "FINAL" : "PRELIMINARY"),
      .verificationFlag: .text(verifiers.isEmpty ? "UNVERIFIED" : "VERIFIED"),
      .verifyingObserverSequence: verifiers.isEmpty ? nil : .items(verifiers),
    ]
  }

  /// Whoever has signed what the report says; nobody where it is not complete.
  private var verifiers: [DICOMDataSet] {
    guard result.standing.isComplete, let reading = result.file.standing else { return [] }
    let added = result.file.addenda.map { ($0.reviewer, $0.signedAt) }
    return ([(reading.reviewer, reading.signedAt)] + added).map { name, time in
      [
        .verifyingObserverName: .text(DICOMText.personName(name)), .verifyingOrganization: .text("not stated"),
        .verificationDateTime: DICOMText.moment(time).map { .text($0) },
        .verifyingObserverIdentificationCodeSequence: .items([]),
      ]
    }
  }

  /// The report that this one replaces: that of the case before the last addendum or amendment.
  private var predecessor: DICOMValue? {
    guard !result.file.supplements.isEmpty, let study = object.slides.first?.study else { return nil }
    var before = result.file
    before.supplements.removeLast()
    let state = Self.state(before, finding: nil)
    let instance = DICOMReference.item(sopClass: DICOMUID.comprehensive3DReport, instance: object.instance(state))
    return .item([
      .studyInstanceUID: .text(study),
      .referencedSeriesSequence: .item([
        .seriesInstanceUID: .text(object.series), .referencedSOPSequence: .item(instance),
      ]),
    ])
  }

  /// What distinguishes one report of a case from another: the finding that the standing reading rests upon, or the one
  /// that waits for one, and every signed entry.
  private static func state(_ file: CaseFile, finding: Finding?) -> [String] {
    let first = file.signOff.map { [$0.entryDigest ?? $0.signedAt] } ?? []
    let finding = file.standing?.findingID ?? finding?.id ?? ""
    let standing = file.resultStanding.isComplete ? "final" : "preliminary"
    return ["finding " + finding, standing] + first + file.supplements.map { $0.entry ?? $0.signedAt }
  }

  // MARK: The content

  private var content: DICOMContent {
    DICOMContent(
      .contains, .report, .container(template: "1500"),
      [DICOMContent(.modifies, .language, .code(.english))] + observers + [
        DICOMContent(.modifies, .procedure, .code(.histopathology)),
        DICOMContent(.contains, .measurements, .container(template: nil), measured),
        DICOMContent(.contains, .evaluations, .container(template: nil), evaluations),
      ])
  }

  private var observers: [DICOMContent] {
    let persons = result.signers.flatMap { name in
      [
        DICOMContent(.observed, .observerType, .code(.person)),
        DICOMContent(.observed, .personName, .personName(name)),
      ]
    }
    guard let finding = result.finding else { return persons }
    let device = [
      DICOMContent(.observed, .observerType, .code(.device)),
      DICOMContent(
        .observed, .deviceUID, .uid(DICOMUID.named(["device", finding.model.digest], digest: object.digest))),
      DICOMContent(.observed, .deviceName, .text("Coverslip")),
      DICOMContent(.observed, .deviceManufacturer, .text("Coverslip")),
      DICOMContent(.observed, .deviceModel, .text("\(finding.model.name) \(finding.model.version)")),
    ]
    return persons + device
  }

  /// What the model says; its values are left out where the slide was rejected or is another one's.
  private var measured: [DICOMContent] {
    guard let finding = result.finding else { return [] }
    let tracked = [
      DICOMContent(.observed, .tracking, .text(ResultItem.relapse.label)),
      DICOMContent(.observed, .trackingUID, .uid(object.uid(["tracking", finding.id]))),
      DICOMContent(.contains, .finding, .code(DICOMConcept(.relapse))),
    ]
    let images = object.slides.map {
      DICOMContent(.contains, .source, .image(sopClass: $0.sopClass, instance: $0.instance))
    }
    return [
      DICOMContent(
        .contains, .group, .container(template: "1501"),
        tracked + images + (result.standing.hasValues ? values(finding) : []))
    ]
  }

  private func values(_ finding: Finding) -> [DICOMContent] {
    let risks = [
      risk(.risk5y, finding.probability5y, finding.interval, finding),
      risk(.risk10y, finding.probability10y, finding.interval10y, finding),
    ]
    let threshold = DICOMContent(
      .contains, DICOMConcept(.threshold), .number(finding.model.threshold), algorithm(finding))
    let call = DICOMContent(.contains, DICOMConcept(.modelCall), .code(DICOMConcept(finding.call)))
    let reasons = finding.reasons.map {
      DICOMContent(.contains, DICOMConcept(.noCallReason), .code(DICOMConcept($0)))
    }
    let flags = finding.flags.map {
      DICOMContent(.contains, DICOMConcept(.qualityFlag), .code(DICOMConcept($0.kind)))
    }
    return risks.compactMap(\.self) + [threshold, call] + reasons + flags
  }

  /// A probability, 0 to 1, with its interval; `nil` where none is told.
  private func risk(
    _ item: ResultItem, _ probability: Double?, _ interval: ProbabilityInterval?, _ finding: Finding
  ) -> DICOMContent? {
    guard let probability else { return nil }
    let limits = interval.map {
      [
        DICOMContent(.property, .lowerLimit, .number($0.lower)),
        DICOMContent(.property, .upperLimit, .number($0.upper)),
      ]
    }
    return DICOMContent(
      .contains, DICOMConcept(item), .number(probability), algorithm(finding) + (limits ?? []))
  }

  private func algorithm(_ finding: Finding) -> [DICOMContent] {
    [
      DICOMContent(.modifies, .algorithmName, .text(object.algorithm ?? finding.model.name)),
      DICOMContent(.modifies, .algorithmVersion, .text(finding.model.version)),
    ]
  }
}

extension Supplement {
  /// The entry of the ledger that holds it, by its digest.
  fileprivate var entry: String? {
    switch self {
    case .addendum(let addendum): addendum.entryDigest
    case .amendment(let amendment): amendment.reading.entryDigest
    }
  }
}

extension ResultStanding {
  /// Whether a reader has signed all that the report is going to say.
  fileprivate var isComplete: Bool { incompleteness == nil }

  /// What is missing; `nil` where nothing is.
  fileprivate var incompleteness: String? {
    switch self {
    case .registered, .preliminary: "No reader has signed."
    case .deferred: "The reader has put the call off."
    case .final, .appended, .amended, .unfit, .wrong: nil
    }
  }
}
