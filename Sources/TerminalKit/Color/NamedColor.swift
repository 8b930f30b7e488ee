/// The sixteen colours that a terminal has by name (ECMA-48, and the bright ones that nearly all add), in the order of
/// their numbers. What they look like, whoever uses the terminal decides.
///
/// The raw value is the name in a theme file.
public enum NamedColor: String, Hashable, Sendable, CaseIterable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack = "bright-black"
  case brightRed = "bright-red"
  case brightGreen = "bright-green"
  case brightYellow = "bright-yellow"
  case brightBlue = "bright-blue"
  case brightMagenta = "bright-magenta"
  case brightCyan = "bright-cyan"
  case brightWhite = "bright-white"

  /// What xterm shows for it: as a terminal of sixteen colours takes it, it is this very colour again.
  public var color: RGB { Palette.sixteen[Self.allCases.firstIndex(of: self) ?? 0] }
}

/// A colour of a theme: what it is in 24 bits, and which of the sixteen it is where a terminal has no more.
public struct PaletteColor: Hashable, Sendable {
  /// The colour in 24 bits.
  public var color: RGB
  /// Its name among the sixteen; `nil` takes the nearest of them.
  public var named: NamedColor?

  /// A colour that is `named` where a terminal has but sixteen.
  public init(_ color: RGB, _ named: NamedColor? = nil) {
    self.color = color
    self.named = named
  }

  /// What a terminal of sixteen colours shows.
  var ofSixteen: RGB { named?.color ?? Palette.sixteen[Palette.nearest16(color)] }
}
