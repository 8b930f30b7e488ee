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

/// How many of the ranks inserted so far lie below, at and above a rank: a Fenwick tree (Fenwick, Softw Pract Exper
/// 1994;24:327), O(log n) each.
struct RankCounter {
  private var tree: [Int]
  private var inserted = 0

  init(ranks: Int) {
    tree = [Int](repeating: 0, count: ranks + 1)
  }

  mutating func insert(_ rank: Int) {
    inserted += 1
    var node = rank + 1
    while node < tree.count {
      tree[node] += 1
      node += node & -node
    }
  }

  func counts(_ rank: Int) -> (below: Int, equal: Int, above: Int) {
    let below = prefix(rank)
    let upTo = prefix(rank + 1)
    return (below, upTo - below, inserted - upTo)
  }

  /// Inserted ranks less than `end`.
  private func prefix(_ end: Int) -> Int {
    var sum = 0
    var node = end
    while node > 0 {
      sum += tree[node]
      node -= node & -node
    }
    return sum
  }
}
