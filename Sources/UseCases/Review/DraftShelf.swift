import Casework

/// Where drafts are kept that the casebook could not take, until it can.
package protocol DraftShelf: Sendable {
  /// Keeps a draft; answers where, or `nil` where it could not be kept anywhere.
  func keep(_ draft: SignOffDraft, of caseID: String) -> String?
  /// The draft that is kept of a case.
  func draft(of caseID: String) -> SignOffDraft?
  /// Takes away what is kept of a case: the casebook has it, or a signature has taken its place.
  func forget(_ caseID: String)
}

/// A shelf that keeps nothing, where nothing is drafted.
package struct NoDrafts: DraftShelf {
  package init() {}

  package func keep(_ draft: SignOffDraft, of caseID: String) -> String? { nil }
  package func draft(of caseID: String) -> SignOffDraft? { nil }
  package func forget(_ caseID: String) {}
}
