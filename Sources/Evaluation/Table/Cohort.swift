import SurvivalStatistics
import Tables

/// How many rows of a table were read, which of them were left out, and why.
public struct CohortFlow: Sendable, Hashable {
  /// Rows that lack one value.
  public struct LeftOut: Sendable, Hashable {
    /// The column that lacks it.
    public let column: String
    /// The lines of the file.
    public let lines: [Int]

    /// The rows on `lines`, which lack a value of `column`.
    public init(column: String, lines: [Int]) {
      self.column = column
      self.lines = lines
    }
  }

  /// The number of rows of the table.
  public let read: Int
  /// The rows that were left out, in the order in which they were.
  public internal(set) var leftOut: [LeftOut] = []

  /// A table of `read` rows, without those left out.
  public init(read: Int, leftOut: [LeftOut] = []) {
    self.read = read
    self.leftOut = leftOut
  }

  /// The number of rows that remain.
  public var kept: Int { read - leftOut.reduce(0) { $0 + $1.lines.count } }
}

/// The rows of a table whose outcome is known, and that have every value they were asked for.
///
///     let cohort = try Cohort(table, outcome: OutcomeColumns(time: "time", event: "event")).keeping(["age", "nodes"])
public struct Cohort: Sendable {
  /// The table with all its rows.
  public let table: CohortTable
  /// The columns of the outcome.
  public let outcome: OutcomeColumns
  /// Indices of the rows that are kept, ascending.
  public private(set) var rows: [Int]
  /// The outcomes, one per row that is kept.
  public private(set) var times: [SurvivalTime]
  /// Events of other kinds, which end the follow-up: what is estimated is then the hazard of this cause alone.
  public private(set) var competing: [CompetingEvent] = []
  /// How many rows were read, and which of them were left out.
  public private(set) var flow: CohortFlow

  /// Reads the outcome. A row without time or event is left out.
  ///
  /// - Throws: ``CohortFailure``: `table` where the outcome cannot be read, with the lines on which a follow-up is not
  ///   above zero, the event is not two-valued or a patient stands again; `allLeftOut` where every row lacks the time
  ///   or the event.
  public init(_ table: CohortTable, outcome: OutcomeColumns) throws(CohortFailure) {
    let read: Outcomes
    do throws(TableFailure) {
      read = try outcome.outcomes(table)
      guard read.problems.isEmpty else { throw TableFailure.problems(read.problems) }
      try outcome.checkPatients(table)
    } catch {
      throw .table(error)
    }
    let all = Cohort(
      table: table, outcome: outcome, rows: Array(table.rows.indices), times: [],
      flow: CohortFlow(read: read.times.count)
    )
    self = try all.dropping([
      (outcome.time, read.times.map { $0 == nil }), (outcome.event, read.events.map { $0 == nil }),
    ])
    times = rows.compactMap { row in
      read.times[row].flatMap { time in read.events[row].map { SurvivalTime(time: time, event: $0) } }
    }
    if outcome.tiesAlmostEqual { times = times.tiedWhereAlmostEqual }
    competing = read.competing
  }

  private init(
    table: CohortTable, outcome: OutcomeColumns, rows: [Int], times: [SurvivalTime], flow: CohortFlow
  ) {
    self.table = table
    self.outcome = outcome
    self.rows = rows
    self.times = times
    self.flow = flow
  }

  /// The number of patients who had the event.
  public var events: Int { times.count { $0.event } }
  /// The lines of the rows that are kept.
  public var lines: [Int] { rows.map { table.rows[$0].line } }

  /// The cohort without the rows in which a value of `columns` is missing. Columns that the table does not have are not
  /// asked.
  ///
  /// - Throws: ``CohortFailure``: `allLeftOut` where no row is left, `allCensored` where no event is.
  public func keeping(_ columns: [String]) throws(CohortFailure) -> Cohort {
    let kept = try dropping(columns.filter(table.has).map { ($0, table.missing(in: $0)) })
    guard kept.events > 0 else { throw .allCensored(count: kept.rows.count) }
    return kept
  }

  /// - Parameter columns: with the rows of the table in which they have no value.
  private func dropping(_ columns: [(name: String, missing: [Bool])]) throws(CohortFailure) -> Cohort {
    var cohort = self
    for (column, missing) in columns {
      let lacking = cohort.rows.filter { missing[$0] }
      guard !lacking.isEmpty else { continue }
      cohort.flow.leftOut.append(CohortFlow.LeftOut(column: column, lines: lacking.map { table.rows[$0].line }))
      cohort.keep { !missing[$0] }
    }
    guard cohort.rows.isEmpty, let most = cohort.flow.leftOut.max(by: { $0.lines.count < $1.lines.count }) else {
      return cohort
    }
    throw .allLeftOut(column: most.column, count: cohort.flow.read)
  }

