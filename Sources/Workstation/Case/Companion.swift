import Microscopy
import SlidePictures
import TerminalKit

/// The second of two pictures side by side; the first is that of the open slide, to which the keys go.
struct Companion: Equatable, Sendable {
  /// What it shows.
  enum Subject: Equatable, Sendable {
    /// The open slide: without overlay at the left, with it at the right.
    case openSlide
    /// Another slide of the case, by its index.
    case slide(Int)
  }

  /// How it moves.
  enum Motion: Equatable, Sendable {
    /// As the open slide does and as large: micrometres on the screen from the middle of that picture to its own.
    case linked(x: Double, y: Double)
    /// By itself; `nil`: the whole slide.
    case apart(Viewport?)
  }

  var subject: Subject
  var motion: Motion
  /// Where the picture of the open slide is.
  var focus: PaneSide

  var isLinked: Bool {
    switch motion {
    case .linked: true
    case .apart: false
    }
  }
}

/// One of two pictures side by side.
enum PaneSide: Equatable, Sendable {
  case left, right

  var other: PaneSide {
    switch self {
    case .left: .right
    case .right: .left
    }
  }
}

extension CaseState {
  /// Index of the slide that is shown beside the open one; `nil` where there is one picture.
  var companionIndex: Int? {
    switch companion?.subject {
    case .openSlide?: slideIndex
    case .slide(let index)?: index
    case nil: nil
    }
  }

  /// What the second picture shows; `nil` where there is none.
  func companionView(in around: Surroundings) -> Viewport? {
    guard let companion, let index = companionIndex, let other = file.slide(index) else { return nil }
    let orientation = orientation(of: index)
    let pane = layout(in: around).beside?.size ?? pane(in: around)
    let whole = Viewport(whole: other.size, in: pane, orientation: orientation)
    switch companion.motion {
    case .apart(var own):
      own?.orientation = orientation
      return own ?? whole
    case .linked(let x, let y):
      guard let slide, let viewport else { return whole }
      if index == slideIndex, x == 0, y == 0 { return view(in: around) }
      let middle = self.orientation.shown(viewport.centerX * slide.mpp.x, viewport.centerY * slide.mpp.y)
      let place = orientation.slide(middle.x + x, middle.y + y)
      return Viewport(
        centerX: place.x / other.mpp.x, centerY: place.y / other.mpp.y,
        pixelsPerColumn: viewport.pixelsPerColumn * slide.mpp.mean / other.mpp.mean, orientation: orientation)
    }
  }

  // MARK: Commands

  /// The open slide without and with its overlay, then the next slide beside it, then one picture again; what the case
  /// has not is left out.
  mutating func setBeside(in around: Surroundings) -> [CaseOutcome] {
    let hasOther = file.record.slides.count > 1
    switch companion?.subject {
    case nil where heatShown.showsMask || file.withheld == nil && file.finding?.resultFile != nil:
      companion = Companion(subject: .openSlide, motion: .linked(x: 0, y: 0), focus: .right)
      if heatShown.isNone { heatShown = heatBefore }
      let more = hasOther ? ", \(keys.label("|")) shows the next slide." : "."
      return [.notice("Without and with the overlay. \(keys.label("L")) unlinks them\(more)")]
    case nil where hasOther, .openSlide? where hasOther: return showNextBeside(in: around)
    case nil:
      return [.notice("There is nothing to set beside it: no overlay, and no other slide.")]
    case .openSlide?, .slide?:
      companion = nil
      return viewport.map { look(at: $0, in: around) } ?? []
    }
  }

  /// The next slide at the same place in um, or the nearest that it has.
  private mutating func showNextBeside(in around: Surroundings) -> [CaseOutcome] {
    let next = (slideIndex + 1) % file.record.slides.count
    companion = Companion(subject: .slide(next), motion: .linked(x: 0, y: 0), focus: .left)
    if let slide, let other = file.slide(next), let view = view(in: around) {
      let (x, y) = (view.centerX * slide.mpp.x / other.mpp.x, view.centerY * slide.mpp.y / other.mpp.y)
      link(to: (min(max(0, x), Double(other.size.width)), min(max(0, y), Double(other.size.height))), in: around)
    }
    let (link, other) = (keys.label("L"), keys.label(.tab))
    let slides = "Slides \(slideIndex + 1) and \(next + 1)"
    return [.notice("\(slides) move together. \(link) unlinks them, \(other) changes over.")]
  }

  /// Lets both pictures move together from now on, the middle of the second one at `place`, level-0 px.
  private mutating func link(to place: (x: Double, y: Double), in around: Surroundings) {
    guard let slide, let view = view(in: around), let index = companionIndex, let other = file.slide(index) else {
      return
    }
    let here = orientation.shown(view.centerX * slide.mpp.x, view.centerY * slide.mpp.y)
    let there = orientation(of: index).shown(place.x * other.mpp.x, place.y * other.mpp.y)
    companion?.motion = .linked(x: there.x - here.x, y: there.y - here.y)
  }

