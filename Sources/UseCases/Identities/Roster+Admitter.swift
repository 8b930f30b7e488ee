import Casework

extension Roster {
  /// Who acts on others' keys and for the casebook: whoever is named, else the only one who may admit.
  ///
  /// - Parameter retired: who is retired, where somebody is; they may do it themself.
  /// - Throws: that nobody may, that whoever is named may not, or that it is one of several.
  package func admitter(_ name: String?, retiring retired: String? = nil) throws -> String {
    if let name {
      let isOwn = retired.map { Reviewer.name($0) == Reviewer.name(name) } ?? false
      do { try requireNoRefusal(of: isOwn ? nil : .admit, to: name) } catch { throw CaseStoreFailure.identity(error) }
      return name
    }
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
