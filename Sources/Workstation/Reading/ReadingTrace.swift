import Casework

/// What of a case the last screen showed.
public struct CaseOnScreen: Hashable, Sendable {
  /// What was to be seen, with nothing over it.
  public var layers: Set<ReadingLayer>

  /// The case's screen, with these layers.
  public init(_ layers: Set<ReadingLayer> = []) { self.layers = layers }
}

/// What was seen of a case since the workstation was started; it is told what is painted and what time it is.
///
/// The windows stay when the case is left, and while nothing is known of the tiles: what was seen before a first call
/// counts afterwards, and before it nothing says where the tiles are.
struct ReadingTrace: Equatable, Sendable {
  /// Whether anything is kept at all.
  let isKept: Bool
  /// When the case was first on the screen, seconds since the epoch.
  private var since: Int?
  private var seconds = 0
  private var layers: [ReadingLayer: Span] = [:]
  private var onScreen: CaseOnScreen?
  private var windows: [SeenWindow] = []
  private var tiles: Tiles?
  /// What was tried to be left out of the finding, in its order.
  private var trials: [RegionTrial] = []

  private struct Span: Equatable {
    let first: Int
    var seconds = 0
  }

  /// The finding's tiles, as far as they are known.
  private struct Tiles: Equatable {
    var tissue: SeenTiles
    let ranking: PlaceRanking
    var highest: SeenTiles
  }

  init(isKept: Bool = true) { self.isKept = isKept }

  /// A record that begins now, of the same tiles.
  var begunAnew: ReadingTrace {
    var trace = ReadingTrace(isKept: isKept)
    trace.tiles = tiles.map {
      Tiles(tissue: $0.tissue.unseen, ranking: $0.ranking, highest: $0.highest.unseen)
    }
    return trace
  }

  /// Seconds without a key or the mouse after which time does not count any more.
  static let idle = 60

  /// The longest time between two ticks that counts, seconds: the workstation ticks every second, and what is longer is
  /// a program that was stopped, or a clock that was set.
  static let longestTick = 5

  // MARK: What happens

  /// The screen that stands from `now` on, seconds since the epoch; `nil` where it does not show the case.
  mutating func paint(_ shown: CaseOnScreen?, now: Int) {
    guard isKept else { return }
    onScreen = shown
    guard let shown else { return }
    since = since ?? now
    for layer in shown.layers where layers[layer] == nil { layers[layer] = Span(first: now) }
  }

  /// The time goes from one tick to the next, seconds since the epoch.
  ///
  /// - Parameter typedAt: when a key was pressed last.
  mutating func tick(from start: Int, to end: Int, typedAt: Int) {
    guard let onScreen, (1...Self.longestTick).contains(end - start) else { return }
    let counted = max(0, min(end, typedAt + Self.idle) - start)
    seconds += counted
    for layer in onScreen.layers { layers[layer]?.seconds += counted }
  }

  /// A part of a slide was on the screen, close enough.
  mutating func see(_ window: SeenWindow) {
    guard isKept, !windows.contains(where: { $0.covers(window) }) else { return }
    windows.append(window)
    tiles?.tissue.see(window)
    tiles?.highest.see(window)
  }

  /// Takes the tiles of the finding; none are known where there are none.
  ///
  /// - Parameter unread: tissue that a budget left out.
  mutating func take(_ read: [TileFinding], unread: [TissueSquare], of finding: Finding?) {
    guard isKept, let finding, !read.isEmpty else {
      tiles = nil
      return
    }
    let ranking = HighestPlaces.ranking(of: read, finding)
    let highest = HighestPlaces.highest(of: read, by: ranking).map(\.place)
    var taken = Tiles(
      tissue: SeenTiles(read.map(\.place) + unread), ranking: ranking, highest: SeenTiles(highest))
    for window in windows {
      taken.tissue.see(window)
      taken.highest.see(window)
    }
    tiles = taken
  }

  /// Regions were left out for a trial.
  mutating func take(_ trial: RegionTrial) { if isKept { trials.append(trial) } }

  /// The last of the regions that were left out was taken back.
  mutating func takeBack(_ boxes: [LeftOutBox]) {
    if let last = trials.indices.last, trials[last].boxes == boxes { trials[last].isTakenBack = true }
  }

  /// As it is kept while another case is on the screen: the tiles come anew with the case.
  var parked: ReadingTrace {
    var parked = self
    (parked.onScreen, parked.tiles) = (nil, nil)
    return parked
  }

  // MARK: What is told

  /// What a signature says of it; `nil` where the case was on no screen.
  var kept: ReadingKept? { isKept ? record.map { .record($0) } : .off }

  /// What was seen so far; `nil` where that is nothing, or nothing is kept.
  var record: ReadingRecord? {
    guard let since else { return nil }
    let shown = ReadingLayer.allCases.compactMap { layer in
      layers[layer].map {
        LayerShown(layer: layer, first: Timestamp(seconds: $0.first).text, seconds: $0.seconds)
      }
    }
    return ReadingRecord(
      since: Timestamp(seconds: since).text, seconds: seconds, layers: shown,
      tissue: tiles.map { TissueSeen(tiles: $0.tissue.places.count, sixteenths: $0.tissue.sixteenths) },
      highest: tiles.map { HighestPlaces(ranking: $0.ranking, places: $0.highest.seen) }, trials: trials)
  }
}
