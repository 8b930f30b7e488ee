/// What the caller knows and a file may not say; used only where the file is silent.
public struct FeatureFileContext: Hashable, Sendable {
  /// Micrometres per px of the slide's level 0: STAMP.
  public var slideMPP: Double?
  /// Width of the slide's level 0, px: Owkin.
  public var slideWidth: Int?
  /// Height of the slide's level 0, px: Owkin.
  public var slideHeight: Int?
  /// Side of the tiles in level-0 px: CLAM, Owkin.
  public var tileSide: Int?
  /// Side of the tiles in px as encoded: Owkin.
  public var tilePixels: Int?
  /// The `patches` file that CLAM wrote beside its features; must be of the same tiles.
  public var patchesFile: String?

  /// A context of what is known; default: nothing.
  public init(
    slideMPP: Double? = nil, slideWidth: Int? = nil, slideHeight: Int? = nil, tileSide: Int? = nil,
    tilePixels: Int? = nil, patchesFile: String? = nil
  ) {
    self.slideMPP = slideMPP
    self.slideWidth = slideWidth
    self.slideHeight = slideHeight
    self.tileSide = tileSide
    self.tilePixels = tilePixels
    self.patchesFile = patchesFile
  }
}
