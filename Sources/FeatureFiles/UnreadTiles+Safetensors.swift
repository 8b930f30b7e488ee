import Microscopy

extension UnreadTiles {
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
