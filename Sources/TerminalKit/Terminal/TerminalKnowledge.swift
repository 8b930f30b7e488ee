/// What somebody wants a terminal to be taken for; `nil` where they leave it to what is found out.
public struct TerminalWishes: Hashable, Sendable {
  /// How many colours.
  public var depth: ColorDepth?
  /// Of which symbols pictures are made.
  public var symbols: BlockSymbols?
  /// How pictures in pixels are sent.
  public var pixels: PixelProtocol?
  /// Whether frames are marked as such (mode 2026).
  public var synchronizes: Bool?
  /// Whether colours of its palette are redefined for pictures, where it has no more than 256 and says what they are.
  public var adaptsPalette: Bool?
  /// Whether the line to it is slow.
  public var isSlow: Bool?
  /// Whether the terminal is asked at all.
  public var asks: Bool?

  /// The wishes that are given.
  public init(
    depth: ColorDepth? = nil, symbols: BlockSymbols? = nil, pixels: PixelProtocol? = nil, synchronizes: Bool? = nil,
    adaptsPalette: Bool? = nil, isSlow: Bool? = nil, asks: Bool? = nil
  ) {
    self.depth = depth
    self.symbols = symbols
    self.pixels = pixels
    self.synchronizes = synchronizes
    self.adaptsPalette = adaptsPalette
    self.isSlow = isSlow
    self.asks = asks
  }
}

/// What came of ``TerminalQuery``.
public enum TerminalReply: Hashable, Sendable {
  /// It was not asked: nobody is there, or it would show the questions as text, or the user does not want it.
  case notAsked
  /// It said nothing in time.
  case silent
  /// What it said.
  case answered(TerminalAnswers)

  /// What it said; `nil` where it said nothing.
  public var answers: TerminalAnswers? {
    switch self {
    case .notAsked, .silent: nil
    case .answered(let answers): answers
    }
  }
}

/// What is known of a terminal, and where each of it is known from: what the user says, on the command line before in
/// the configuration, then what the terminal answered, then what the environment lets guess.
public struct TerminalKnowledge: Hashable, Sendable {
  /// Where something is known from.
  public enum Source: String, Sendable, CaseIterable {
    /// The command line.
    case option
    /// The user's configuration.
    case configuration
    /// `NO_COLOR` in the environment.
    case refusal = "no-color"
    /// What the terminal answered.
    case answer
    /// The table of terminals, by the name and version that it answered.
    case table
    /// The operating system.
    case system
    /// Variables of the environment, or nothing at all.
    case guess
  }

  /// Something that is known, and where from.
  public struct Known<Value: Hashable & Sendable>: Hashable, Sendable {
    /// What is known.
    public let value: Value
    /// Where from.
    public let source: Source

    /// `value`, known from `source`.
    public init(_ value: Value, _ source: Source) {
      self.value = value
      self.source = source
    }
  }

  /// What came of asking.
  public let reply: TerminalReply
  /// Which terminal it says it is; `nil` where it does not say, or nothing is known of that one.
  public let identity: TerminalIdentity?
  /// How many colours it shows.
  public let depth: Known<ColorDepth>
  /// Of which symbols pictures are made.
  public let symbols: Known<BlockSymbols>
  /// The finest symbols of the terminal that answered, also those of which pictures are not made; `nil` where nothing
  /// is known of it.
  public let finest: PictureSymbols?
  /// Who draws the symbols.
  public let drawing: SymbolDrawing
  /// How it takes pictures in pixels.
  public let pixels: Known<PixelProtocol>
  /// Whether it shows frames whole (mode 2026).
  public let synchronizes: Known<Bool>
  /// Whether it moves rows between margins.
  public let scrolls: Known<Bool>
  /// Whether colours of its palette are redefined for pictures: nowhere unless it is wished.
  public let adaptsPalette: Bool
  /// Whether the line to it is slow; what is not said is found out while frames are written.
  public let isSlow: Known<Bool>
  /// The size of a cell; `nil` where nobody says.
  public let cell: Known<CellPixels>?

