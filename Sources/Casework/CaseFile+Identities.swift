/// Why a reader is not told who the patient is.
public enum IdentityWithholding: String, Sendable, Codable, CaseIterable {
  /// Their role does not have the right to identities.
  case role = "role-sees-no-identities"
  /// Nobody of their name is admitted now, to a casebook that has reviewers.
  case notAdmitted = "nobody-of-that-name"
}

extension Roster {
  /// Why `audience` is not told who the patients are; `nil` where they are.
  ///
  /// A casebook to which nobody was ever admitted tells everybody, and so does a shell, which knows no reader: whoever
  /// may read the file reads all of it.
  package func withheldIdentities(from audience: Audience) -> IdentityWithholding? {
    guard let name = audience.reader, !isEmpty else { return nil }
    guard let reader = active(named: name) else { return .notAdmitted }
    return reader.may(.seeIdentities) ? nil : .role
  }
}

extension Roster {
  /// What `audience` may do; `nil` where it is no reader, or nobody was ever admitted.
  package func rights(of audience: Audience) -> Set<ReviewerRight>? {
    guard let name = audience.reader, !isEmpty else { return nil }
    return active(named: name)?.role.rights ?? []
  }

  /// Whether second opinions wait for `audience`: it may ask for one or give one.
  package func isHeard(_ audience: Audience) -> Bool {
    rights(of: audience).map { !$0.isDisjoint(with: [.askOpinion, .giveOpinion]) } ?? true
  }
}

extension CaseFile {
  /// Whether whoever the case is told to may do something; everybody may where no rights are told.
  public func readerMay(_ right: ReviewerRight) -> Bool { readerRights?.contains(right) ?? true }
}

/// What of a case names a patient: pseudonym, specimen, and what the labels say.
///
/// The case's own name, the names of its files, and the words that people write of it stay.
extension CaseFile {
  /// The case without what names the patient, where it is `withheld`.
  package func withoutIdentities(_ withheld: IdentityWithholding?) -> CaseFile {
    guard let withheld else { return self }
    var file = self
    file.identitiesWithheld = withheld
    file.record = record.withoutIdentities
    // Resolutions of other texts would be those of these once no text is told.
    let resolved = Set((labels(upon: nil) + labels(upon: newerFinding?.id)).compactMap(\.resolvedBy))
    file.labelResolutions = labelResolutions.filter { $0.entryDigest.map(resolved.contains) ?? false }
      .map(\.withoutTexts)
    file.finding = finding?.withoutLabelTexts
    file.newerFinding = newerFinding?.withoutLabelTexts
    file.keptEvidence?.checks = (keptEvidence?.checks ?? []).map(\.withoutTexts)
    file.checkedLabels = checkedLabels.map(\.withoutTexts)
    file.newerCheckedLabels = newerCheckedLabels.map(\.withoutTexts)
    file.draft?.labels = (draft?.labels ?? []).map(\.withoutTexts)
    file.signOff = signOff?.withoutLabelTexts
    file.readings = readings.map(\.withoutLabelTexts)
    file.putOff = putOff.map(\.withoutLabelTexts)
    file.supplements = supplements.map(\.withoutLabelTexts)
    return file
  }
}

extension Case {
  /// Columns that Coverslip does not know may hold anything of a patient, the specimen among them.
  fileprivate var withoutIdentities: Case {
    var record = self
    (record.patient, record.extra) = (nil, [:])
    for index in record.slides.indices { record.slides[index].expectedLabel = nil }
    return record
  }
}

extension LabelCheck {
  /// What came of it alone.
  fileprivate var withoutTexts: LabelCheck { LabelCheck(expected: nil, found: nil, standing: standing) }
}

extension LabelResolution {
  fileprivate var withoutTexts: LabelResolution {
    var resolution = self
    resolution.check = check.withoutTexts
    return resolution
  }
}

extension Finding {
  fileprivate var withoutLabelTexts: Finding {
    var finding = self
    finding.labels = labels.map(\.withoutTexts)
    return finding
  }
}

extension SignOff {
  fileprivate var withoutLabelTexts: SignOff {
    var signOff = self
    signOff.labels = labels.map { SlideLabel($0.check.withoutTexts, resolvedBy: $0.resolvedBy) }
    return signOff
  }
}

extension Supplement {
  fileprivate var withoutLabelTexts: Supplement {
    switch self {
    case .addendum: return self
    case .amendment(var amendment):
      amendment.reading = amendment.reading.withoutLabelTexts
      return .amendment(amendment)
    }
  }
}
