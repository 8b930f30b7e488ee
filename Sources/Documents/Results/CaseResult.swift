import Basics
import Casework
import Labels
import Prognosis

/// Where the entry with the signed reading stands in the ledger, and its proof.
package struct LedgerPlace: Hashable, Sendable {
  /// The entry's index in the log, from 0.
  package let index: Int
  /// The leaf hash of the entry, hexadecimal.
  package let leaf: String
  /// The bytes of a C2SP tlog-proof, as they stand in a `.tlog-proof` file.
  package let proof: [UInt8]
  /// When the proof was made; ISO 8601 with seconds, UTC.
  package let provedAt: String

  /// A place with its proof.
  package init(index: Int, leaf: String, proof: [UInt8], provedAt: String) {
    self.index = index
    self.leaf = leaf
    self.proof = proof
    self.provedAt = provedAt
  }
}

/// What leaves of a case as a message or a document: no more than anybody may know, and no identity that is not given.
package struct CaseResult: Sendable {
  /// The case as anybody may know it; without what names the patient where no identity is given.
  package let file: CaseFile
  /// Who the patient is; `nil` where the case's name stands for them.
  package let identity: PatientIdentity?
  /// Of the standing reading; `nil` where nobody has signed, or its proof is not at hand.
  package let place: LedgerPlace?
  /// What writes it: `Coverslip 0.2`.
  package let software: String
  /// When it is written; ISO 8601 with seconds, UTC.
  package let writtenAt: String
  /// Whether the model is a demonstration: what is sent is marked as a test, whether the model's words are told or not.
  package let isDemonstration: Bool

  /// A case that is going to leave.
  ///
  /// Whatever the caller may know: of a case that is read blinded and not closed nothing of the model or of a reader
  /// is told, and a case that withholds identities tells none.
  package init(
    _ file: CaseFile, identity: PatientIdentity? = nil, place: LedgerPlace? = nil, software: String, writtenAt: String
  ) {
    let told = file.disclosed(to: .anybody)
    let identity = file.identitiesWithheld == nil ? identity : nil
    self.file = identity == nil ? told.withoutIdentities(.role) : told
    self.identity = identity
    self.place = told.standing == nil ? nil : place
    self.software = software
    self.writtenAt = writtenAt
    isDemonstration = file.finding?.model.demonstration ?? false
  }

  /// Where it stands.
  package var standing: ResultStanding { file.resultStanding }

  /// The finding that the standing reading rests upon; before that the newest.
  package var finding: Finding? {
    guard let newer = file.newerFinding, newer.id == file.standing?.findingID else { return file.finding?.told }
    return newer.told
  }

  /// When something was last said of the case that is told; `nil` where nothing was.
  package var changedAt: String? {
    file.supplements.last?.signedAt ?? file.signOff?.signedAt ?? finding?.computedAt
  }

  /// Everybody who has signed something that is told, in the order in which they did first.
  package var signers: [String] {
    let all = [file.signOff?.reviewer].compactMap(\.self) + file.supplements.map(\.reviewer)
    return all.enumerated().filter { all.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }
}

extension CaseResult {
  /// The result in sentences, one per line, the last of which says what it is not for.
  package var lines: [String] {
    let amended = file.amendments.map { "Amended \($0.number), \($0.kind.label): \($0.reason)" }
    let added = file.addenda.map { "Addendum \($0.number), \($0.reviewer): \($0.text)" }
    let result = [demonstrationLine, unfitLine ?? modelLine, readerLine].compactMap(\.self)
    return result + amended + added + [ResearchUse.sentence]
  }

  /// The same of the model alone.
  package var modelLines: [String] {
    [demonstrationLine, unfitLine ?? modelLine, ResearchUse.sentence].compactMap(\.self)
  }

  /// Whether ``lines`` hold what the model says.
  package var tellsModel: Bool { finding != nil && standing.hasValues }

  /// That a demonstration speaks; `nil` where none does.
  package var demonstrationLine: String? {
    isDemonstration && finding != nil
      ? "DEMO: the model is a demonstration, its figures say nothing of any patient." : nil
  }

  /// Why neither calls nor probabilities are told; `nil` where they are.
  package var unfitLine: String? {
    switch standing {
    case .registered, .preliminary, .deferred, .final, .appended, .amended: nil
    case .unfit: "The slide was rejected: neither a call nor a probability is told of it."
    case .wrong:
      "The slide or the specimen is that of another case: neither a call nor a probability is told of it, and whatever "
        + "was told before is wrong."
    }
  }

  private var modelLine: String? {
    guard let finding else {
      return file.withheld == nil ? "The model has not scored the case." : "What the model says is withheld."
    }
    let model = "\(finding.model.name) \(finding.model.version)"
    guard finding.call.isAnswer else {
      return "\(model) makes no call: \(finding.reasons.map(\.label).joined(separator: ", "))."
    }
    let risk = finding.probability5y.map { ", \(Percentage.text($0)) % metastatic relapse within 5 years" } ?? ""
    let limits = finding.interval.map {
      " (95 % interval \(Percentage.text($0.lower)) to \(Percentage.text($0.upper)) %)"
    }
    let threshold = Percentage.text(finding.model.threshold)
    return "\(model): \(finding.call.label)\(risk)\(limits ?? ""), threshold \(threshold) %."
  }

  private var readerLine: String? {
    guard let reading = file.standing else { return nil }
    let reason = reading.reason.map { ", \($0.label)" } ?? ""
    let time = TimeText.words(reading.signedAt)
    return "\(reading.reviewer), \(time): \(reading.outcome)\(reason). \(reading.statement)"
  }
}

/// Probabilities as percentages, which is what FHIR asks for.
package enum Percentage {
  /// 6.25 for 0.0625, without what binary numbers add in the last places.
  package static func value(_ probability: Double) -> Double { (probability * 1e14).rounded() / 1e12 }

  /// `6.25` for 0.0625; at most eight digits behind the point.
  package static func text(_ probability: Double) -> String {
    NumberText.plain.trimmed(value(probability), digits: 8)
  }
}
