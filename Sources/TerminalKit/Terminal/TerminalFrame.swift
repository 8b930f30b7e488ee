import Basics

/// What a terminal shows at one time: cells, and pictures over or under them.
public struct TerminalFrame: Equatable, Sendable {
  /// The cells.
  public var screen: Screen
  /// The pictures that are shown with this frame, and no others: one that is not placed here any more is gone.
  public var pictures: [PlacedPicture]
  /// What the palette may become, on a terminal that redefines its colours; `nil`: it stays.
  public var palette: PaletteWish?

  /// Cells with `pictures` among them; default: none, and the palette stays.
  public init(_ screen: Screen, pictures: [PlacedPicture] = [], palette: PaletteWish? = nil) {
    self.screen = screen
    self.pictures = pictures
    self.palette = palette
  }
}

/// For which colours a terminal of 256 colours may redefine some of them: all of the frame's but those that are kept.
public struct PaletteWish: Equatable, Sendable {
  /// The colours that are shown by the fixed palette, as ever: those of the theme.
  public let kept: Set<RGB>
  /// Whether nothing moves for now, so that a change of colours disturbs nobody.
  public let isAtRest: Bool

  /// A palette that keeps `kept`.
  public init(keeping kept: Set<RGB>, isAtRest: Bool) {
    self.kept = kept
    self.isAtRest = isAtRest
  }
}

/// A picture at a place on the terminal.
public struct PlacedPicture: Equatable, Sendable {
  /// Names the pixels: another picture has another number, the same picture keeps its own wherever it is placed.
  public let id: Int
  /// Its pixels, stretched over ``area``.
  public let pixels: RGBAImage
  /// The cells that it covers; may reach beyond the screen.
  public var area: Rect
  /// The order of pictures that overlap: the one with the higher number is in front. Below zero a picture lies under
  /// the text: it shows only where the screen has a blank in the terminal's own background.
  public var z: Int

  /// The picture `id` over the cells of `area`.
  public init(id: Int, pixels: RGBAImage, area: Rect, z: Int = -1) {
    self.id = id
    self.pixels = pixels
    self.area = area
    self.z = z
  }

  /// Whether both are the same picture at the same place; the pixels are not compared, the number stands for them.
  public static func == (one: PlacedPicture, other: PlacedPicture) -> Bool {
    one.id == other.id && one.area == other.area && one.z == other.z
  }
}
