import Microscopy

extension TileBudget {
  /// How many tiles each of `read` speaks for, slide after slide. What was not read is shared among the nearest tiles
  /// of the even sample; tiles of the refinement speak for themselves.
  public func copies(of read: [[TileSite]]) -> TileCopies {
    TileCopies(
      counts: plans.indices.flatMap { slide in
        isLimited ? copies(slide, plans[slide].indices(of: read[slide])) : read[slide].map { _ in 1 }
      })
  }

  private func copies(_ slide: Int, _ read: [Int]) -> [Int] {
    let sites = plans[slide].sites
    let sample = Set(even[slide])
    let evenlyRead = read.indices.filter { sample.contains(read[$0]) }
    let speakers = evenlyRead.isEmpty ? Array(read.indices) : evenlyRead
    let known = Neighbourhood(speakers.map { sites[read[$0]].place })
    var weights = [Double](repeating: 1, count: read.count)
    for unread in Set(sites.indices).subtracting(read).sorted() {
      for near in known.shares(at: sites[unread].place) { weights[speakers[near.known]] += Double(near.share) }
    }
    return Self.rounded(weights, along: read.map { sites[$0] }.alongCurve)
  }

  /// Whole numbers with the same sum, what is rounded off handed on to the next along the curve, so that every part of
  /// the tissue keeps its weight.
  private static func rounded(_ weights: [Double], along curve: [Int]) -> [Int] {
    var result = [Int](repeating: 1, count: weights.count)
    var sum = 0.0
    var given = 0
    for tile in curve {
      sum += weights[tile]
      result[tile] = max(1, Int((sum + 1e-6).rounded()) - given)
      given += result[tile]
    }
    return result
  }
}
