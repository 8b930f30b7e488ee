import Basics

extension Passphrase {
  /// Whether one of `texts` holds the very passphrase, blanks around it apart: what is signed can be read by everybody
  /// who reads the case.
  package func isHeld(in texts: [String]) -> Bool {
    let secret = Array(CleanText.cleaned(text).utf8)
    guard !secret.isEmpty else { return false }
    return texts.contains { text in
      let bytes = Array(ComposedText.composed(CleanText.cleaned(text)).utf8)
      guard bytes.count >= secret.count else { return false }
      return (0...bytes.count - secret.count).contains { bytes[$0..<$0 + secret.count].elementsEqual(secret) }
    }
  }
}

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
