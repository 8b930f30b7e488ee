/// A run of text in one style.
public struct Span: Hashable, Sendable {
  /// What is written.
  public var text: String
  /// How the text is drawn.
  public var style: Style

  /// What a click on it stands for; `nil`: nothing of its own.
  public var target: ClickTarget?

  /// `text` in `style`; what the style leaves open shows through from below.
  public init(_ text: String, _ style: Style = Style(), target: ClickTarget? = nil) {
    self.text = text
    self.style = style
    self.target = target
  }
}

/// A line of text in one or more styles.
public struct Line: Hashable, Sendable {
  /// The spans, from left to right.
  public var spans: [Span]

  /// A line of `spans`.
  public init(_ spans: [Span] = []) { self.spans = spans }

  /// A line of one style.
  public init(_ text: String, _ style: Style = Style()) { spans = [Span(text, style)] }

  /// How many cells the line takes.
  public var columns: Int { spans.reduce(0) { $0 + TextWidth.of($1.text) } }

  /// The text without its styles.
  public var text: String { spans.map(\.text).joined() }

  /// The line with nothing in it to click on.
  public var unmarked: Line { Line(spans.map { Span($0.text, $0.style) }) }

  /// The line with `right` behind `left`.
  public static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }
}
