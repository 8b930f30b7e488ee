/// What a terminal can do.
public struct TerminalCapabilities: Hashable, Sendable {
  /// How many colours it shows.
  public var depth: ColorDepth
  /// The block characters that it draws without gaps.
  public var symbols: BlockSymbols
  /// Whether it reports presses of the mouse.
  public var reportsMouse: Bool
  /// Whether it tells pasted text apart from typed text.
  public var marksPastes: Bool

  /// A terminal with all that is given.
  public init(
    depth: ColorDepth = .trueColor, symbols: BlockSymbols = .blockElements, reportsMouse: Bool = true,
    marksPastes: Bool = true
  ) {
    self.depth = depth
    self.symbols = symbols
    self.reportsMouse = reportsMouse
    self.marksPastes = marksPastes
  }

  /// What the terminal that `environment` describes can do.
  ///
  /// - Parameters:
  ///   - environment: see ``ColorDepth/detect(environment:isTTY:override:)`` and ``BlockSymbols/detect(environment:)``.
  ///   - depth: the depth that the user asked for; default: the one that is found out.
  ///   - symbols: the symbols that the user asked for; default: those that are found out.
  ///   - mouse: whether the mouse is taken.
  public static func detect(
    environment: [String: String], depth: ColorDepth? = nil, symbols: BlockSymbols? = nil, mouse: Bool = true
  ) -> TerminalCapabilities {
    TerminalCapabilities(
      depth: .detect(environment: environment, isTTY: true, override: depth),
      symbols: symbols ?? .detect(environment: environment),
      reportsMouse: mouse)
  }
}
