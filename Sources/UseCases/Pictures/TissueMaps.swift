import Dispatch
import Microscopy
import SlidePictures
import Synchronization
import TissueAnalysis

/// The tissue maps of the slides that are looked at, found once and in the background, by what scoring goes by.
final class TissueMaps: Sendable {
  /// What a map is wanted of.
  struct Wish: Sendable {
    let opening: SlideToOpen
    let slide: SlideDescription
    let mpp: MicronsPerPixel
    /// The tiles of the finding, by its result file; `nil` where it is not known.
    let finding: (file: String, tiles: SlideTiles)?
  }

  /// What there is of it.
  enum Standing {
    case known(TissueMap)
    case computing
    case failed
  }

  private enum Survey {
    /// By its number, so that one that was dropped is not kept when it ends.
    case computing(Int)
    case failed
    case known(TissueSurvey)
  }

  private struct State {
    var surveys: [String: Survey] = [:]
    var next = 0
    /// Paths in the order in which their surveys were begun.
    var begun: [String] = []
    /// The map that was asked for last of each slide, and of which result file it is.
    var maps: [String: (file: String?, map: TissueMap)] = [:]

    /// Notes a survey that begins, in the place of the oldest where there are too many, and answers its number.
    mutating func begin(_ path: String) -> Int {
      next += 1
      surveys[path] = .computing(next)
      begun.append(path)
      if begun.count > TissueMaps.most { forget(begun[0]) }
      return next
    }

    mutating func forget(_ path: String) {
      surveys[path] = nil
      maps[path] = nil
      begun.removeAll { $0 == path }
    }
  }

  private let state = Mutex(State())
  /// Opens slides as scoring reads them.
  private let opener: any SlideOpener
  /// Surveys, one after the other.
  let queue = DispatchQueue(label: "tissue maps", qos: .userInitiated)

  /// Slides whose surveys are kept.
  fileprivate static let most = 4
  /// Threads that read a slide; with two of them a survey that is not wanted any more ends soon.
  private static let workers = 2

  /// Maps of slides that `opener` opens.
  init(_ opener: any SlideOpener) { self.opener = opener }

  /// The map as far as it is known; a slide of which nothing is known is looked over from now on.
  ///
  /// - Parameters:
  ///   - isWanted: whether it still is; asked now and then while the slide is looked over.
  ///   - then: called when that has ended: the map can be had by now, or never, or is to be asked for again.
  func standing(
    of wish: Wish, isWanted: @escaping @Sendable () -> Bool, then: @escaping @Sendable () -> Void
  ) -> Standing {
    let path = wish.opening.path
    let (survey, begun) = state.withLock { state -> (Survey, Int?) in
      if let known = state.surveys[path] { return (known, nil) }
      let number = state.begin(path)
      return (.computing(number), number)
    }
    if let begun {
      queue.async {
        self.keep(self.survey(wish.opening, wish.mpp, isWanted), begun, of: path)
        then()
      }
    }
    switch survey {
    case .known(let survey): return .known(map(survey, wish))
    case .failed: return .failed
    case .computing: return .computing
    }
  }

  /// What is kept of the slide at `path` goes: another file lies there by now.
  func forget(_ path: String) { state.withLock { $0.forget(path) } }

  /// `nil` where it was not wanted any more.
  private func survey(
    _ opening: SlideToOpen, _ mpp: MicronsPerPixel, _ isWanted: @escaping @Sendable () -> Bool
  ) -> Survey? {
    // What was given up once stays so: parts of the slide are not in it.
    let isGivenUp = Mutex(false)
    let watch = SurveyWatch(
      progress: { _, _ in },
      isCancelled: {
        isGivenUp.withLock { isGivenUp in
          isGivenUp = isGivenUp || !isWanted()
          return isGivenUp
        }
      })
    let slide = try? opener.open(opening)
    let survey = slide.flatMap { try? TissueSurvey.survey(of: $0, mpp: mpp, workers: Self.workers, watch) }
    guard !isGivenUp.withLock({ $0 }) else { return nil }
    return survey.map { .known($0) } ?? .failed
  }

  /// Keeps what was found, unless it was dropped meanwhile.
  private func keep(_ survey: Survey?, _ number: Int, of path: String) {
    state.withLock { state in
      guard case .computing(number)? = state.surveys[path] else { return }
      if let survey { state.surveys[path] = survey } else { state.forget(path) }
    }
  }

  private func map(_ survey: TissueSurvey, _ wish: Wish) -> TissueMap {
    let file = wish.finding?.file
    if let kept = state.withLock({ $0.maps[wish.opening.path] }), kept.file == file { return kept.map }
    let map = survey.map(of: wish.slide, mpp: wish.mpp, wish.finding?.tiles)
    state.withLock { $0.maps[wish.opening.path] = (file, map) }
    return map
  }
}

extension TissueSurvey {
  /// What each place of a slide is to the finding that has `tiles`; `nil` where that is not known.
  func map(of slide: SlideDescription, mpp: MicronsPerPixel, _ tiles: SlideTiles?) -> TissueMap {
    let side = tiles.flatMap { $0.read.first?.site.side ?? $0.unread.first?.side }
    let plan = TilePlan(mask: mask, slide: slide, mpp: mpp, tileMicrons: Self.tileMicrons(side, mpp))
    return map(plan, of: tiles.map { FindingTiles(read: $0.read.map(\.site), unread: $0.unread) })
  }

  /// Side of the tiles that measure `side` level-0 px, um; of those that scoring reads by default where that is not
  /// known. Sides are whole pixels: the usual one is taken for what it was before it was rounded, so that the grid is
  /// the one that was read.
  private static func tileMicrons(_ side: Int?, _ mpp: MicronsPerPixel) -> Double {
    let usual = 112.0
    guard let side, side != Int((usual / mpp.mean).rounded()) else { return usual }
    return Double(side) * mpp.mean
  }
}
