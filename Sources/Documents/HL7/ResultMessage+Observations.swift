import Basics
import Casework
import Labels
import Prognosis

/// An observation without its number.
private struct HL7Observation {
  let item: ResultItem
  /// OBX-4: parts what the model, the reader, and each supplement say.
  let group: String
  /// OBX-2, which is left out only where nothing can be had (X).
  let type: String
  let value: HL7Field
  /// OBX-11.
  let status: String
  /// The other fields.
  var others: [Int: HL7Field] = [:]

  func segment(_ number: Int) -> HL7Segment {
    HL7Segment(
      "OBX",
      others.merging([
        1: HL7Field(String(number)), 2: HL7Field(status == "X" ? "" : type),
        3: HL7Field.coded(item.rawValue, item.label), 4: HL7Field(group), 5: value, 11: HL7Field(status),
      ]) { other, _ in other })
  }
}

extension ResultMessage {
  /// What the model says, then the reader, then what came after it, then where it stands in the ledger.
  var observations: [HL7Segment] {
    (model + reader + supplements + ledger).enumerated().map { $0.element.segment($0.offset + 1) }
  }

  private var status: String { result.standing.observationStatus(exchange.finalResults) }
  private var act: String { result.standing.actStatus(exchange.finalResults) }

  // MARK: The model

  private var model: [HL7Observation] {
    guard let finding = result.finding else { return [] }
    let others: [Int: HL7Field] = [
      14: HL7Field(HL7Time.text(finding.computedAt)), 17: HL7Field.coded("model", finding.model.name),
      18: HL7Field(
        repeating: ["\(finding.model.name) \(finding.model.version)", finding.software].map { HL7Field.filler($0) }),
      19: HL7Field(HL7Time.text(finding.computedAt)),
    ]
    let call = HL7Observation(
      item: .modelCall, group: "1", type: "CE", value: kept(.coded(finding.call.rawValue, finding.call.label)),
      status: status, others: others)
    let risks =
      risk(.risk5y, .interval5y, finding.probability5y, finding.interval, others, call: finding.call)
      + (finding.probability10y == nil
        ? [] : risk(.risk10y, .interval10y, finding.probability10y, finding.interval10y, others, call: nil))
    return risks + [call] + remarks(finding, others)
  }

  /// A probability in percent with its interval; X where the model makes no call.
  private func risk(
    _ item: ResultItem, _ limits: ResultItem, _ probability: Double?, _ interval: ProbabilityInterval?,
    _ others: [Int: HL7Field], call: Call?
  ) -> [HL7Observation] {
    let number = probability.map { HL7Field(Percentage.text($0)) } ?? ""
    var others = others
    others[6] = HL7Field(components: ["%", "percent", "UCUM"])
    let bounds = interval.map {
      HL7Field(components: [nil, Percentage.text($0.lower), "-", Percentage.text($0.upper)])
    }
    let range = HL7Observation(
      item: limits, group: "1", type: "SN", value: kept(bounds ?? ""), status: status, others: others)
    if let call {
      others[7] = HL7Field("<" + Percentage.text(result.finding?.model.threshold ?? 0))
      others[8] = HL7Field(result.standing.hasValues ? call.abnormalFlag : "")
    }
    let status = probability == nil && result.standing.hasValues ? "X" : status
    let value = HL7Observation(
      item: item, group: "1", type: "NM", value: kept(number), status: status, others: others)
    return [value] + (bounds == nil ? [] : [range])
  }

  private func remarks(_ finding: Finding, _ others: [Int: HL7Field]) -> [HL7Observation] {
    guard result.standing.hasValues else { return [] }
    let reasons = finding.reasons.map { HL7Field.coded($0.rawValue, $0.label) }
    let flags = finding.flags.map { HL7Field.coded($0.kind.rawValue, $0.kind.label) }
    return [(ResultItem.noCallReason, reasons), (.qualityFlag, flags)].filter { !$0.1.isEmpty }.map { item, values in
      HL7Observation(
        item: item, group: "1", type: "CE", value: HL7Field(repeating: values), status: status, others: others)
    }
  }

  // MARK: The reader

  private var reader: [HL7Observation] {
    guard let signed = result.file.standing else { return [] }
    let others = self.others(signed.reviewer, signed.signedAt)
    let item = { (item: ResultItem, type: String, value: HL7Field) in
      HL7Observation(item: item, group: "2", type: type, value: value, status: act, others: others)
    }
    let read = result.standing.hasValues ? signed.firstRead : nil
    let first = read.map { item(.firstCall, "CE", .coded($0.call.rawValue, $0.call.label)) }
    let reason = signed.reason.map { item(.reason, "CE", .coded($0.code, $0.label)) }
    let comment = signed.comment.isEmpty ? nil : item(.comment, "FT", HL7Field(signed.comment))
    let decision = item(.decision, "CE", .coded(signed.decision.rawValue, signed.decision.label))
    return [call(of: signed, others), decision, reason, first, comment].compactMap(\.self)
  }

  /// The reader's own call; none where they put it off, and none that can be had where they rejected the slide.
  private func call(of signed: SignOff, _ others: [Int: HL7Field]) -> HL7Observation? {
    let value = signed.finalCall.map { HL7Field.coded($0.rawValue, $0.label) }
    guard value != nil || !result.standing.hasValues else { return nil }
    return HL7Observation(
      item: .readerCall, group: "2", type: "CE", value: kept(value ?? ""), status: status, others: others)
  }

  private var supplements: [HL7Observation] {
    let added = result.file.addenda.map {
      HL7Observation(
        item: .addendum, group: "3.\($0.number)", type: "FT", value: HL7Field($0.text), status: act,
        others: others($0.reviewer, $0.signedAt))
    }
    return added + result.file.amendments.flatMap(amendment)
  }

  private func amendment(_ amendment: Amendment) -> [HL7Observation] {
    let others = self.others(amendment.reading.reviewer, amendment.reading.signedAt)
    let kind = HL7Field.coded(amendment.kind.rawValue, amendment.kind.label)
    let all: [(ResultItem, String, HL7Field)] = [
      (.amendmentClass, "CE", kind), (.amendmentReason, "FT", HL7Field(amendment.reason)),
    ]
    return all.map { item, type, value in
      HL7Observation(
        item: item, group: "4.\(amendment.number)", type: type, value: value, status: act, others: others)
    }
  }

  private var ledger: [HL7Observation] {
    guard let place = result.place else { return [] }
    let index = HL7Field(String(place.index))
    return [(ResultItem.ledgerIndex, "NM", index), (.ledgerLeaf, "ST", HL7Field(place.leaf))].map {
      HL7Observation(item: $0.0, group: "5", type: $0.1, value: $0.2, status: act)
    }
  }

  /// Whoever is responsible, OBX-16 (the printed name is not parted), and when.
  private func others(_ reviewer: String, _ time: String) -> [Int: HL7Field] {
    [14: HL7Field(HL7Time.text(time)), 16: HL7Field(components: [nil, reviewer])]
  }

  private func kept(_ value: HL7Field) -> HL7Field { result.standing.hasValues ? value : "" }
}

extension Call {
  /// OBX-8, table 0078.
  fileprivate var abnormalFlag: String {
    switch self {
    case .high: "H"
    case .low: "N"
    case .noCall: ""
    }
  }
}
