import Basics
import Casework
import Labels

/// What a reader waits for who has put a case off, as an order to the laboratory: OML^O21 as in IHE DPOW, LAB-102.
///
/// The profile is a draft: recut, rescan and additional stain have no codes of its own yet, and leave with Coverslip's.
package struct WorkOrder: Sendable {
  private let result: CaseResult
  private let deferral: SignOff
  private let item: ResultItem

  /// The order that a signed deferral asks for; `nil` where it is no deferral, or waits for something else.
  ///
  /// - Parameter deferral: as the ledger has it: of a case that is read blinded `result` does not tell it.
  package init?(_ deferral: SignOff, of result: CaseResult) {
    guard let item = deferral.workItem else { return nil }
    self.item = item
    self.result = result
    self.deferral = deferral
  }

  /// The message. The order's number is made of the case, what is ordered, and when it was signed.
  ///
  /// - Parameter digest: SHA-256.
  package func message(to exchange: HL7Exchange, digest: Digest) -> HL7Message {
    let digits = deferral.signedAt.filter(\.isNumber)
    let number = HL7Field.filler("\(result.file.id)-\(item.rawValue)-\(digits)")
    let orderer = HL7Field(components: [nil, deferral.reviewer])
    let order = HL7Segment(
      "ORC", [1: "NW", 2: number, 9: HL7Field(HL7Time.text(deferral.signedAt)), 12: orderer])
    let request = HL7Segment(
      "OBR", [1: "1", 2: number, 4: .coded(item.rawValue, item.label), 16: orderer])
    return HL7Message(
      type: ["OML", "O21", "OML_O21"], processing: result.isDemonstration ? .training : .production,
      exchange: exchange, time: result.writtenAt,
      body: [HL7Segment.patient(result), order, request] + notes + [HL7Segment.specimen(result)], digest: digest)
  }

  /// A comment may tell what is withheld.
  private var notes: [HL7Segment] {
    let comment = result.file.withheld == nil ? deferral.comment : ""
    return [comment, ResearchUse.sentence].filter { !$0.isEmpty }.enumerated().map { index, line in
      HL7Segment("NTE", [1: HL7Field(String(index + 1)), 2: "P", 3: HL7Field(line)])
    }
  }
}

extension SignOff {
  /// What the laboratory is asked for.
  fileprivate var workItem: ResultItem? {
    switch (decision, reason) {
    case (.defer, .deferral(.recut)): .recut
    case (.defer, .deferral(.rescan)): .rescan
    case (.defer, .deferral(.additionalStain)): .additionalStain
    case (.defer, .deferral(.molecularAssay)), (.defer, .deferral(.secondOpinion)), (.defer, .deferral(.other)),
      (.defer, .laboratory), (.defer, .override), (.defer, .rejection), (.defer, nil), (.confirm, _), (.override, _),
      (.acknowledge, _), (.assess, _), (.reject, _):
      nil
    }
  }
}
