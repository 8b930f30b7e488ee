/// Puts boxes on pages.
struct Pagination {
  /// A heading with its page (from 0) and its place on it.
  struct OutlineEntry: Hashable, Sendable {
    var title: String
    var level: Int
    var page: Int
    var top: Double
  }

  private(set) var pages: [Drawing] = []
  private(set) var outline: [OutlineEntry] = []
  /// Points of the current page's text that are taken.
  private var filled = 0.0

  init(_ boxes: [FlowBox]) {
    startPage()
    var rest = boxes[...]
    while let first = rest.first {
      var chain = Self.chain(rest)
      let count = chain.count
      let fits = filled + Self.height(chain, isFirst: filled == 0) <= PageFormat.textHeight
      // A chain higher than a page is broken where the page ends: it must stand somewhere.
      let canFit = Self.height(first.header + chain, isFirst: true) <= PageFormat.textHeight
      if !fits && canFit && filled > 0 {
        if let smaller = smaller(chain) { chain = [smaller] } else { startPage() }
      }
      for box in chain { place(box) }
      rest = rest.dropFirst(count)
    }
  }

  /// What has room on the current page in place of a box that stands alone.
  private func smaller(_ chain: [FlowBox]) -> FlowBox? {
    guard chain.count == 1, let box = chain.first else { return nil }
    return box.smaller.first { filled + $0.space + $0.height <= PageFormat.textHeight }
  }

  /// The first box with those that it, and each after it, keeps beside it.
  private static func chain(_ boxes: ArraySlice<FlowBox>) -> [FlowBox] {
    let kept = boxes.prefix { $0.keepsWithNext }
    return Array(boxes.prefix(kept.count + 1))
  }

  private static func height(_ boxes: [FlowBox], isFirst: Bool) -> Double {
    boxes.enumerated().reduce(0) { $0 + $1.element.height + (isFirst && $1.offset == 0 ? 0 : $1.element.space) }
  }

  private mutating func startPage() {
    pages.append(Drawing(width: PageFormat.width, height: PageFormat.height))
    filled = 0
  }

  private mutating func place(_ box: FlowBox) {
    if filled > 0 && filled + box.space + box.height > PageFormat.textHeight { startPage() }
    if filled == 0 { for header in box.header { put(header) } }
    put(box)
  }

  private mutating func put(_ box: FlowBox) {
    if filled > 0 { filled += box.space }
    let top = PageFormat.area.top + filled
    let corner = Drawing.Point(PageFormat.area.left, top)
    if let tag = box.tag, !box.drawing.elements.isEmpty {
      pages[pages.count - 1].tagged(tag, continuing: box.continuesTag) { $0.place(box.drawing, at: corner) }
    } else {
      pages[pages.count - 1].place(box.drawing, at: corner)
    }
    if let entry = box.outline {
      outline.append(.init(title: entry.title, level: entry.level, page: pages.count - 1, top: top))
    }
    filled += box.height
  }
}
