import Foundation

/// The time scale on which a coefficient is suspected to move.
public enum TimeTransform: String, Sendable, Codable, CaseIterable {
  /// 1 - S(t-) by Kaplan-Meier: the default of R's `cox.zph`.
  case kaplanMeier = "km"
  /// The mid-rank among all the times.
  case rank
  /// The time t itself.
  case identity
  /// The logarithm of the time t.
  case log
}

/// Whether coefficients are constant over time.
public struct ProportionalHazardsTest: Sendable, Hashable, Codable {
  /// One term: a column, or the columns that a variable was spread over.
  public struct Term: Sendable, Hashable, Codable {
    /// Name of the term's first column.
    public let name: String
    /// The test of the term, with one degree of freedom per column.
    public let test: ChiSquaredTest
  }

  /// The tests, one per term, in the order of the columns.
  public let terms: [Term]
  /// The test of all terms at once.
  public let global: ChiSquaredTest
}

/// The score test of a time-varying coefficient beta_j + theta_j (g(t) - mean g) at theta = 0 (Grambsch & Therneau,
/// Biometrika 1994;81:515; exact and not approximate, as R's `cox.zph` from survival 3.0 on).
///
/// With r_i the Schoenfeld residual of event i and V_i the risk set's covariance there (see `CoxDesign.derivatives` for
/// the tie rules), and g centred at its mean over the events:
///
///     u = sum g_i r_i,   A = sum V_i,   B = sum g_i V_i,   C = sum g_i^2 V_i,
///     chi^2_J = u_J' (C_JJ - B_J A^-1 B_J')^-1 u_J
///
/// - Parameters:
///   - model: fitted, without a penalty, on `covariates` and `times`.
///   - terms: ranges of columns that are tested together; each column by itself where `nil`.
/// - Throws: ``SurvivalFailure`` where the model was fitted with a penalty, or columns and times are not those of the
///   model.
public func proportionalHazardsTest(
  _ model: CoxModel, _ covariates: [CoxCovariate], times: [SurvivalTime], transform: TimeTransform = .kaplanMeier,
  terms: [Range<Int>]? = nil
) throws(SurvivalFailure) -> ProportionalHazardsTest {
  guard model.ridge == 0 else { throw .penalised }
  guard covariates.count == model.names.count else {
    throw .countsDiffer(name: "covariates", expected: model.names.count, found: covariates.count)
  }
  let design = try CoxDesign(covariates, times, model.ties)
  let sums = TimeVaryingSums(design, beta: zip(model.coefficients, design.scales).map { $0 * $1 }, transform)
  let ranges = terms ?? design.names.indices.map { $0..<$0 + 1 }
  var results: [ProportionalHazardsTest.Term] = []
  for range in ranges {
    results.append(
      ProportionalHazardsTest.Term(name: design.names[range.lowerBound], test: try sums.test(range, design)))
  }
  return ProportionalHazardsTest(terms: results, global: try sums.test(0..<design.width, design))
}

/// u, A, B and C.
private struct TimeVaryingSums {
  private var score: [Double]
  private var plain: SymmetricMatrix
  private var mixed: SymmetricMatrix
  private var squared: SymmetricMatrix

  init(_ design: CoxDesign, beta: [Double], _ transform: TimeTransform) {
    score = [Double](repeating: 0, count: design.width)
    plain = SymmetricMatrix(side: design.width)
    (mixed, squared) = (plain, plain)
    var scales = Self.centred(design.order, transform)
    design.visitEvents(beta) { derivatives in
      let g = scales.removeLast()
      for j in score.indices {
        score[j] += g * derivatives.gradient[j]
        for k in 0...j {
          let v = derivatives.information[j, k]
          plain[j, k] += v
          mixed[j, k] += g * v
          squared[j, k] += g * g * v
        }
      }
    }
  }

  /// g at each time with an event, less its mean over the events.
  private static func centred(_ order: TimeOrder, _ transform: TimeTransform) -> [Double] {
    let groups = order.groups.filter { $0.events > 0 }
    let values = Self.values(order, transform)
    let mean = zip(groups, values).reduce(0) { $0 + Double($1.0.events) * $1.1 } / Double(order.events)
    return values.map { $0 - mean }
  }

  private static func values(_ order: TimeOrder, _ transform: TimeTransform) -> [Double] {
    let groups = order.groups.filter { $0.events > 0 }
    switch transform {
    case .identity: return groups.map(\.time)
    case .log: return groups.map { Foundation.log($0.time) }
    case .rank: return groups.map { Double($0.range.lowerBound + $0.range.upperBound + 1) / 2 }
    case .kaplanMeier:
      var survival = 1.0
      return groups.map { group in
        let atRisk = Double(order.count - group.range.lowerBound)
        defer { survival *= (atRisk - Double(group.events)) / atRisk }
        return 1 - survival
      }
    }
  }

  func test(_ columns: Range<Int>, _ design: CoxDesign) throws(SurvivalFailure) -> ChiSquaredTest {
    guard case .success(let factor) = plain.cholesky(tolerance: CoxRegression.collinearity) else {
      throw .notIdentifiable(column: design.names[columns.lowerBound])
    }
    let solved = columns.map { j in factor.solve(design.names.indices.map { mixed[max(j, $0), min(j, $0)] }) }
    var rest = SymmetricMatrix(side: columns.count)
    for (row, j) in columns.enumerated() {
      for (column, k) in columns.prefix(row + 1).enumerated() {
        let explained = design.names.indices.reduce(0) { $0 + mixed[max(j, $1), min(j, $1)] * solved[column][$1] }
        rest[row, column] = squared[j, k] - explained
      }
    }
    guard case .success(let inverse) = rest.cholesky(tolerance: CoxRegression.collinearity) else {
      throw .notIdentifiable(column: design.names[columns.lowerBound])
    }
    let u = Array(score[columns])
    let statistic = zip(u, inverse.solve(u)).reduce(0) { $0 + $1.0 * $1.1 }
    return ChiSquaredTest(statistic: statistic, degreesOfFreedom: columns.count)
  }
}
