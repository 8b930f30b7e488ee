import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("The tile budget")
struct TileBudgetTests {
  /// `columns` x `rows` tiles of 10 px.
  private static func plan(_ columns: Int, _ rows: Int) -> TilePlan {
    let sites = (0..<(columns * rows)).map { TileSite(x: $0 % columns * 10, y: $0 / columns * 10, side: 10) }
    return TilePlan(sites: sites, tileMicrons: 112, pixels: 224, level: 0)
  }

  /// A hot spot about (`x`, `y`), 60 px wide.
  private static func attention(_ sites: [TileSite], x: Int, y: Int) -> [Float] {
    sites.map { 1 / (1 + Float(($0.x - x) * ($0.x - x) + ($0.y - y) * ($0.y - y)) / 3600) }
  }

  /// Everything that a budget of `limit` reads of `plans` with a hot spot about (200, 200).
  private static func reading(_ plans: [TilePlan], limit: Int, seed: Int? = 1) -> (TileBudget, [[TileSite]]) {
    var budget = TileBudget(plans, limit: limit, seed: seed)
    var read = budget.evenSample.map(\.sites)
    while !budget.isSpent {
      let more = budget.refinement(of: read, attention: read.map { attention($0, x: 200, y: 200) })
      read = zip(read, more).map { $0 + $1.sites }
    }
    return (budget, read)
  }

  @Test("a seeded sample has its size, no tile twice, and a part in every quarter", arguments: 0..<20)
  func seeded(seed: Int) {
    let plan = Self.plan(40, 40)
    let sample = plan.sampled(100, seed: seed).sites
    #expect(sample.count == 100)
    #expect(Set(sample).count == 100)
    #expect(sample == plan.sampled(100, seed: seed).sites)
    for quarter in [(0, 0), (200, 0), (0, 200), (200, 200)] {
      let inside = sample.filter { $0.x / 200 * 200 == quarter.0 && $0.y / 200 * 200 == quarter.1 }
      #expect((24...26).contains(inside.count))
    }
  }

  @Test("another seed gives another sample, and without a seed it is the one of the middle of each run")
  func seeds() {
    let plan = Self.plan(40, 40)
    let samples = Set((0..<8).map { plan.sampled(100, seed: $0).sites })
    #expect(samples.count > 4)
    #expect(plan.sampled(100, seed: nil).sites == plan.sampled(100).sites)
    // The ninth of each sixteen along the curve: column 0, row 2 of each 4 x 4.
    #expect(plan.sampled(100).sites.allSatisfy { $0.x % 40 == 0 && $0.y % 40 == 20 })
  }

  @Test("over the seeds every tile has the same chance")
  func chances() {
    let plan = Self.plan(5, 4)
    var drawn: [TileSite: Int] = [:]
    for seed in 0..<2000 { for site in plan.sampled(8, seed: seed).sites { drawn[site, default: 0] += 1 } }
    // 800 expected; the standard deviation of a binomial is 22.
    #expect(plan.sites.allSatisfy { (690...910).contains(drawn[$0] ?? 0) })
  }

  @Test("a budget is spent to the tile, two thirds evenly, on no tile twice", arguments: [1, 2, 3, 20, 150, 1599])
  func spent(limit: Int) {
    let (budget, read) = Self.reading([Self.plan(40, 40)], limit: limit)
    #expect(budget.total == limit)
    #expect(read[0].count == limit)
    #expect(Set(read[0]).count == limit)
    #expect(budget.evenSample[0].sites.count == limit - limit / 3)
    #expect(budget.unread(read)[0].count == 1600 - limit)
  }

  @Test("a budget that is no limit reads all tiles at once, in the plan's order", arguments: [nil, 1600, 5000])
  func unlimited(limit: Int?) {
    let plan = Self.plan(40, 40)
    let budget = TileBudget([plan], limit: limit, seed: 3)
    #expect(budget.isSpent)
    #expect(budget.evenSample[0].sites == plan.sites)
    #expect(budget.copies(of: [plan.sites]).isPlain)
    #expect(budget.unread([plan.sites]) == [[]])
  }

  @Test("the refinement reads the hot spot nearly whole")
  func refined() {
    let (_, read) = Self.reading([Self.plan(40, 40)], limit: 300)
    let hot = Self.plan(40, 40).sites.sorted {
      Self.attention([$0], x: 200, y: 200)[0] > Self.attention([$1], x: 200, y: 200)[0]
    }.prefix(80)
    let found = hot.filter(read[0].contains).count
    #expect(found >= 76, "of 80; an even sample finds 15")
  }

  @Test("the same attention and seed give the same tiles")
  func deterministic() {
    #expect(Self.reading([Self.plan(30, 20)], limit: 200).1 == Self.reading([Self.plan(30, 20)], limit: 200).1)
  }

  @Test("where the attention is flat the rest is spread evenly")
  func flat() {
    let plan = Self.plan(40, 40)
    var budget = TileBudget([plan], limit: 400, seed: 1)
    var read = budget.evenSample.map(\.sites)
    while !budget.isSpent {
      let more = budget.refinement(of: read, attention: [read[0].map { _ in 0.25 }])
      read[0] += more[0].sites
    }
    for quarter in [(0, 0), (200, 0), (0, 200), (200, 200)] {
      let inside = read[0].filter { $0.x / 200 * 200 == quarter.0 && $0.y / 200 * 200 == quarter.1 }
      #expect((90...110).contains(inside.count))
    }
  }

