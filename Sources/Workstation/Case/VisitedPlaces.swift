import SlidePictures

/// The places of a case that were looked at, across its slides, as a browser keeps pages: a place is kept where the
/// reader jumped from or to, or rested; whoever goes on from an earlier one leaves the later ones behind.
struct VisitedPlaces: Equatable, Sendable {
  /// What of which slide was looked at.
  struct Place: Equatable, Sendable {
    /// Index into the case's slides.
    let slide: Int
    /// As it lies on the slide, however that was turned; `nil`: the whole slide.
    let viewport: Viewport?
  }

  /// The places, the first one first.
  private(set) var places: [Place] = []
  /// Index into ``places`` of the one that was kept or gone to last.
  private var present = 0
  /// What is looked at, and since when it does not move, seconds since the epoch.
  private var resting: Rest?

  private struct Rest: Equatable {
    let place: Place
    let since: Int
  }

  /// Places that are kept.
  private static let longest = 100
  /// Seconds without motion after which a place is kept: so many that one at least has gone by.
  static let rest = 2

  /// Keeps `place`, unless it is the one that was kept last.
  mutating func visit(_ place: Place) {
    guard places.isEmpty || places[present] != place else { return }
    places = (places.prefix(present + 1) + [place]).suffix(Self.longest)
    present = places.count - 1
  }

  /// Keeps the place where it begins.
  mutating func begin(at place: Place) { if places.isEmpty { visit(place) } }

  /// Time goes by at `place`; seconds since the epoch.
  mutating func stay(at place: Place, now: Int) {
    begin(at: place)
    guard let resting, resting.place == place else {
      self.resting = Rest(place: place, since: now)
      return
    }
    if now - resting.since >= Self.rest { visit(place) }
  }

  /// The place before `place`, which is kept as the one to come forward to; `nil` where there is none.
  mutating func back(from place: Place) -> Place? {
    visit(place)
    guard present > 0 else { return nil }
    present -= 1
    return places[present]
  }

  /// The place that was gone back from; `nil` where there is none, or the reader moved on from `place`.
  mutating func forward(from place: Place) -> Place? {
    visit(place)
    guard present + 1 < places.count else { return nil }
    present += 1
    return places[present]
  }
}

extension CaseState {
  /// What is looked at, as it is kept.
  var here: VisitedPlaces.Place {
    var upright = viewport
    upright?.orientation = .upright
    return VisitedPlaces.Place(slide: slideIndex, viewport: upright)
  }

  /// A motion that leads elsewhere at once: where it came from is kept, and where it led to.
  mutating func jumping(_ move: (inout CaseState) -> [CaseOutcome]) -> [CaseOutcome] {
    let before = here
    let outcomes = move(&self)
    guard here != before else { return outcomes }
    visited.visit(before)
    visited.visit(here)
    return outcomes
  }

  /// Time goes by; seconds since the epoch.
  mutating func noteRest(now: Int) { visited.stay(at: here, now: now) }

  mutating func goBack(in around: Surroundings) -> [CaseOutcome] {
    guard let place = visited.back(from: here) else { return [.notice("No place was looked at before this one.")] }
    return show(place, in: around)
  }

  mutating func goForward(in around: Surroundings) -> [CaseOutcome] {
    guard let place = visited.forward(from: here) else {
      return [.notice("There is no later place: \(keys.label(.control("o"))) goes back.")]
    }
    return show(place, in: around)
  }

  private mutating func show(_ place: VisitedPlaces.Place, in around: Surroundings) -> [CaseOutcome] {
    let outcomes = open(slide: place.slide, in: around)
    return outcomes + (place.viewport.map { look(at: $0, in: around, margin: .half) } ?? showWhole())
  }
}

extension CaseCommand {
  /// Whether it moves little by little, or leads through the places that are kept already: all others jump.
  var isGradual: Bool { Self.gradual.contains(self) }

  private static let gradual: Set<CaseCommand> = [
    .panLeft, .panDown, .panUp, .panRight, .stepLeft, .stepDown, .stepUp, .stepRight, .zoomIn, .zoomOut, .zoomInHalf,
    .zoomOutHalf, .placeBack, .placeForward, .switchFocus,
  ]
}
