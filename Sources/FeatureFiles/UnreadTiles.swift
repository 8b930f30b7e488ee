/// Tiles of a case that a budget left unread: where they lie is all that is known of them.
public struct UnreadTiles: Hashable, Sendable {
  /// Index into the case's slides.
  public let slides: [Int32]
  /// Upper left corners, level-0 px: x, y, x, y ...
  public let corners: [Int64]
  /// Sides, level-0 px.
  public let sides: [Int64]

  /// Number of tiles.
  public var count: Int { sides.count }

  /// `sides.count` tiles; traps where the counts disagree.
  public init(slides: [Int32] = [], corners: [Int64] = [], sides: [Int64] = []) {
    precondition(slides.count == sides.count && corners.count == sides.count * 2)
    self.slides = slides
    self.corners = corners
    self.sides = sides
  }

  init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    guard file.entries.contains(where: { $0.name == "unread_side" }) else {
      self.init()
      return
    }
    let count = try file.entry("unread_side", shape: [-1]).shape[0]
    self.init(
      slides: try file.indices("unread_slide", shape: [count]),
      corners: try file.integers("unread_coords", shape: [count, 2]),
      sides: try file.integers("unread_side", shape: [count]))
  }

  /// Nothing is added where there is none.
  func add(to document: inout SafetensorsDocument) {
    guard count > 0 else { return }
    document.add("unread_slide", shape: [count], integers: slides)
    document.add("unread_coords", shape: [count, 2], integers: corners)
    document.add("unread_side", shape: [count], integers: sides)
  }
}
