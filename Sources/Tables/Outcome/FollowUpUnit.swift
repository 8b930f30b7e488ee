import Basics

extension TimeUnit {
  /// The unit that the name of a column states: `survival_months`, `days_to_death`; `nil` where it states none.
  public init?(column: String) {
    let words = ColumnNames.words(column)
    let found = TimeUnit.allCases.filter { unit in
      words.contains { word in unit.spellings.contains(word) || word.hasSuffix(unit.rawValue) }
    }
    guard found.count == 1 else { return nil }
    self = found[0]
  }

  private var spellings: [String] {
    switch self {
    case .years: ["year", "years", "yr", "yrs"]
    case .months: ["month", "months", "mo", "mos", "mths"]
    case .weeks: ["week", "weeks", "wk", "wks"]
    case .days: ["day", "days"]
    }
  }
}

/// What the times of a table count, and how that is known.
public struct FollowUpUnit: Sendable, Hashable {
  /// What one of the table's times counts.
  public let unit: TimeUnit
  /// Whether somebody or the column's name says it; else years are assumed.
  public let isStated: Bool
  private let column: String

  /// The unit that was told, else the one that the column's name states, else years.
  ///
  /// - Throws: ``TableFailure/unitContradicted(told:named:column:)`` where both say different units.
  public init(told: TimeUnit?, column: String) throws(TableFailure) {
    let named = TimeUnit(column: column)
    if let told, let named, told != named { throw .unitContradicted(told: told, named: named, column: column) }
    unit = told ?? named ?? .years
    isStated = (told ?? named) != nil
    self.column = column
  }

  /// No cohort of breast cancer is followed so long: the longest trials report 25 years (Milan I, NSABP B-04), the
  /// longest of the cohorts that this was tried on, TRANSBIG, has 24.9.
  static let longestYears = 40.0
  /// Half of the patients are followed less than this; TRANSBIG has 12.0 years, Rotterdam 5.4.
  static let medianYears = 20.0
  /// Nobody is followed beyond this age.
  static let oldestYears = 110.0

  /// Whether `times`, taken for years, can be a follow-up; `ages` in years, one per time.
  public static func canBeYears(_ times: [Double], ages: [Double?] = []) -> Bool {
    guard let longest = times.max() else { return true }
    let sorted = times.sorted()
    guard longest <= longestYears, sorted[sorted.count / 2] <= medianYears else { return false }
    return zip(times, ages).allSatisfy { time, age in age.map { $0 + time <= oldestYears } ?? true }
  }

  /// Requires that `times` make sense in this unit.
  ///
  /// - Parameter ages: years, one per time.
  /// - Throws: ``TableFailure``: `hardlyYears` where the unit was assumed and the times are too long for years,
  ///   `longerThanLife` where it was stated and a time is longer than a life.
  public func check(_ times: [Double], ages: [Double?]) throws(TableFailure) {
    let longest = times.max() ?? 0
    guard isStated else {
      guard !Self.canBeYears(times, ages: ages) else { return }
      throw .hardlyYears(column: column, longest: longest)
    }
    guard longest / unit.perYear <= Self.oldestYears else {
      throw .longerThanLife(column: column, longest: longest, unit: unit)
    }
  }
}
