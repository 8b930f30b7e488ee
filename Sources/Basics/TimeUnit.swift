/// What follow-up times count.
public enum TimeUnit: String, Hashable, Sendable, Codable, CaseIterable {
  case years, months, weeks, days

  /// Units in a year; days and weeks of the Gregorian mean year.
  public var perYear: Double {
    switch self {
    case .years: 1
    case .months: 12
    case .weeks: 365.2425 / 7
    case .days: 365.2425
    }
  }
}

extension TimeUnit? {
  /// `5 years`, or `5` where the unit is not known.
  package func words(_ number: String) -> String { number + (map { " " + $0.rawValue } ?? "") }
}
