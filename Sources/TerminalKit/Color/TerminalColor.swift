/// A colour as a terminal knows it.
public enum TerminalColor: Hashable, Sendable {
  /// The one that the terminal has where none is named.
  case own
  /// 24 bits.
  case rgb(RGB)
  /// A place in its palette.
  case index(Int)

  /// What a terminal of `depth` has for `color`. Ink that would fall together with a different `ground` is black or
  /// white.
  public init(_ color: RGB?, on ground: RGB? = nil, depth: ColorDepth) {
    guard let color else {
      self = .own
      return
    }
    switch depth {
    case .trueColor: self = .rgb(color)
    case .monochrome: self = .own
    case .palette256: self = .index(Palette.nearest256(color))
    case .palette16:
      let index = Palette.nearest16(color)
      guard let ground, ground != color, Palette.nearest16(ground) == index else {
        self = .index(index)
        return
      }
      self = .index(Palette.sixteen[index].relativeLuminance > 0.18 ? 0 : 15)
    }
  }
}
