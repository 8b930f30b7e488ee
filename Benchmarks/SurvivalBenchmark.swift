import Foundation
import SurvivalStatistics

/// Harrell's c of 100,000 subjects, with its standard error, and Cox's regression (Efron) on ten columns of them. The
/// peer is `peers/survival.R`, which draws the same subjects.
enum SurvivalBenchmark {
  private static let (subjects, columns) = (100_000, 10)

  static func run(_ folder: String) throws {
    let cohort = Cohort(subjects: subjects, columns: columns)
    var (c, z) = (0.0, 0.0)
    let concordances = try Timing.median(of: 5) {
      c = try concordance(scores: cohort.columns[0].values, times: cohort.times).index
    }
    let fits = try Timing.median(of: 5) {
      z = try CoxRegression.fit(cohort.columns, times: cohort.times).effects[0].z
    }
    report("concordance, with its standard error", concordances.wall, "s", 3)
    report("Cox, \(columns) columns, Efron", fits.wall, "s", 3)
    report("c of the first column", c, "", 8)
    report("z of the first column", z, "", 6)
  }

  /// Exponential times with a hazard of the columns, in whole days and so with ties; half are censored, uniformly.
  private struct Cohort {
    let times: [SurvivalTime]
    let columns: [CoxCovariate]

    init(subjects: Int, columns count: Int) {
      var draws = Draws()
      let values = (0..<count).map { _ in (0..<subjects).map { _ in 2 * draws.next() - 1 } }
      times = (0..<subjects).map { row in
        let eta = values.indices.reduce(0.0) { $0 + 0.1 * Double($1 + 1) * values[$1][row] }
        let event = (-log(1 - draws.next()) / exp(eta) * 1000).rounded(.up)
        let censoring = (draws.next() * 2000).rounded(.up)
        return SurvivalTime(time: max(1, min(event, censoring)), event: event <= censoring)
      }
      columns = values.enumerated().map { CoxCovariate("x\($0 + 1)", $1) }
    }
  }

  /// Numbers of [0, 1) by a rule that R's doubles can follow exactly: Park and Miller's minimal standard generator.
  private struct Draws {
    private var state = 1.0

    mutating func next() -> Double {
      state = (16807 * state).truncatingRemainder(dividingBy: 2_147_483_647)
      return state / 2_147_483_647
    }
  }
}
