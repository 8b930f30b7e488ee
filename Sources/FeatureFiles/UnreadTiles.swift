import Microscopy

/// Tiles of a case that a budget left unread: where they lie is all that is known of them.
public struct UnreadTiles: Hashable, Sendable {
  /// Index into the case's slides.
  public let slides: [Int32]
  /// Where they lie.
  public let columns: TileColumns

  /// Number of tiles.
  public var count: Int { columns.count }

  /// The tiles in `columns`; traps where the counts disagree.
  public init(slides: [Int32] = [], columns: TileColumns = TileColumns()) {
    precondition(slides.count == columns.count)
    self.slides = slides
    self.columns = columns
  }

  init(_ file: SafetensorsFile) throws(FeatureFileFailure) {
    guard file.entries.contains(where: { $0.name == "unread_side" }) else {
      self.init()
      return
    }
    let columns = try file.columns("unread_")
    self.init(slides: try file.indices("unread_slide", shape: [columns.count]), columns: columns)
  }

  /// Nothing is added where there is none.
  func add(to document: inout SafetensorsDocument) {
    guard count > 0 else { return }
    document.add("unread_slide", shape: [count], integers: slides)
    document.add(columns, "unread_")
  }
}
