import Casework

/// Whose readings somebody is told of.
public enum QualityScope: Hashable, Sendable {
  /// Everybody's, by their names.
  case everybody
  /// Those of one reader: of their colleagues it tells together, and nobody's name.
  case own(String)
  /// Nobody's: their role reads nothing and watches over nothing.
  case nothing
}

extension QualityScope {
  /// What `audience` is told: quality of everybody, readers of themselves, engineers of nobody.
  ///
  /// As with identities, a casebook to which nobody was ever admitted tells everybody, and so does a shell, which knows
  /// no reader: whoever may read the file reads all of it.
  public init(of audience: Audience, among roster: Roster) {
    switch audience {
    case .anybody, .program: self = .everybody
    case .repeating: self = .nothing
    case .reviewer(let name):
      guard !roster.isEmpty else {
        self = .everybody
        return
      }
      self = roster.active(named: name).map { $0.role.qualityScope(of: $0.name) } ?? .nothing
    }
  }
}

extension ReviewerRole {
  /// Whose readings `name`, who has the role, is told of.
  fileprivate func qualityScope(of name: String) -> QualityScope {
    switch self {
    case .quality: .everybody
    case .pathologist, .resident: .own(name)
    case .engineer: .nothing
    }
  }
}

extension QualityScope {
  /// Whether it tells of the signatures of `reviewer`.
  package func tells(of reviewer: String) -> Bool {
    switch self {
    case .everybody: true
    case .own(let name): reviewer == name
    case .nothing: false
    }
  }
}
