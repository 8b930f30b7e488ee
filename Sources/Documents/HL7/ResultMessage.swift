import Basics
import Casework
import Labels
import Prognosis

/// A case as an HL7 v2.5.1 message ORU^R01: what `hl7 CASE` writes.
///
///     let message = ResultMessage(result, to: HL7Exchange(receiver: "LIS"), digest: sha256).message
package struct ResultMessage: Sendable {
  let result: CaseResult
  let exchange: HL7Exchange
  private let digest: Digest

  /// - Parameter digest: SHA-256.
  package init(_ result: CaseResult, to exchange: HL7Exchange, digest: @escaping Digest) {
    self.result = result
    self.exchange = exchange
    self.digest = digest
  }

  /// The message: MSH, PID, ORC, OBR, notes, observations, specimen.
  package var message: HL7Message {
    HL7Message(
      type: ["ORU", "R01", "ORU_R01"], processing: result.isDemonstration ? .training : .production,
      exchange: exchange, time: result.writtenAt,
      body: [HL7Segment.patient(result), order, request] + notes + observations + [HL7Segment.specimen(result)],
      digest: digest)
  }

  private var order: HL7Segment {
    HL7Segment(
      "ORC",
      [
        1: "RE", 2: HL7Field(result.identity?.order ?? ""), 3: HL7Field.filler(result.file.id),
        5: HL7Field(result.standing.orderStatus),
      ])
  }

  private var request: HL7Segment {
    let reading = result.file.standing
    return HL7Segment(
      "OBR",
      [
        1: "1", 2: HL7Field(result.identity?.order ?? ""), 3: HL7Field.filler(result.file.id),
        4: HL7Field(components: ["60568-3", "Pathology Synoptic report", "LN"]),
        22: HL7Field(HL7Time.text(result.changedAt)), 24: "SP",
        25: HL7Field(result.standing.reportStatus(exchange.finalResults)),
        32: HL7Field(repetitions: [[["", reading?.reviewer ?? ""], [HL7Time.text(reading?.signedAt)]]]),
      ])
  }

  private var notes: [HL7Segment] {
    [result.demonstrationLine, ResearchUse.sentence].compactMap(\.self).enumerated().map { index, line in
      HL7Segment("NTE", [1: HL7Field(String(index + 1)), 2: "L", 3: HL7Field(line)])
    }
  }
}

extension HL7Field {
  /// The case's own name, as a number that Coverslip gives.
  static func filler(_ name: String) -> HL7Field { HL7Field(components: [name, HL7Message.application]) }

  /// A code of Coverslip.
  static func coded(_ code: String, _ label: String) -> HL7Field {
    HL7Field(components: [code, label, HL7Message.codeSystem])
  }
}

extension HL7Segment {
  /// Who the patient is, or the case's name in their place (name type S, table 0200: a pseudonym).
  static func patient(_ result: CaseResult) -> HL7Segment {
    let pseudonym = HL7Field(components: [result.file.id, nil, nil, HL7Message.application, "ANON"])
    guard let identity = result.identity else {
      let name = HL7Field(components: [result.file.id, nil, nil, nil, nil, nil, "S"])
      return HL7Segment("PID", [1: "1", 3: pseudonym, 5: name])
    }
    let isNamed = identity.familyName != nil || identity.givenName != nil
    return HL7Segment(
      "PID",
      [
        1: "1", 3: identity.number.map { HL7Field(components: [$0, nil, nil, nil, "MR"]) } ?? pseudonym,
        5: HL7Field(components: [identity.familyName, identity.givenName, nil, nil, nil, nil, isNamed ? "L" : "U"]),
        7: HL7Field(HL7Time.day(identity.birthDay)), 8: HL7Field(identity.sex?.table0001 ?? ""),
      ])
  }

  /// What the slides are of: tissue.
  static func specimen(_ result: CaseResult) -> HL7Segment {
    let number = [[result.identity?.specimen ?? ""], [result.file.id, HL7Message.application]]
    return HL7Segment(
      "SPM",
      [
        1: "1", 2: HL7Field(repetitions: [number]), 4: HL7Field(components: ["TISS", "Tissue", "HL70487"]),
        18: HL7Field(HL7Time.day(result.file.record.received)),
      ])
  }
}

extension AdministrativeSex {
  /// The code of table 0001.
  fileprivate var table0001: String {
    switch self {
    case .female: "F"
    case .male: "M"
    case .other: "O"
    case .unknown: "U"
    }
  }
}
