import Basics
import Sentences
import Evaluation
import Reports
import SurvivalStatistics
import Tables

extension TimeUnit {
  /// Units in a year; days and weeks of the Gregorian mean year.
  var perYear: Double {
    switch self {
    case .years: 1
    case .months: 12
    case .weeks: 365.2425 / 7
    case .days: 365.2425
    }
  }

  /// The unit that the name of a column states: `survival_months`, `days_to_death`; `nil` where it states none.
  init?(column: String) {
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
struct FollowUpUnit {
  let unit: TimeUnit
  /// Whether `--time-unit` or the column's name says it; else years are assumed.
  let isStated: Bool
  private let column: String

  /// - Throws: where `--time-unit` and the name of the column say different units.
  init(told: TimeUnit?, column: String) throws {
    let named = TimeUnit(column: column)
    if let told, let named, told != named {
      throw CommandFailure(
        .usage,
        "--time-unit \(told.rawValue) contradicts the column «\(column)»; give --time-unit \(named.rawValue), or "
          + "rename the column")
    }
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

  /// Whether `times`, taken for years, can be a follow-up.
  static func canBeYears(_ times: [Double], ages: [Double?] = []) -> Bool {
    guard let longest = times.max() else { return true }
    let sorted = times.sorted()
    guard longest <= longestYears, sorted[sorted.count / 2] <= medianYears else { return false }
    return zip(times, ages).allSatisfy { time, age in age.map { $0 + time <= oldestYears } ?? true }
  }

  /// Refuses times that make no sense: in the unit that was assumed, or, where one was stated, beyond the length of a
  /// life.
  ///
  /// - Parameters:
  ///   - times: in this unit.
  ///   - ages: years, one per time.
  func check(_ times: [Double], ages: [Double?], table: String) throws {
    let longest = times.max() ?? 0
    guard isStated else {
      guard !Self.canBeYears(times, ages: ages) else { return }
      throw CommandFailure(
        .badData,
        "\(table): the longest follow-up in column \(column) is \(Words.short(longest)), which are hardly years; say "
          + "what the times count with --time-unit months, weeks or days (or years, if they are)")
    }
    guard longest / unit.perYear <= Self.oldestYears else {
      throw CommandFailure(
        .badData,
        "\(table): the longest follow-up in column \(column), \(Words.short(longest)) \(unit.rawValue), is longer than "
          + "a life; correct --time-unit")
    }
  }
}
