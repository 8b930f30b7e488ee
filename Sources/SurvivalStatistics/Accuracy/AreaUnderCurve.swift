/// Area under the receiver operating characteristic: the probability that a random positive scores above a random
/// negative, equal scores counting one half.
///
/// AUC = U / (n1 n0), U the Mann-Whitney statistic: sum of the positives' mid-ranks less n1 (n1 + 1) / 2 (Hanley &
/// McNeil, Radiology 1982;143:29).
///
/// - Throws: ``SurvivalFailure``: `empty` where there is no label, `countsDiffer` or `notFinite` where the scores are
///   not as many or not finite, `oneClass` where the labels are all alike.
public func rocAUC(scores: [Double], labels: [Bool]) throws(SurvivalFailure) -> Double {
  guard !labels.isEmpty else { throw .empty }
  try checkFinite(scores, name: "score", count: labels.count)
  let ranks = denseRanks(scores)
  var positives = [Int](repeating: 0, count: ranks.distinct)
  var negatives = positives
  for (rank, label) in zip(ranks.of, labels) {
    if label { positives[rank] += 1 } else { negatives[rank] += 1 }
  }
  let total = (positive: positives.reduce(0, +), negative: negatives.reduce(0, +))
  guard total.positive > 0, total.negative > 0 else { throw .oneClass }
  var below = 0
  var twiceU = 0
  for (positive, negative) in zip(positives, negatives) {
    twiceU += positive * (2 * below + negative)
    below += negative
  }
  return Double(twiceU) / 2 / (Double(total.positive) * Double(total.negative))
}
