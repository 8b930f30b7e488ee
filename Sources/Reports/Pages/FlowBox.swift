/// A part of a report that no page break may cut: a line of text, a row of a table, a figure with its caption.
struct FlowBox {
  /// What is drawn, from the box's top left corner; as wide as the text of a page.
  var drawing: Drawing
  /// Points kept free above, unless the box is the first of its page.
  var space = 0.0
  /// Whether the next box must stand on the same page.
  var keepsWithNext = false
  /// Repeated above the box where it starts a page: the heading of its table.
  var header: [FlowBox] = []
  /// The same box less high, the highest first: what may stand at the foot of a page where the box itself has no room.
  var smaller: [FlowBox] = []
  /// An entry of the document's outline.
  var outline: (title: String, level: Int)?

  /// What the box is, for those who are read to; `nil` where its drawing says so itself.
  var tag: StructureTag? = .paragraph
  /// Whether it goes on with what the box before it is: a line of the same paragraph.
  var continuesTag = false

  var height: Double { drawing.height }

  /// An empty box to draw into.
  init(width: Double = PageFormat.textWidth, height: Double, space: Double = 0, keepsWithNext: Bool = false) {
    drawing = Drawing(width: width, height: height)
    self.space = space
    self.keepsWithNext = keepsWithNext
  }
}
