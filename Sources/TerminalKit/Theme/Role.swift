/// What a run of cells means: a theme gives each role its style, a view names roles and never colours.
///
/// The raw value is the key in a theme file.
public enum Role: String, Sendable, CaseIterable {
  /// The screen behind everything; the only role that must have both colours.
  case background
  /// The first and last line: where one is, which keys there are.
  case bar
  /// The ground of a dialog or a list that lies over the screen.
  case popup
  case text
  /// What is there to be looked up, not to be read first: units, labels, ages.
  case dim
  case accent
  case title
  /// Names of table columns and of groups of values.
  case heading
  case border
  /// The border of what the keys go to; not told by colour alone, so bold too.
  case borderFocused = "border-focused"
  /// The line that the keys act on.
  case selection
  /// The selected line of a list that the keys do not go to.
  case selectionIdle = "selection-idle"
  case tab
  case tabActive = "tab-active"
  /// A key in the hints.
  case key
  /// The words for what a key does.
  case keyLabel = "key-label"
  /// A field that text is typed into.
  case input
  /// The letters of an entry that match what was typed.
  case match
  case high, low, borderline
  case noCall = "no-call"
  /// The mark of a demonstration model.
  case demo
  case success, warning, error
  /// The empty part of a bar or a gauge.
  case track
  /// The filled part of a bar that means neither high nor low.
  case fill
  /// The threshold on a gauge.
  case threshold
  /// Axis and ticks of a chart.
  case axis
  /// The mark of a tile, of the viewport, of the scale bar on a picture.
  case mark
}
