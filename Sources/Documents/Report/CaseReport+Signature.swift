import Casework
import Labels
import Reports

/// Who decided what and why, and what their signatures mean: printed name, time and meaning stand with each (21 CFR
/// 11.50).
extension CaseReport {
  var signatureBlocks: [ReportBlock] {
    [.heading("Decision and signature", level: 2)] + currentBlocks + earlierBlocks + file.supplements.flatMap(blocks)
  }

  private var currentBlocks: [ReportBlock] {
    guard let reading = standing.reading else {
      return [.facts([Fact("Decision", "none: nobody has signed"), Fact("Signed by", "nobody")])]
    }
    return [
      .columns([FactColumn("Decision", decision(reading)), FactColumn("Signature", signature(reading))])
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
    guard reading.decision.needsReason else { return "none is asked for" }
    return reading.reason?.label ?? "not told"
  }

  private func signature(_ reading: SignOff) -> [Fact] {
    [
      Fact("Signed by", reading.reviewer), Fact("At", TimeText.words(reading.signedAt)),
      Fact("Meaning", reading.statement),
    ]
      + [reading.filesPhrase(file.record.slides).map { Fact("Files", $0) }, entry(reading.entryDigest)]
      .compactMap(\.self)
  }

  /// As many digits of the entry's digest as tell it from every other one.
  private func entry(_ digest: String?) -> Fact? { digest.map { Fact("Entry", "digest \($0.prefix(16))…") } }

  // MARK: Before it

  /// What others have signed, and what was signed before it was changed: it stays readable.
  private var earlierBlocks: [ReportBlock] {
    switch standing {
    case .blinded: []
    case .notScored, .notSigned, .awaitingReader, .deferred, .rejected, .signed, .amended: earlier.map(block)
    }
  }

  private var earlier: [SignOff] {
    (file.readings + [file.signOff].compactMap(\.self)).filter { $0 != standing.reading }
  }

  private func block(_ reading: SignOff) -> ReportBlock {
    let title = file.title(of: reading) ?? (file.amendments.isEmpty ? "signed before" : "signed first, and amended")
    return .columns([
      FactColumn(title.sentenceStart, decision(reading)), FactColumn("Its signature", signature(reading)),
    ])
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
