/// What the windows of a level have said so far.
struct LevelEvidence: Equatable {
  /// Windows with something to see that are enough, and the most that are looked at.
  static let (enough, mostTries) = (4, 24)
  /// The same for JPEG 2000, whose tiles cost about 30 times as much.
  static let (enoughOfDear, fewTries) = (2, 8)
  /// Failed reads after which no more is read: each of them opens the file again.
  private static let mostFailures = 4

  private(set) var agreements = 0
  private(set) var differences = 0
  private var correlations = 0.0
  var coarseFailures = 0
  var fineFailures = 0

  mutating func add(_ outcome: WindowComparison.Outcome?) {
    switch outcome {
    case nil, .nothing: break
    case .agrees(let correlation):
      agreements += 1
      correlations += correlation
    case .differs: differences += 1
    }
  }

  var informative: Int { agreements + differences }

  func isEnough(few: Bool) -> Bool {
    informative >= (few ? Self.enoughOfDear : Self.enough) || coarseFailures + fineFailures >= Self.mostFailures
  }

  /// At most a quarter of the windows may differ: a damaged tile is not a lying level.
  var passes: Bool { agreements > 0 && differences * 4 <= informative }

  var meanCorrelation: Double { correlations / Double(max(1, agreements)) }

  /// Whether the level itself failed wherever it was looked at.
  var isUnreadable: Bool { informative == 0 && coarseFailures >= Self.mostFailures }
}
