/// A theme as it is written: names for colours, and roles that refer to them.
///
/// A sheet lies over another. It takes what it leaves out from there, roles and names alike; and a name that it gives
/// another colour has that colour in the roles of the sheet below too, so that a palette alone makes a variant.
public struct ThemeSheet: Hashable, Sendable {
  /// A colour where it is used.
  public enum Reference: Hashable, Sendable {
    /// The colour that the palette has under this name; none where it has no such name.
    case name(String)
    /// The colour itself.
    case color(RGB)
  }

  /// The style of a role, with colours by reference; `nil` shows what is below.
  public struct Entry: Hashable, Sendable {
    /// Colour of the glyph.
    public var foreground: Reference?
    /// Colour behind the glyph.
    public var background: Reference?
    /// The attributes besides the colours.
    public var attributes: Attributes

    /// An entry of what is given; the rest is left open.
    public init(_ foreground: Reference? = nil, on background: Reference? = nil, _ attributes: Attributes = []) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// The theme's name.
  public var name: String
  /// The colours by name, those of the sheet below included.
  public private(set) var palette: [String: PaletteColor]
  private var entries: [Role: Entry]

  /// A sheet over `base`; over nothing where that is `nil`. A colour without a name among the sixteen keeps the one
  /// that it has in `base`.
  public init(
    name: String, palette: [String: PaletteColor] = [:], entries: [Role: Entry] = [:], over base: ThemeSheet?
  ) {
    self.name = name
    self.entries = (base?.entries ?? [:]).merging(entries) { _, own in own }
    self.palette = (base?.palette ?? [:]).merging(palette) { below, own in
      PaletteColor(own.color, own.named ?? below.named)
    }
  }

  /// The theme that is written here.
  public var theme: Theme {
    Theme(
      name: name, complete: entries.mapValues { style($0, \.color) },
      ofSixteen: entries.mapValues { style($0, \.ofSixteen) })
  }

  private func style(_ entry: Entry, _ shown: (PaletteColor) -> RGB) -> Style {
    Style(
      foreground: entry.foreground.flatMap(color).map(shown), background: entry.background.flatMap(color).map(shown),
      attributes: entry.attributes)
  }

  private func color(_ reference: Reference) -> PaletteColor? {
    switch reference {
    case .name(let name): palette[name]
    case .color(let color): PaletteColor(color)
    }
  }
}