  private mutating func keep(_ isKept: (Int) -> Bool) {
    if times.count == rows.count { times = zip(rows, times).filter { isKept($0.0) }.map(\.1) }
    rows = rows.filter(isKept)
  }

  /// The numbers of one column, not a number where missing.
  ///
  /// - Throws: ``CohortFailure/table(_:)`` with `noColumn` where there is no such column, or with `problems`, the cells
  ///   that are not numbers.
  public func numbers(_ name: String, role: ColumnRole) throws(CohortFailure) -> [Double] {
    do {
      let all = try table.numbers(name, role: role)
      return rows.map { all[$0] }
    } catch {
      throw .table(error)
    }
  }

  /// The columns of a model; not a number where a value is missing.
  ///
  /// - Throws: ``CohortFailure``: `table` where a column is not there or most of its cells, but not all, are numbers;
  ///   `term` where a term cannot be computed, with the line where one row is to blame.
  public func covariates(_ terms: CovariateTerms) throws(CohortFailure) -> [CoxCovariate] {
    for name in terms.columnsRead where !table.has(name) { throw .table(table.absent(name, .covariate)) }
    do {
      let columns = try terms.columns(of: kept(terms), rows: rows.count)
      return columns
    } catch {
      switch error {
      case .notFinite(_, let row): throw .term(error, line: table.rows[rows[row]].line)
      case .notNumbers(_, _, let column): throw words(in: column) ?? .term(error, line: nil)
      case .empty, .unexpected, .unknownColumn, .unknownFunction, .argumentCount, .knots, .splineInside, .tooDeep,
        .notWords, .rowsDiffer, .duplicate:
        throw .term(error, line: nil)
      }
    }
  }

  /// The cells of a column of numbers that are none; `nil` where it is one of words.
  private func words(in column: String) -> CohortFailure? {
    let wrong = table.notNumbers(column, rows: rows)
    return wrong.isEmpty || 2 * wrong.count >= rows.count ? nil : .table(.problems(wrong))
  }

  /// Requires that every value of the column is within 0 to 1.
  ///
  /// - Throws: ``CohortFailure``: `notProbability` with the lines of those that are not; `table` where the column is
  ///   not there or has cells that are not numbers.
  public func checkProbabilities(_ column: String) throws(CohortFailure) {
    let values = try numbers(column, role: .score)
    let lines = zip(rows, values).filter { !(0...1).contains($0.1) }.map { table.rows[$0.0].line }
    guard lines.isEmpty else { throw .notProbability(column: column, lines: lines) }
  }

  /// Only the rows that are kept are read, so that what is wrong elsewhere is not an obstacle.
  private func kept(_ terms: CovariateTerms) -> [String: CovariateColumn] {
    table.columns(terms.columnsRead, words: terms.wordsCompared).mapValues { column in
      switch column {
      case .numbers(let values): .numbers(rows.map { values[$0] })
      case .words(let values): .words(rows.map { values[$0] })
      }
    }
  }

  /// Whether a column says who is who, so that nobody can stand there twice unseen.
  ///
  /// - Throws: ``CohortFailure/table(_:)`` with `noColumn` where the column that was named for the patients is not
  ///   there.
  public func namesPatients() throws(CohortFailure) -> Bool { try patientColumn() != nil }

  private func patientColumn() throws(CohortFailure) -> String? {
    do throws(TableFailure) { return try outcome.patientColumn(table) } catch { throw .table(error) }
  }

  /// The lines of rows whose names differ and are barcodes of one patient; see ``PatientBarcode``.
  ///
  /// - Throws: ``CohortFailure/table(_:)`` with `noColumn` where the column that was named for the patients is not
  ///   there.
  public func linesOfOnePerson() throws(CohortFailure) -> [[Int]] {
    guard let column = try patientColumn(), let names = table.texts(column) else { return [] }
    let groups = Dictionary(grouping: rows.filter { !names[$0].isEmpty }) { PatientBarcode.person(names[$0]) }
    return groups.values.filter { $0.count > 1 }.map { $0.map { table.rows[$0].line } }.sorted { $0[0] < $1[0] }
  }

  /// Requires that no patient of this cohort stands in `other`, too. `false`: one of them does not say who is who.
  ///
  /// - Throws: ``CohortFailure``: `bothCohorts` with the lines of the patients who do; `table` where the column that
  ///   was named for the patients is not there.
  public func checkApart(from other: CohortTable) throws(CohortFailure) -> Bool {
    guard let column = try patientColumn(), let own = table.texts(column), let theirs = other.texts(column)
    else { return false }
    let known = Set(theirs.map(PatientBarcode.person))
    let lines = rows.filter { !own[$0].isEmpty && known.contains(PatientBarcode.person(own[$0])) }
      .map { table.rows[$0].line }
    guard lines.isEmpty else { throw .bothCohorts(column: column, lines: lines) }
    return true
  }
}
