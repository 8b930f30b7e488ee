/// The unit of a time axis; it decides where the ticks stand.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  /// Ticks at whole or round years.
  case years
  /// Ticks at parts and multiples of twelve.
  case months
  /// Ticks at round numbers of weeks.
  case weeks
  /// Ticks at round numbers of days.
  case days
}

extension TimeUnit? {
  /// `5 years`, or `5` where the unit is not known.
  func words(_ number: String) -> String { number + (map { " " + $0.rawValue } ?? "") }
}
