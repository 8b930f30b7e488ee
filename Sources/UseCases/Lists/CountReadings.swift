import Casework
import ReadingQuality

/// Counts readings for somebody in a shell, as far as they may be told.
///
/// A casebook that has reviewers asks who they are, and their passphrase says that they are it: a reader's figures are
/// theirs alone. One to which nobody was ever admitted has nobody to ask.
package struct CountReadings: Sendable {
  private let store: any CaseStore
  private let ring: KeyRing

  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    ring = KeyRing(store: store, keys: keys)
  }

  /// Who has to prove who they are; `nil` where nobody is asked.
  ///
  /// - Parameter name: who says that they ask.
  /// - Throws: `nobodyAsks`; `notTold` where the role is told of nobody's readings.
  package static func asker(_ name: String?, among roster: Roster) throws(ReadingsFailure) -> String? {
    guard !roster.isEmpty else { return nil }
    guard let name else { throw .nobodyAsks }
    guard let reviewer = roster.active(named: name) else { return name }
    switch QualityScope(of: .reviewer(name), among: roster) {
    case .everybody, .own: return reviewer.name
    case .nothing: throw .notTold(reviewer.role)
    }
  }

  /// The signed cases of `filter`, and whose readings are told of them.
  ///
  /// - Parameter proof: the name and passphrase of whoever asks, as ``asker(_:among:)`` wants it.
  /// - Throws: `identity` where the passphrase opens nothing; `singlesOut` where the filter asks for colleagues by
  ///   name; `unavailable` where the casebook does not answer.
  package func readings(
    passing filter: CaseFilter, for proof: (name: String, passphrase: Passphrase)?
  ) async throws -> (read: ReadCases, scope: QualityScope) {
    let roster = try await store.roster()
    if let proof { _ = try await ring.open(proof.name, proof.passphrase) }
    let scope = QualityScope(of: .reviewer(proof?.name ?? ""), among: roster)
    if let name = scope.colleague(in: filter) { throw ReadingsFailure.singlesOut(name) }
    var read = try await store.readCases(of: CaseQuery(filter: filter))
    read.filter = filter
    return (read, scope)
  }
}

extension QualityScope {
  /// Whom `filter` asks for by name though nobody's name but their own is told to who asks; `nil` where it does not.
  fileprivate func colleague(in filter: CaseFilter) -> String? {
    switch self {
    case .everybody, .nothing: nil
    case .own(let name): filter.readers.first { Reviewer.name($0) != name.lowercased() }
    }
  }
}

/// Why nobody is told figures of readings.
package enum ReadingsFailure: Error, Hashable, Sendable {
  /// The casebook has reviewers, and nobody says who asks.
  case nobodyAsks
  /// The role is told of nobody's readings.
  case notTold(ReviewerRole)
  /// A reader is told of colleagues together, and the filter asks for one by name, or for a part of it.
  case singlesOut(String)
}
