/// Which glyphs a picture may be made of.
///
/// Half blocks, quadrants and eighths are Block Elements (U+2580-259F), drawn by every terminal font. Sextants
/// (U+1FB00-1FB3B) and wedges (U+1FB3C-1FB6F, of Unicode 13 too) need a terminal that draws them: see
/// ``detect(environment:)``. Octants (U+1CD00-1CDE5, Unicode 16) are dropped by older libraries and by tmux.
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
  /// Slanted boundaries between halves of the width and thirds of the height, and triangles.
  public static let wedges = BlockSymbols(rawValue: 16)
  /// Two by four parts.
  public static let octants = BlockSymbols(rawValue: 32)

  /// What every terminal font has: half blocks, quadrants and eighths.
  public static let blockElements: BlockSymbols = [.half, .quadrant, .eighths]
  /// Block Elements and sextants.
  public static let mosaics: BlockSymbols = [.blockElements, .sextants]
  /// All symbols.
  public static let all: BlockSymbols = [.mosaics, .wedges, .octants]

  /// What an option takes, and what it stands for.
  private static let names: [(word: String, symbols: BlockSymbols)] = [
    ("half", .half), ("quadrant", .quadrant), ("eighths", .eighths), ("sextant", .sextants), ("wedge", .wedges),
    ("octant", .octants), ("block", .blockElements), ("all", .all),
  ]

  /// What an option takes, in words.
  public static let vocabulary: String =
    names.dropLast().map(\.word).joined(separator: ", ") + " or \(names[names.count - 1].word)"

  /// Symbols from a union such as `sextant+wedge`; a comma joins as well as a plus, singular and plural both do.
  ///
  /// Quadrants bring the eighths along, for no font has one without the other. `nil` where a word is none of those of
  /// ``vocabulary`` or there is no word.
  public init?(parsing list: String) {
    var symbols: BlockSymbols = []
    for word in list.split(whereSeparator: { $0 == "," || $0 == "+" }) {
      let singular = Self.singular(word.lowercased().filter { $0 != " " })
      guard let found = Self.names.first(where: { Self.singular($0.word) == singular }) else { return nil }
      symbols.formUnion(found.symbols)
    }
    if symbols.contains(.quadrant) { symbols.formUnion(.blockElements) }
    guard !symbols.isEmpty else { return nil }
    self = symbols
  }

  private static func singular(_ word: String) -> String { word.hasSuffix("s") ? String(word.dropLast()) : word }

  /// What the terminal that `environment` describes draws by its own geometry: sextants where it is known to, else
  /// ``blockElements``. Inside tmux or screen the outer terminal cannot be known.
  ///
  /// Source: the change logs of kitty 0.19.3, foot, ghostty, WezTerm 20210610, VTE and Contour. Alacritty must be
  /// asked: it has them from 0.13.2 on, and older ones show boxes.
  public static func detect(environment: [String: String]) -> BlockSymbols {
    let terminal = environment["TERM"] ?? ""
    if environment["TMUX"] != nil || terminal.hasPrefix("screen") || terminal.hasPrefix("tmux") { return blockElements }
    let drawing = ["xterm-kitty", "foot", "xterm-ghostty", "ghostty", "wezterm", "contour", "vte"]
    if drawing.contains(where: terminal.hasPrefix) { return mosaics }
    let programs = ["WezTerm", "ghostty", "contour", "kitty"]
    if let program = environment["TERM_PROGRAM"], programs.contains(program) { return mosaics }
    // 0.64 is the first VTE release with sextants of its own.
    if let version = environment["VTE_VERSION"].flatMap({ Int($0) }), version >= 6400 { return mosaics }
    return blockElements
  }
}
