import SurvivalStatistics

func survival(_ times: [Double], _ events: [Int]) -> [SurvivalTime] {
  zip(times, events).map { SurvivalTime(time: $0, event: $1 == 1) }
}

/// Acute myelogenous leukaemia, weeks to relapse: the "Maintained" arm, then the other (Miller, Survival Analysis,
/// 1981).
enum Leukaemia {
  static let maintained = survival(
    [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0])
  static let nonmaintained = survival(
    [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1])
  static let all = maintained + nonmaintained
  /// 1 for the other arm.
  static let group = [Double](repeating: 0, count: 11) + [Double](repeating: 1, count: 12)
}

/// |a - b| relative to b.
func relativeError(_ a: Double, _ b: Double) -> Double { abs(a - b) / max(abs(b), 1e-300) }

/// The failure that `body` throws, `nil` where it throws none.
func failure<Value>(_ body: () throws -> Value) -> SurvivalFailure? {
  do {
    _ = try body()
    return nil
  } catch { return error as? SurvivalFailure }
}
