/// How many colours a terminal shows.
public enum ColorDepth: String, Sendable, CaseIterable {
  /// True colour, 24 bits.
  case trueColor = "truecolor"
  /// xterm's palette of 256.
  case palette256 = "256"
  /// The eight colours of ECMA-48, normal and bright.
  case palette16 = "16"
  /// No colours but the terminal's own two.
  case monochrome = "mono"

  /// Whether it shows any colour.
  public var hasColors: Bool {
    switch self {
    case .trueColor, .palette256, .palette16: true
    case .monochrome: false
    }
  }
}
