/// What a part of a page is, for those who are read to: a standard structure type of PDF.
enum StructureTag: Hashable, Sendable {
  /// From 1, the title, to 6.
  case heading(Int)
  case paragraph
  case figure

  /// As PDF names it (ISO 32000-1, 14.8.4).
  var name: String {
    switch self {
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .figure: "Figure"
    }
  }
}
