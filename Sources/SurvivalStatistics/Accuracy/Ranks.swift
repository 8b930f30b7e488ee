/// Each value's place among the distinct values, from 0; equal values share it.
struct Ranks {
  let of: [Int]
  let distinct: Int
}

/// The dense ranks of finite `values`.
func denseRanks(_ values: [Double]) -> Ranks {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Int](repeating: 0, count: values.count)
  var rank = -1
  for (position, index) in order.enumerated() {
    if position == 0 || values[order[position - 1]] != values[index] { rank += 1 }
    ranks[index] = rank
  }
  return Ranks(of: ranks, distinct: rank + 1)
}

/// The weights of the ranks inserted so far that lie below, at and above a rank: a Fenwick tree (Fenwick, Softw Pract
/// Exper 1994;24:327), O(log n) each. Weights of 1 count.
struct RankSums<Weight: AdditiveArithmetic> {
  private var tree: [Weight]
  private(set) var all = Weight.zero

  init(ranks: Int) {
    tree = [Weight](repeating: .zero, count: ranks + 1)
  }

  mutating func insert(_ rank: Int, _ weight: Weight) {
    all += weight
    var node = rank + 1
    while node < tree.count {
      tree[node] += weight
      node += node & -node
    }
  }

  func sums(_ rank: Int) -> (below: Weight, equal: Weight, above: Weight) {
    let below = prefix(rank)
    let upTo = prefix(rank + 1)
    return (below, upTo - below, all - upTo)
  }

  /// The weight of the ranks less than `end`.
  private func prefix(_ end: Int) -> Weight {
    var sum = Weight.zero
    var node = end
    while node > 0 {
      sum += tree[node]
      node -= node & -node
    }
    return sum
  }
}