  /// From now on each picture moves by itself, or both together as they lie.
  mutating func switchLink(in around: Surroundings) -> [CaseOutcome] {
    guard let companion, let view = companionView(in: around) else { return [.notice(Self.onePicture)] }
    switch companion.motion {
    case .linked:
      self.companion?.motion = .apart(viewport == nil ? nil : view)
      let (other, link) = (keys.label(.tab), keys.label("L"))
      return [.notice("Each picture moves by itself: \(other) changes over, \(link) links them as they lie.")]
    case .apart:
      link(to: (view.centerX, view.centerY), in: around)
      return [.notice("Both pictures move together.")]
    }
  }

  /// The keys go to the other picture, whose slide is the open one from now on.
  mutating func switchFocus(in around: Surroundings) -> [CaseOutcome] {
    guard let companion, let view = companionView(in: around) else { return [.notice(Self.onePicture)] }
    let (index, mine) = (slideIndex, viewport)
    switch companion.motion {
    case .linked(let x, let y):
      self.companion?.motion = .linked(x: -x, y: -y)
      viewport = mine == nil ? nil : view
    case .apart(let own):
      self.companion?.motion = .apart(mine)
      viewport = own
    }
    switch companion.subject {
    case .openSlide: break
    case .slide(let other):
      slideIndex = other
      self.companion?.subject = .slide(index)
    }
    self.companion?.focus = companion.focus.other
    return [.focusChanged]
  }

  private static let onePicture = "There is one picture: | sets another beside it."

  /// Makes the slide the open one; where it stands beside that already the keys go to its picture.
  mutating func open(slide index: Int, in around: Surroundings) -> [CaseOutcome] {
    guard index != slideIndex else { return [] }
    if index == companionIndex { return switchFocus(in: around) }
    show(slide: index)
    return []
  }

  /// Shows the whole of that slide; beside it, too, where that shows the open slide.
  mutating func show(slide index: Int) {
    (slideIndex, viewport) = (index, nil)
    switch (companion?.subject, companion?.motion) {
    case (.openSlide?, .apart?): companion?.motion = .apart(nil)
    case (.openSlide?, .linked?), (.slide?, _), (nil, _), (_, nil): break
    }
  }

  // MARK: Turning

  /// How the open slide lies on the screen.
  var orientation: Orientation { orientation(of: slideIndex) }

  func orientation(of slide: Int) -> Orientation { orientations[slide] ?? .upright }

  /// Turns the open slide about the middle of its picture; pictures that are linked stay where they are.
  mutating func turn(to next: (Orientation) -> Orientation, in around: Surroundings) -> [CaseOutcome] {
    guard slide != nil else { return [] }
    let (turned, beside) = (next(orientation), companionView(in: around))
    orientations[slideIndex] = turned
    if let beside, companion?.isLinked == true { link(to: (beside.centerX, beside.centerY), in: around) }
    guard let viewport else { return [] }
    return look(at: viewport, in: around)
  }

  /// The picture of the second slide in pixels, while nothing moves.
  func sharpCompanionPicture(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    guard showsPixels, gallery == nil, let cell = around.pixelCell else { return nil }
    return companionPicture(in: around, cell: cell)
  }

  /// What the picture of the second slide is to show; in pixels where `cell` says how large a cell is.
  func companionPicture(in around: Surroundings, cell: CellPixels? = nil) -> ((Int) -> PictureRequest)? {
    guard let companion, let index = companionIndex, let slide = file.slide(index),
      let view = companionView(in: around), let size = layout(in: around).beside?.size
    else { return nil }
    let isBare = isBare(companion.focus.other)
    let (heat, mask) = isBare ? (nil, nil) : (overlay(of: index), mask)
    return { id in
      PictureRequest(
        id: id, slot: cell == nil ? .beside : .sharpBeside, caseID: file.id, slideIndex: index, slide: slide.opening,
        viewport: view, size: size, heat: heat, mask: mask, colors: colors, symbols: around.symbols,
        fidelity: around.fidelity, cell: cell, depth: around.depth, background: around.pictureBackground)
    }
  }

  /// Whether the picture at that side is the one without overlay.
  func isBare(_ side: PaneSide) -> Bool {
    switch (companion?.subject, side) {
    case (.openSlide?, .left): true
    case (.openSlide?, .right), (.slide?, _), (nil, _): false
    }
  }

  /// What lies over the picture of the open slide.
  var shownHeat: HeatOverlay? { isOpenBare ? nil : heat }

  /// The tissue mask over it.
  var shownMask: MaskOverlay? { isOpenBare ? nil : mask }

  private var isOpenBare: Bool { companion.map { isBare($0.focus) } ?? false }
}
