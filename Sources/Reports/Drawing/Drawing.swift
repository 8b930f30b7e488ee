import Basics

/// A picture as primitives, in points (1/72 inch) from its top left corner: what every renderer draws, and all it
/// draws.
struct Drawing: Hashable, Sendable {
  /// A place.
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// Which end of a text lies at its point; always on the baseline.
  enum Anchor: Hashable, Sendable { case start, middle, end }

  /// How a line is drawn.
  struct Stroke: Hashable, Sendable {
    var ink: Ink
    /// Points.
    var width: Double
    /// On and off, in points; empty: solid.
    var dashes: [Double] = []
  }

  /// A run of text in one style.
  struct Text: Hashable, Sendable {
    /// Without control characters.
    let string: String
    var at: Point
    var anchor: Anchor
    var style: TextStyle
    var ink: Ink
    /// A quarter turn to the left, about `at`.
    var isUpright: Bool

    init(
      _ string: String, at: Point, anchor: Anchor = .start, _ style: TextStyle, _ ink: Ink = .text,
      isUpright: Bool = false
    ) {
      self.string = PlainText.printed(string)
      self.at = at
      self.anchor = anchor
      self.style = style
      self.ink = ink
      self.isUpright = isUpright
    }

    /// Points from the anchor to the start, along the text.
    func offset(_ width: Double) -> Double {
      switch anchor {
      case .start: 0
      case .middle: -width / 2
      case .end: -width
      }
    }
  }

  /// One primitive. Later ones cover earlier ones.
  enum Element: Hashable, Sendable {
    case line([Point], Stroke)
    /// `opacity` 0 to 1.
    case polygon([Point], fill: Ink, opacity: Double)
    case disc(Point, radius: Double, fill: Ink)
    case text(Text)
    /// Pixels over the whole frame, each a small square of its own.
    case picture(RGBAImage, Frame)
    case stamp(Stamp)
    /// What follows, up to the end of the same tag, is one part of the page for those who are read to; never one within
    /// another.
    case begin(StructureTag)
    case end(StructureTag)
  }

  /// Large pale words across a page, over all that is on it, which stays legible.
  struct Stamp: Hashable, Sendable {
    /// Without control characters.
    let string: String
    var center: Point
    /// Degrees to the left.
    var turn: Double
    var style: TextStyle
    var ink = Ink.text
    /// 0 to 1.
    var opacity = 0.13
  }

  var width: Double
  var height: Double
  private(set) var elements: [Element] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A line through two or more points; fewer draw nothing.
  mutating func line(_ points: [Point], _ stroke: Stroke) {
    if points.count > 1 { elements.append(.line(points, stroke)) }
  }

  /// A filled polygon; fewer than three points draw nothing.
  mutating func polygon(_ points: [Point], _ fill: Ink, opacity: Double = 1) {
    if points.count > 2 { elements.append(.polygon(points, fill: fill, opacity: opacity)) }
  }

  mutating func rectangle(_ frame: Frame, _ fill: Ink, opacity: Double = 1) {
    polygon(frame.corners, fill, opacity: opacity)
  }

  mutating func disc(_ center: Point, radius: Double, _ fill: Ink) {
    elements.append(.disc(center, radius: radius, fill: fill))
  }

  /// A text; an empty one draws nothing.
  mutating func text(_ text: Text) {
    if !text.string.isEmpty { elements.append(.text(text)) }
  }

  mutating func picture(_ image: RGBAImage, _ frame: Frame) {
    if image.width > 0, image.height > 0 { elements.append(.picture(image, frame)) }
  }

  mutating func stamp(_ stamp: Stamp) {
    if !stamp.string.isEmpty { elements.append(.stamp(stamp)) }
  }

  /// Puts all that `body` draws into one part. `continuing`: the part that was closed last goes on.
  mutating func tagged(_ tag: StructureTag, continuing: Bool = false, _ body: (inout Drawing) -> Void) {
    if continuing, case .end? = elements.last { elements.removeLast() } else { elements.append(.begin(tag)) }
    body(&self)
    elements.append(.end(tag))
  }

  /// Puts `other` with its top left corner at `origin`, `scale` times its size.
  mutating func place(_ other: Drawing, at origin: Point, scale: Double = 1) {
    elements += other.elements.map { $0.placed(at: origin, scale: scale) }
  }
}

extension Drawing.Element {
  fileprivate func placed(at origin: Drawing.Point, scale: Double) -> Drawing.Element {
    func place(_ point: Drawing.Point) -> Drawing.Point {
      Drawing.Point(origin.x + point.x * scale, origin.y + point.y * scale)
    }
    switch self {
    case .line(let points, var stroke):
      stroke.width *= scale
      stroke.dashes = stroke.dashes.map { $0 * scale }
      return .line(points.map(place), stroke)
    case .polygon(let points, let fill, let opacity): return .polygon(points.map(place), fill: fill, opacity: opacity)
    case .disc(let center, let radius, let fill): return .disc(place(center), radius: radius * scale, fill: fill)
    case .picture(let image, let frame):
      let (start, end) = (place(.init(frame.left, frame.top)), place(.init(frame.right, frame.bottom)))
      return .picture(image, Frame(left: start.x, top: start.y, right: end.x, bottom: end.y))
    case .stamp(var stamp):
      stamp.center = place(stamp.center)
      stamp.style.size *= scale
      return .stamp(stamp)
    case .begin, .end: return self
    case .text(var text):
      text.at = place(text.at)
      text.style.size *= scale
      return .text(text)
    }
  }
}
