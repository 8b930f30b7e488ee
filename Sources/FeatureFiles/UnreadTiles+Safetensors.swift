import Microscopy

extension UnreadTiles {
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
