/// What somebody signs, as far as they have typed it.
package protocol TypedAct: Sendable {
  /// Their own words, as they stand in what is signed.
  var typedTexts: [String] { get }
}

extension SignOffDraft: TypedAct {
  package var typedTexts: [String] { [comment] }
}

extension SupplementDraft: TypedAct {
  package var typedTexts: [String] {
    switch self {
    case .addendum(let text, _): [text]
    case .amendment(let draft): draft.reading.typedTexts + (draft.told.map { [$0.person, $0.at] } ?? [])
    }
  }
}

extension OpinionDraft: TypedAct {
  package var typedTexts: [String] {
    switch self {
    case .question(_, let text, _), .answer(_, _, let text, _, _): [text]
    case .withdrawal: []
    }
  }
}

extension OutcomeDraft: TypedAct {
  package var typedTexts: [String] { [comment] }
}

extension RepeatDraft: TypedAct {
  package var typedTexts: [String] { [] }
}

extension LabelResolutionDraft: TypedAct {
  package var typedTexts: [String] { [comment] }
}
