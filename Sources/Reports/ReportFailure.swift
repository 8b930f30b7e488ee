/// Why a report could not be made.
public enum ReportFailure: Error, Hashable, Sendable {
  /// Cairo failed: what it was doing, and its own words (`cairo_status_to_string`).
  case cairo(operation: String, reason: String)
  /// A picture would be larger than Cairo can hold (32,767 pixels per side): the size asked for.
  case tooLarge(columns: Int, rows: Int)
}
