import Casework

/// Sets how cases are read: an act of somebody who may admit reviewers.
package struct SetProtocol: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing

  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
  }

  /// Reads the case `caseID` as `readingProtocol` says from now on; without a case all that have no protocol of their
  /// own.
  ///
  /// - Parameters:
  ///   - name: printed name of whoever sets it.
  ///   - passphrase: theirs; `nil` in a casebook to which nobody was ever admitted.
  /// - Throws: `identity` where the passphrase opens nothing or its key may not admit; `conflict` with `alreadySigned`;
  ///   `noSuchCase`.
  package func callAsFunction(
    _ readingProtocol: ReadingProtocol, for caseID: String?, by name: String, _ passphrase: Passphrase?
  ) async throws(CaseStoreFailure) {
    let name = Reviewer.name(name)
    var signer: EntrySigner?
    if let passphrase { signer = try await ring.open(name, passphrase, for: .admit) }
    try await store.set(
      ProtocolSetting(readingProtocol: readingProtocol, reviewer: name), for: caseID, signer: signer)
  }
}
