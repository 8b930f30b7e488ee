/// How a terminal takes pictures in pixels.
public enum PixelProtocol: String, Sendable, CaseIterable {
  /// kitty's, with Unicode placeholders, which are cells like any other.
  case kitty
  /// iTerm2's, which takes files.
  case iterm2
  /// DEC's, with a palette.
  case sixel
  /// Not at all.
  case none
}

/// Who draws the block characters of a terminal.
public enum SymbolDrawing: String, Sendable, CaseIterable {
  /// The terminal itself: they meet without a gap.
  case terminal
  /// A font: there may be seams between cells.
  case font
  /// It is not known.
  case unknown
}

/// What is known of a terminal by its name and version: never more than what is safe.
///
/// Sources: the change logs of kitty, foot, WezTerm, VTE, Alacritty; the tables of yazi, ratatui-image, timg and chafa;
/// tmux 3.3a by trial: it carries sextants and drops octants.
public struct TerminalTraits: Hashable, Sendable {
  /// The finest symbols of those that are drawn without gaps, or carried.
  public let symbols: PictureSymbols
  /// Who draws them.
  public let drawing: SymbolDrawing
  /// How many colours it shows; `nil` where that hangs on what is around it.
  public let depth: ColorDepth?
  /// The pixels that it shows best.
  public let pixels: PixelProtocol
  /// Whether it moves rows between margins (DECSTBM, SU, SD).
  public let scrolls: Bool
  /// What of its other answers must say so too.
  let proof: Proof

  /// What a terminal answers that has pixels.
  enum Proof: Hashable, Sendable {
    case none, kittyGraphics, sixelAttribute
  }

  private init(
    _ symbols: PictureSymbols, _ drawing: SymbolDrawing, _ depth: ColorDepth? = .trueColor,
    _ pixels: PixelProtocol = .none, provenBy proof: Proof = .none, scrolls: Bool = true
  ) {
    self.symbols = symbols
    self.drawing = drawing
    self.depth = depth
    self.pixels = pixels
    self.proof = proof
    self.scrolls = scrolls
  }

  /// What is known of `terminal`.
  public init(of terminal: TerminalIdentity) {
    let version = terminal.version
    switch terminal.program {
    case .kitty:
      // Placeholders since 0.28.
      self.init(
        version >= [0, 40] ? .octant : version >= [0, 19, 3] ? .wedge : .quadrant, .terminal, .trueColor,
        version >= [0, 28] ? .kitty : .none, provenBy: .kittyGraphics)
    case .ghostty: self.init(.octant, .terminal, .trueColor, .kitty, provenBy: .kittyGraphics)
    case .foot:
      self.init(version >= [1, 20] ? .octant : .wedge, .terminal, .trueColor, .sixel, provenBy: .sixelAttribute)
    // Its placeholders for kitty's protocol are broken; its sixel pictures misplace the cursor.
    case .wezTerm: self.init(version >= [20_210_610] ? .wedge : .quadrant, .terminal, .trueColor, .iterm2)
    // 0.64 and 0.78 write themselves 6400 and 7800.
    case .vte:
      self.init(
        version >= [7800] ? .octant : version >= [6400] ? .wedge : .quadrant, .terminal, .trueColor, .sixel,
        provenBy: .sixelAttribute)
    case .alacritty: self.init(version >= [0, 13, 2] ? .sextant : .quadrant, .terminal)
    case .contour: self.init(.wedge, .terminal, .trueColor, .sixel, provenBy: .sixelAttribute)
    case .konsole:
      // It has an older form of kitty's protocol, without placeholders.
      self.init(
        .quadrant, .terminal, .trueColor, version >= [22, 4] ? .sixel : .none, provenBy: .sixelAttribute)
    case .iTerm2: self.init(.quadrant, .terminal, .trueColor, .iterm2)
    case .mintty, .rio: self.init(.quadrant, .unknown, .trueColor, .iterm2)
    // It keeps blocks of commands; how it moves rows is not known.
    case .warp: self.init(.quadrant, .unknown, .trueColor, .iterm2, scrolls: false)
    // Of 24 bits it keeps few hundred colours, and gives those of other cells away: 3.9.0 by trial.
    case .mlterm: self.init(.quadrant, .terminal, .palette256, .sixel, provenBy: .sixelAttribute)
    // Colours of 24 bits as they are since 331, before that the nearest of its palette.
    case .xterm:
      self.init(.quadrant, .font, version >= [331] ? .trueColor : nil, .sixel, provenBy: .sixelAttribute)
    case .windowsTerminal: self.init(.quadrant, .terminal, .trueColor, .sixel, provenBy: .sixelAttribute)
    case .xtermJS: self.init(.quadrant, .unknown, .trueColor, .iterm2, provenBy: .sixelAttribute)
    // Who draws what they carry is not known. tmux 3.3a drops octants; pixels need a setting in it.
    case .tmux: self.init(version >= [3, 3] ? .sextant : .quadrant, .unknown, nil)
    case .zellij: self.init(.quadrant, .unknown, nil)
    }
  }

  /// The pixels that `answers` prove.
  func pixels(provenBy answers: TerminalAnswers) -> PixelProtocol {
    switch proof {
    case .none: pixels
    case .kittyGraphics: answers.takesKittyGraphics ? pixels : .none
    case .sixelAttribute: answers.hasSixel ? pixels : .none
    }
  }
}
