import SurvivalStatistics

/// Agreement of two raters beyond what their own habits would give by chance.
///
/// With p_ij the share of subjects that the first rater puts into category i and the second into j, and p_i. and p_.j
/// the rows' and columns' sums (Cohen, Educ Psychol Meas 1960;20:37):
///
///     po = sum_i p_ii        pe = sum_i p_i. p_.i        kappa = (po - pe) / (1 - pe)
///
/// Its large-sample standard error where kappa is not taken to be 0 (Fleiss, Cohen & Everitt, Psychol Bull 1969;72:323,
/// equation 13), with n subjects:
///
///     se^2 = (sum_i p_ii ((1 - pe) - (p_i. + p_.i) (1 - po))^2 + (1 - po)^2 sum_{i != j} p_ij (p_.i + p_j.)^2
///             - (po pe - 2 pe + po)^2) / (n (1 - pe)^4)
public struct CohenKappa: Hashable, Sendable {
  /// How many subjects both have rated.
  public let count: Int
  /// The share on which they agree, po.
  public let observed: Double
  /// The share on which they would agree by chance, pe; below 1.
  public let expected: Double
  /// The statistic, -1...1.
  public let kappa: Double
  /// Its large-sample standard error; 0 where they agree on all, or where one of them has put all into one category,
  /// which says that the formula has no answer.
  public let standardError: Double

  /// Of a square table of subjects, one row per category of the first rater and one column per category of the second.
  ///
  /// `nil` where the table is not square or has a negative number, where nobody was rated, and where both have put all
  /// into one and the same category, so that chance explains everything.
  public init?(_ table: [[Int]]) {
    let size = table.indices
    guard table.allSatisfy({ $0.count == table.count && $0.allSatisfy { $0 >= 0 } }) else { return nil }
    let total = table.joined().reduce(0, +)
    guard total > 0 else { return nil }
    let p = table.map { $0.map { Double($0) / Double(total) } }
    let rows = p.map { $0.reduce(0, +) }
    let columns = size.map { j in p.reduce(0) { $0 + $1[j] } }
    // As whole numbers, so that a table of one category is found whatever the rounding.
    let chance = size.reduce(0) { sum, i in sum + table[i].reduce(0, +) * table.reduce(0) { $0 + $1[i] } }
    guard chance < total * total else { return nil }
    let po = size.reduce(0) { $0 + p[$1][$1] }
    let pe = Double(chance) / (Double(total) * Double(total))
    count = total
    observed = po
    expected = pe
    kappa = (po - pe) / (1 - pe)
    // As whole numbers again: rounding leaves a standard error of 1e-17 where it is 0.
    let isUnanimous = !size.contains { i in size.contains { $0 != i && table[i][$0] > 0 } }
    let isConstant = size.contains { i in table[i].reduce(0, +) == total || table.reduce(0) { $0 + $1[i] } == total }
    guard !isUnanimous, !isConstant else {
      standardError = 0
      return
    }
    var sum = 0.0
    for i in size {
      for j in size {
        let part = i == j ? (1 - pe) - (rows[i] + columns[i]) * (1 - po) : (1 - po) * (columns[i] + rows[j])
        sum += p[i][j] * part * part
      }
    }
    let middle = po * pe - 2 * pe + po
    let variance = (sum - middle * middle) / (Double(total) * (1 - pe) * (1 - pe) * (1 - pe) * (1 - pe))
    standardError = max(0, variance).squareRoot()
  }

  /// The 95 % limits, kappa -+ 1.96 standard errors cut to -1...1; `nil` where the standard error has no answer.
  public var limits: (lower: Double, upper: Double)? {
    guard standardError > 0 else { return nil }
    let margin = normalQuantile975 * standardError
    return (max(-1, kappa - margin), min(1, kappa + margin))
  }
}
