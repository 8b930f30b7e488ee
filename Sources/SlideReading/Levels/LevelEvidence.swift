/// What the windows of a level have said so far.
struct LevelEvidence: Equatable {
  /// Windows with something to see that are enough, and the most that are looked at.
  static let (enough, mostTries) = (4, 24)
  /// The same for JPEG 2000, whose tiles cost about 30 times as much.
  static let (enoughOfDear, fewTries) = (2, 8)
  /// Failed reads after which no more is read: each of them opens the file again.
  private static let mostFailures = 4

  private(set) var agreements = 0
  /// Agreements that only a level of this very slide has, at this place and scale.
  private(set) var proofs = 0
  private(set) var differences = 0
  /// Windows in which the level shows something and the finer one nothing.
  private(set) var evens = 0
  private var correlations = 0.0
  var coarseFailures = 0
  var fineFailures = 0

  mutating func add(_ outcome: WindowComparison.Outcome?) {
    switch outcome {
    case nil, .nothing: break
    case .agrees(let correlation):
      agreements += 1
      if correlation >= Self.proof { proofs += 1 }
      correlations += correlation
    case .finerIsEven: evens += 1
    case .differs: differences += 1
    }
  }

  var informative: Int { agreements + differences }

  func isEnough(few: Bool) -> Bool {
    let isDecided = informative >= (few ? Self.enoughOfDear : Self.enough) && (isMostlyAlike || proofs == 0)
    return isDecided || coarseFailures + fineFailures >= Self.mostFailures
  }

  /// Correlation from which on a window is proof: levels that were averaged have 0.9 and more, windows of other places
  /// 0.69 at most.
  private static let proof = 0.9
  /// Proofs, and their share of all windows with something to see, from which a level is of this slide whatever the
  /// others say.
  private static let (proofs, shareOfProofs) = (3, 0.25)

  /// At most a quarter of the windows may differ: a damaged tile is not a lying level.
  private var isMostlyAlike: Bool { agreements > 0 && differences * 4 <= informative }

  /// Whether the level is of this slide, at its place and scale. One that is for a part stays, too: where the two
  /// differ, one of both is damaged, which is found tile by tile.
  var passes: Bool {
    isMostlyAlike || proofs >= Self.proofs && Double(proofs) >= Self.shareOfProofs * Double(informative)
  }

  var meanCorrelation: Double { correlations / Double(max(1, agreements)) }

  /// Whether the level itself failed wherever it was looked at.
  var isUnreadable: Bool { informative == 0 && coarseFailures >= Self.mostFailures }
}
