/// The unit of a time axis; it decides where the ticks stand.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  /// Ticks at whole or round years.
  case years
  /// Ticks at parts and multiples of twelve.
  case months
  /// Ticks at round numbers of days.
  case days
}
