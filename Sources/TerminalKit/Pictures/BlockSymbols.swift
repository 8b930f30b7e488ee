/// Which glyphs a picture may be made of.
///
/// Half blocks, quadrants and eighths are Block Elements (U+2580-259F), drawn by every terminal font. Sextants
/// (U+1FB00-1FB3B, Unicode 13) need a terminal that draws them: see ``detect(environment:)``.
public struct BlockSymbols: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: UInt8
  /// Symbols from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Upper and lower half: two pixels per cell.
  public static let half = BlockSymbols(rawValue: 1)
  /// Two by two parts.
  public static let quadrant = BlockSymbols(rawValue: 2)
  /// Boundaries at every eighth of height and width.
  public static let eighths = BlockSymbols(rawValue: 4)
  /// Two by three parts.
  public static let sextants = BlockSymbols(rawValue: 8)

  /// What every terminal font has: half blocks, quadrants and eighths.
  public static let blockElements: BlockSymbols = [.half, .quadrant, .eighths]
  /// All symbols.
  public static let all: BlockSymbols = [.half, .quadrant, .eighths, .sextants]

  private static let names: [(String, BlockSymbols)] = [
    ("half", .half), ("quadrant", .quadrant), ("eighth", .eighths), ("sextant", .sextants), ("block", .blockElements),
    ("all", .all),
  ]

  /// Symbols from a list such as `half,quadrant,sextants`; singular and plural both do.
  ///
  /// Words: `half`, `quadrant`, `eighths`, `sextants`, `block` (the first three), `all`. Quadrants bring the eighths
  /// along, for no font has one without the other. `nil` where a word is none of these or there is no word.
  public init?(parsing list: String) {
    var symbols: BlockSymbols = []
    for word in list.split(separator: ",") {
      let trimmed = word.lowercased().filter { $0 != " " }
      let singular = trimmed.hasSuffix("s") ? String(trimmed.dropLast()) : trimmed
      guard let found = Self.names.first(where: { $0.0 == singular }) else { return nil }
      symbols.formUnion(found.1)
    }
    if symbols.contains(.quadrant) { symbols.formUnion(.blockElements) }
    guard !symbols.isEmpty else { return nil }
    self = symbols
  }

  /// What the terminal that `environment` describes draws by its own geometry: sextants where it is known to, else
  /// ``blockElements``. Inside tmux or screen the outer terminal cannot be known.
  ///
  /// Source: the change logs of kitty 0.19.3, foot, ghostty, WezTerm 20210610, VTE, Contour and Alacritty 0.13.2.
  public static func detect(environment: [String: String]) -> BlockSymbols {
    let terminal = environment["TERM"] ?? ""
    if environment["TMUX"] != nil || terminal.hasPrefix("screen") || terminal.hasPrefix("tmux") { return blockElements }
    let drawing = ["xterm-kitty", "foot", "xterm-ghostty", "ghostty", "wezterm", "contour", "alacritty", "vte"]
    if drawing.contains(where: terminal.hasPrefix) { return all }
    let programs = ["WezTerm", "ghostty", "contour", "kitty"]
    if let program = environment["TERM_PROGRAM"], programs.contains(program) { return all }
    // 0.64 is the first VTE release with sextants of its own.
    if let version = environment["VTE_VERSION"].flatMap({ Int($0) }), version >= 6400 { return all }
    return blockElements
  }
}
