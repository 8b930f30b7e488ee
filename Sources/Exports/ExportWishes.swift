/// What is asked for with an export.
package struct ExportWishes: Hashable, Sendable {
  /// Whether it is asked who the patient is.
  package var identities: Bool
  /// Whether whoever asks may be told, and may let it leave.
  package var mayTellIdentities: Bool
  /// What the report is called, with its ending; default: after the case, see ``ExportedFile/stem(of:)``. Its proof
  /// is named after it, so that each report of a case keeps its own.
  package var name: String?
  /// Whether one file alone is taken, such as by stdout, so that nothing can lie beside it.
  package var standsAlone: Bool

  /// Default: the pseudonym, in files that are named after the case.
  package init(
    identities: Bool = false, mayTellIdentities: Bool = false, name: String? = nil, standsAlone: Bool = false
  ) {
    self.identities = identities
    self.mayTellIdentities = mayTellIdentities
    self.name = name
    self.standsAlone = standsAlone
  }
}
