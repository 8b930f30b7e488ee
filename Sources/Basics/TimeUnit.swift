/// What the times of a follow-up count.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable, Codable {
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
