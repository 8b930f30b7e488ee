import Basics

extension Passphrase {
  /// Whether one of `texts` holds the very passphrase, blanks around it apart: what is signed can be read by everybody
  /// who reads the case.
  package func isHeld(in texts: [String]) -> Bool {
    let secret = Array(CleanText.cleaned(text).lowercased().utf8)
    guard !secret.isEmpty else { return false }
    return texts.contains { text in
      let bytes = Array(ComposedText.composed(CleanText.cleaned(text)).lowercased().utf8)
      guard bytes.count >= secret.count else { return false }
      return (0...bytes.count - secret.count).contains { bytes[$0..<$0 + secret.count].elementsEqual(secret) }
    }
  }
}
