import Casework

extension CaseFile {
  /// What a signature is among those of a case that several read: `reading 1 of 2`, `adjudication`; `nil` where one
  /// reader signs alone, and of what only puts the case off.
  public func title(of signOff: SignOff) -> String? {
    guard readingProtocol.readers > 1, signOff.decision.closesCase else { return nil }
    if signOff.isAdjudication { return "adjudication" }
    let number = (readings.firstIndex(of: signOff) ?? readings.count) + 1
    return "reading \(number) of \(readingProtocol.readers)"
  }

  /// Who decides next, for `reader`; `nil` where one reader signs alone, or nothing is left to sign.
  public func readersSentence(for reader: String) -> String? {
    if hasRead(reader) {
      return isToAdjudicate
        ? "The two readings differ: a third reader decides." : "Your reading is signed: another reader decides next."
    }
    return isToAdjudicate ? "The two readings differ: you decide between them." : nil
  }
}

extension SignOff {
  /// `Ann Rey: low, override`.
  public var voice: String { "\(reviewer): \(outcome)" }
}
