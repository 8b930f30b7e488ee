/// What a feature file may know of the slide that its coordinates lie on; layouts of other tools need some of it.
public struct SlideFrame: Hashable, Sendable {
  /// Micrometres per px of level 0.
  public var mpp: Double?
  /// Width of level 0, px.
  public var width: Int?
  /// Height of level 0, px.
  public var height: Int?

  /// A frame of what is known; default: nothing.
  public init(mpp: Double? = nil, width: Int? = nil, height: Int? = nil) {
    self.mpp = mpp
    self.width = width
    self.height = height
  }
}
