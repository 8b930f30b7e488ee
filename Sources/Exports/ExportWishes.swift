/// What is asked for with an export.
package struct ExportWishes: Hashable, Sendable {
  /// Whether it is asked who the patient is.
  package var identities: Bool
  /// Whether whoever asks may be told, and may let it leave.
  package var mayTellIdentities: Bool

  /// Default: the pseudonym.
  package init(identities: Bool = false, mayTellIdentities: Bool = false) {
    self.identities = identities
    self.mayTellIdentities = mayTellIdentities
  }
}
