/// The paper: A4 with its margins, in points.
enum PageFormat {
  static let width = 595.28
  static let height = 841.89
  /// Area of the text.
  static let area = Frame(left: 56, top: 58, right: width - 56, bottom: height - 52)
  static let textWidth = area.width
  static let textHeight = area.height
  /// Baselines of head and foot.
  static let head = 42.0
  static let foot = height - 34
}
