/// What follow-up times count.
public enum TimeUnit: String, Hashable, Sendable, Codable, CaseIterable {
  case years, months, weeks, days
}

extension TimeUnit? {
  /// `5 years`, or `5` where the unit is not known.
  package func words(_ number: String) -> String { number + (map { " " + $0.rawValue } ?? "") }
}
