import Casework

extension LabelStanding {
  /// As shown behind `label:`.
  public var label: String {
    switch self {
    case .matches: "matches"
    case .differs: "differs"
    case .noText: "none in the file"
    case .notChecked: "not checked"
    }
  }
}

extension LabelReason {
  /// As shown: `the label is wrong, the slide is right`.
  public var label: String {
    switch self {
    case .misread: "the label was misread"
    case .labelWrong: "the label is wrong, the slide is right"
    case .expectationWrong: "the case's expected text is wrong"
    }
  }
}

extension LabelSource {
  /// Who says what the label must say.
  public var label: String {
    switch self {
    case .manifest: "the manifest"
    case .pattern: "the laboratory's pattern"
    }
  }
}

extension LabelResolution {
  /// The sentence that the signature stands under.
  public var statement: String { meaning.statement(shown: nil) }
}

extension CaseFile {
  /// What became of the labels, in one word: that of the gravest; `differs, resolved` where every mismatch is.
  public var labelWords: String {
    switch labelStanding {
    case .differs: openLabels.isEmpty ? "differs, resolved" : LabelStanding.differs.label
    case .matches, .noText, .notChecked: labelStanding.label
    }
  }

  /// The mismatch of that slide in one sentence: what is expected, what the file says, or why that is withheld.
  ///
  /// - Parameter shown: what is shown of each text; default: all of it.
  public func labelSentence(of slide: Int, shown: (String) -> String = { $0 }) -> String? {
    if let identitiesWithheld { return identitiesWithheld.label }
    guard labels.indices.contains(slide) else { return nil }
    let check = labels[slide].check
    guard check.isMismatch, let expected = check.expected, let found = check.found else { return nil }
    return "expected \(shown(expected.text)), the file says \(shown(found.text))"
  }
}