  /// All that is known of a terminal.
  ///
  /// - Parameters:
  ///   - environment: see ``ColorDepth/detect(environment:isTTY:override:)`` and ``BlockSymbols/detect(environment:)``.
  ///   - isTTY: whether it is a terminal and not a file or a pipe.
  ///   - options: what the user wants this time.
  ///   - configuration: what the user wants always.
  ///   - reply: what came of asking it.
  ///   - systemCell: the size of a cell as the operating system has it.
  public init(
    environment: [String: String], isTTY: Bool = true, options: TerminalWishes = TerminalWishes(),
    configuration: TerminalWishes = TerminalWishes(), reply: TerminalReply = .notAsked, systemCell: CellPixels? = nil
  ) {
    let answers = reply.answers
    let identity = answers.flatMap { TerminalIdentity($0, term: environment["TERM"] ?? "") }
    let traits = identity.map { TerminalTraits(of: $0) }
    self.reply = reply
    self.identity = identity
    let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    depth =
      Known(wished: \.depth, options, configuration) ?? (isRefused ? Known(.monochrome, .refusal) : nil)
      ?? traits?.depth.map { Known($0, .table) }
      ?? Known(.detect(environment: environment, isTTY: isTTY), .guess)
    symbols =
      Known(wished: \.symbols, options, configuration) ?? traits.map { Known($0.symbols.blocks, .table) }
      ?? Known(.detect(environment: environment), .guess)
    finest = traits?.symbols
    drawing = traits?.drawing ?? .unknown
    pixels =
      Known(wished: \.pixels, options, configuration)
      ?? Self.pixels(answers, traits, environment) ?? Known(.none, .guess)
    synchronizes =
      Known(wished: \.synchronizes, options, configuration)
      ?? answers.map { Known($0.synchronizes ?? false, .answer) } ?? Known(Self.shows2026(environment), .guess)
    scrolls = traits.map { Known($0.scrolls, .table) } ?? Known(Self.scrolls(environment), .guess)
    adaptsPalette =
      depth.value == .palette256 && (options.adaptsPalette ?? configuration.adaptsPalette ?? false)
      && answers?.tellsPalette == true
    isSlow = Known(wished: \.isSlow, options, configuration) ?? Known(false, .guess)
    cell = answers?.cell.map { Known($0, .answer) } ?? systemCell.map { Known($0, .system) }
  }

  /// A terminal that is not known is taken at its word for sixel pictures, but not where tmux or screen stands between.
  private static func pixels(
    _ answers: TerminalAnswers?, _ traits: TerminalTraits?, _ environment: [String: String]
  ) -> Known<PixelProtocol>? {
    guard let answers else { return nil }
    if let traits { return Known(traits.pixels(provenBy: answers), .table) }
    return answers.hasSixel && !TerminalQuery.isMultiplexed(environment) ? Known(.sixel, .answer) : nil
  }

  /// Where nothing was answered: the terminals that have had mode 2026 for long. Others may break on it.
  private static func shows2026(_ environment: [String: String]) -> Bool {
    let terminal = environment["TERM"] ?? ""
    return ["xterm-kitty", "foot", "xterm-ghostty", "wezterm", "contour", "alacritty"]
      .contains(where: terminal.hasPrefix)
  }

  /// Where nothing was answered: tmux and screen move rows whatever is behind them, and so do all that call themselves
  /// after xterm.
  private static func scrolls(_ environment: [String: String]) -> Bool {
    let terminal = environment["TERM"] ?? ""
    return ["xterm", "tmux", "screen", "foot", "wezterm", "contour", "alacritty", "rxvt"]
      .contains(where: terminal.hasPrefix)
  }

  /// What pictures and frames need to know of it.
  ///
  /// - Parameter mouse: whether the mouse is taken.
  public func capabilities(mouse: Bool = true) -> TerminalCapabilities {
    let known = TerminalCapabilities(
      depth: depth.value, symbols: symbols.value, drawing: drawing, pixels: pixels.value, cell: cell?.value,
      synchronizes: synchronizes.value, scrolls: scrolls.value, adaptsPalette: adaptsPalette, reportsMouse: mouse)
    return isSlow.value ? known.slowed : known
  }
}

extension TerminalKnowledge.Known {
  /// What is wished, this time before always; `nil` where nothing is.
  fileprivate init?(
    wished path: KeyPath<TerminalWishes, Value?>, _ options: TerminalWishes, _ configuration: TerminalWishes
  ) {
    if let value = options[keyPath: path] {
      self.init(value, .option)
    } else if let value = configuration[keyPath: path] {
      self.init(value, .configuration)
    } else {
      return nil
    }
  }
}