  @Test("slides share the budget by their tissue, none with tissue goes without")
  func shares() {
    #expect(TileBudget.shares(of: [300, 100, 0, 200], total: 60) == [30, 10, 0, 20])
    #expect(TileBudget.shares(of: [1000, 1, 1], total: 10) == [8, 1, 1])
    #expect(TileBudget.shares(of: [7, 7, 7], total: 10).reduce(0, +) == 10)
    #expect(TileBudget.shares(of: [5, 5, 5], total: 2).reduce(0, +) == 2)
    #expect(TileBudget.shares(of: [], total: 5) == [])
  }

  @Test("the refinement goes to the slide with the attention")
  func slides() {
    let plans = [Self.plan(40, 40), Self.plan(40, 40)]
    var budget = TileBudget(plans, limit: 300, seed: 1)
    var read = budget.evenSample.map(\.sites)
    let before = read.map(\.count)
    while !budget.isSpent {
      let more = budget.refinement(
        of: read, attention: [read[0].map { _ in 0 }, Self.attention(read[1], x: 0, y: 0)])
      read = zip(read, more).map { $0 + $1.sites }
    }
    #expect(before == [100, 100])
    #expect(read.map(\.count) == [100, 200])
  }

  @Test("what is read speaks for every tile of the slide; tiles of the refinement for themselves")
  func copies() {
    let (budget, read) = Self.reading([Self.plan(40, 40), Self.plan(10, 10)], limit: 300)
    let copies = budget.copies(of: read)
    #expect(copies.counts.count == 300)
    #expect(copies.counts.prefix(read[0].count).reduce(0, +) == 1600)
    #expect(copies.total == 1700)
    let even = Set(budget.evenSample[0].sites)
    #expect(zip(read[0], copies.counts).allSatisfy { $1 >= 1 && ($1 == 1 || even.contains($0)) })
  }

  @Test("a tile that cannot be read is not tried again, and its neighbours speak for it")
  func unreadable() {
    let plan = Self.plan(20, 20)
    var budget = TileBudget([plan], limit: 120, seed: 1)
    var tried = budget.evenSample[0].sites
    var read = tried.filter { $0.x != 100 }
    while !budget.isSpent {
      let more = budget.refinement(of: [read], attention: [Self.attention(read, x: 100, y: 100)])[0].sites
      tried += more
      read += more.filter { $0.x != 100 }
    }
    #expect(Set(tried).count == 120)
    #expect(tried.count == 120)
    #expect(budget.copies(of: [read]).total == 400)
    #expect(budget.unread([read])[0].count == 400 - read.count)
  }

  @Test("nothing that could be read leaves nothing to say")
  func nothing() {
    var budget = TileBudget([Self.plan(10, 10)], limit: 30, seed: 1)
    while !budget.isSpent { _ = budget.refinement(of: [[]], attention: [[]]) }
    #expect(budget.copies(of: [[]]).counts == [])
    #expect(TileBudget([], limit: 5).isSpent)
  }

  @Test("the mean of a smooth field over the copies is that of all tiles, though its peak was read more")
  func unbiased() {
    let plan = Self.plan(40, 40)
    let all = Self.attention(plan.sites, x: 200, y: 200).reduce(0, +) / 1600
    let (budget, read) = Self.reading([plan], limit: 300)
    let values = Self.attention(read[0], x: 200, y: 200)
    let copies = budget.copies(of: read)
    let mean = copies.repeated(values, width: 1).reduce(0, +) / Float(copies.total)
    #expect(abs(mean / all - 1) < 0.03)
    #expect(values.reduce(0, +) / 300 / all > 1.5, "as it is, the sample is half as hot again")
  }

  @Test("rows stand as often as they count, and what they get is theirs together")
  func repetition() {
    let copies = TileCopies(counts: [2, 1, 3])
    #expect(copies.repeated([1, 2, 3, 4, 5, 6], width: 2) == [1, 2, 1, 2, 3, 4, 5, 6, 5, 6, 5, 6])
    #expect(copies.summed([1, 10, 5, 1, 2, 3]) == [11, 5, 6])
    #expect(TileCopies(counts: [1, 1]).summed([3, 4]) == [3, 4])
  }

  @Test("a tile between others is like them, the nearer the more, and never outside their range")
  func neighbours() {
    let known = Neighbourhood([SIMD2(0, 0), SIMD2(3, 0)])
    let shares = known.shares(at: SIMD2(1, 0))
    #expect(shares.map(\.known) == [0, 1])
    #expect(shares.map(\.share) == [0.8, 0.2])
    let many = Neighbourhood((0..<50).map { SIMD2(Float($0), 0) }).shares(at: SIMD2(20, 1))
    #expect(many.count == 12)
    #expect(many.first?.known == 20)
    #expect(Neighbourhood([]).shares(at: SIMD2(0, 0)).isEmpty)
  }
}
