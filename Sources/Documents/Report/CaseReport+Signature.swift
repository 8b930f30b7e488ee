import Casework
import Labels
import Reports

/// Who decided what and why, and what their signatures mean: printed name, time and meaning stand with each (21 CFR
/// 11.50).
extension CaseReport {
  var signatureBlocks: [ReportBlock] {
    [.heading("Decision and signature", level: 2)] + currentBlocks + earlierBlocks + supplements.flatMap(blocks)
  }

  /// The amendment that the standing reading was signed with; `nil` where that was signed first.
  private var standingAmendment: Amendment? {
    file.amendments.last.flatMap { $0.reading == standing.reading ? $0 : nil }
  }

  /// Addenda and amendments but for the one that is told as the reading that stands.
  private var supplements: [Supplement] {
    let told = standingAmendment.map(Supplement.amendment)
    return file.supplements.filter { $0 != told }
  }

  private var currentBlocks: [ReportBlock] {
    guard let reading = standing.reading else {
      return [.facts([Fact("Decision", "none: nobody has signed"), Fact("Signed by", "nobody")])]
    }
    guard let amendment = standingAmendment else {
      return [.columns([FactColumn("Decision", decision(reading)), FactColumn("Signature", signature(reading))])]
    }
    return [
      .columns([
        FactColumn("Decision, \(amendment.title)", decision(reading, of: amendment)),
        FactColumn("Signature", signature(reading, under: amendment.statement)),
      ])
    ]
  }

  private func decision(_ reading: SignOff, of amendment: Amendment) -> [Fact] {
    decision(reading) + [
      Fact("Class", "\(amendment.kind.label): \(amendment.kind.explanation)"), Fact("Told", amendment.toldWords),
    ]
  }

  private func decision(_ reading: SignOff) -> [Fact] {
    let comment = reading.comment.isEmpty ? "none" : reading.comment
    let grade = reading.grade.map { Fact("Grade", $0.phrase()) }
    let read = reading.firstRead.map { Fact("First call", "\($0.phrase), before the model's was shown") }
    let seen = reading.reading.map { Fact("Seen", $0.phrase) }
    return [Fact("Decision", reading.outcome), Fact("Reason", reason(of: reading)), Fact("Comment", comment)]
      + [read, grade, seen].compactMap(\.self)
  }

  private func reason(of reading: SignOff) -> String {
    guard reading.decision.needsReason else { return "not required" }
    return reading.reason?.label ?? "not told"
  }

  private func signature(_ reading: SignOff, under statement: String? = nil) -> [Fact] {
    [
      Fact("Signed by", reading.reviewer), Fact("At", TimeText.words(reading.signedAt)),
      Fact("Meaning", statement ?? reading.statement),
    ]
      + [reading.filesPhrase(file.record.slides).map { Fact("Files", $0) }, entry(reading.entryDigest)]
      .compactMap(\.self)
  }

  /// As many digits of the entry's digest as tell it from every other one.
  private func entry(_ digest: String?) -> Fact? { digest.map { Fact("Entry", "digest \($0.prefix(16))…") } }

  // MARK: Before it

  /// What others have signed, what put the case off, and what was signed before it was changed: it stays readable.
  private var earlierBlocks: [ReportBlock] {
    switch standing {
    case .blinded: []
    case .notScored, .notSigned, .awaitingReader, .deferred, .rejected, .signed, .amended: earlier.map(block)
    }
  }

  private var earlier: [SignOff] { file.signatures.filter { $0 != standing.reading } }

  private func block(_ reading: SignOff) -> ReportBlock {
    let title = file.title(of: reading) ?? ordinaryTitle(of: reading)
    return .columns([
      FactColumn(title.sentenceStart, decision(reading)), FactColumn("Its signature", signature(reading)),
    ])
  }

  private func ordinaryTitle(of reading: SignOff) -> String {
    guard reading.decision.closesCase else { return "put off before" }
    return file.amendments.isEmpty ? "signed before" : "signed first, and amended"
  }

  // MARK: After it

  private func blocks(_ supplement: Supplement) -> [ReportBlock] {
    let (title, said, signature): (String, [Fact], [Fact?]) =
      switch supplement {
      case .addendum(let addendum): (addendum.title, words(of: addendum), signature(of: addendum))
      case .amendment(let amendment): (amendment.title, words(of: amendment), signature(of: amendment))
      }
    return [
      .columns([
        FactColumn(title.sentenceStart, said), FactColumn("Its signature", signature.compactMap(\.self)),
      ])
    ]
  }

  private func words(of addendum: Addendum) -> [Fact] { [Fact("Added", addendum.text)] }

  private func words(of amendment: Amendment) -> [Fact] {
    [
      Fact("Class", "\(amendment.kind.label): \(amendment.kind.explanation)"),
      Fact("Stands since", amendment.reading.outcome), Fact("Reason", amendment.reason),
      Fact("Told", amendment.toldWords),
    ]
  }

  private func signature(of addendum: Addendum) -> [Fact?] {
    [
      Fact("Signed by", addendum.reviewer), Fact("At", TimeText.words(addendum.signedAt)),
      Fact("Meaning", addendum.statement), entry(addendum.entryDigest),
    ]
  }

  private func signature(of amendment: Amendment) -> [Fact?] {
    [
      Fact("Signed by", amendment.reading.reviewer), Fact("At", TimeText.words(amendment.reading.signedAt)),
      Fact("Meaning", amendment.statement), entry(amendment.reading.entryDigest),
    ]
  }
}

extension String {
  /// With a capital first letter.
  var sentenceStart: String { prefix(1).uppercased() + dropFirst() }
}
