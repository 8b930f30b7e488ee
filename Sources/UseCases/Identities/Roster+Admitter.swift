import Casework

extension Roster {
  /// Who acts on others' keys and for the casebook: whoever is named, else the only one who may admit.
  ///
  /// - Throws: that nobody may, or that it is one of several.
  package func admitter(_ name: String?) throws -> String {
    if let name { return name }
    let holders = holders(of: .admit)
    guard let only = holders.first else { throw CaseStoreFailure.identity(.nobodyAdmitted) }
    guard holders.count == 1 else { throw SeveralAdmitters(names: holders.map(\.name)) }
    return only.name
  }
}

/// It was not said which of several reviewers acts.
package struct SeveralAdmitters: Error, Hashable, Sendable {
  package let names: [String]
}
