/// What a reviewer wanted and did not get.
package enum ReviewFailure: Error, Sendable {
  case notSigned(any Error, DraftPlace)
  /// A signature was not taken whose passphrase had opened the reviewer's key a moment before.
  case signatureRefused(any Error)
  /// Whoever reads here may not sign it, whatever their passphrase.
  case notPermitted(any Error)
  /// Whoever reads here may not take a case up.
  case notTakenUp(any Error)
  /// Whoever asked for the case did not get it: mostly they may not take it up any more.
  case notHandedOver(any Error)
  /// Nothing was added to a signed case, and nothing changed in it.
  case notSupplemented(any Error)
  /// `nil` where a draft was to be taken away.
  case draftNotSaved(any Error, DraftPlace?)
  /// Another reviewer is reading the case.
  case notClaimed(any Error)
  /// The first call is not in the ledger.
  case firstCallNotKept(any Error)
  /// A case could not be scored.
  case notScored(any Error)
  /// A mark is not in the casebook, or still is.
  case markNotKept(any Error)
  /// The casebook did not answer.
  case noAnswer(any Error)
  case themeNotSaved(any Error)
  case listsNotRead(any Error)
  case listsNotSaved(any Error)
  /// It is not known what the model would say without some regions.
  case notTried(any Error)
  /// Files of a case are not there, or not all of them.
  case notExported(any Error)
}

/// Where the words of a reviewer are after something failed.
package enum DraftPlace: Hashable, Sendable {
  /// In the casebook: only a rule was broken.
  case casebook
  case file(String)
  /// Nowhere but on the screen.
  case screen
}
