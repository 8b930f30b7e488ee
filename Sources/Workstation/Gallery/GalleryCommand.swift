/// Something that a key or the command palette can ask of the gallery.
enum GalleryCommand: String, Hashable, Sendable, CaseIterable {
  case left, down, up, right, goThere, otherEnd, switchQuantity, verify, question, close
}

extension GalleryCommand {
  /// The keys of the gallery.
  static let keys = KeyTable<GalleryCommand>(
    "In the gallery",
    [
      KeyBinding(["h", .left], .left, "the tile to the left", hint: "tile"),
      KeyBinding(["j", .down], .down, "the tile below", hint: "tile"),
      KeyBinding(["k", .up], .up, "the tile above", hint: "tile"),
      KeyBinding(["l", .right], .right, "the tile to the right", hint: "tile"),
      KeyBinding([.enter], .goThere, "to the tile on its slide", hint: "go there"),
      KeyBinding(["y"], .verify, "verify the tile: it shows what it should; again takes it back", hint: "verify"),
      KeyBinding(["x"], .question, "question the tile; again takes it back", hint: "question"),
      KeyBinding([.tab], .otherEnd, "the highest tiles, the lowest tiles", hint: "other end"),
      KeyBinding(["A"], .switchQuantity, "tiles by attention, by contribution", hint: "by"),
      KeyBinding([.escape, "q", "g"], .close, "back to the slide", hint: "back"),
    ])
}
