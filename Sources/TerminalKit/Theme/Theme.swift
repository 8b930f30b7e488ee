/// A style for every role, under a name.
public struct Theme: Hashable, Sendable {
  /// The theme's name in the theme picker and in the configuration: `dark`, `high-contrast` ...
  public var name: String
  private var styles: [Role: Style]

  /// A theme that has `styles`, and takes what they leave out from `base`.
  public init(name: String, styles: [Role: Style], over base: Theme = .dark) {
    self.name = name
    self.styles = base.styles.merging(styles) { _, own in own }
  }

  private init(name: String, complete styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  /// The style of `role`: what it does not set shows through from what is drawn below.
  public subscript(role: Role) -> Style {
    get { styles[role] ?? Style() }
    set { styles[role] = newValue }
  }

  /// Light on a dark blue-grey, blue for low and orange for high, which the colour-blind tell apart.
  public static let dark = Theme(
    name: "dark",
    complete: [
      .background: Style(foreground: text, background: RGB(0x12, 0x16, 0x1C)),
      .bar: Style(foreground: RGB(0x9A, 0xA6, 0xB4), background: RGB(0x1B, 0x21, 0x2A)),
      .popup: Style(foreground: text, background: RGB(0x1B, 0x22, 0x2C)),
      .text: Style(foreground: text),
      .dim: Style(foreground: RGB(0x83, 0x8F, 0x9D)),
      .accent: Style(foreground: accent),
      .title: Style(foreground: RGB(0xF0, 0xF4, 0xF8), attributes: .bold),
      .heading: Style(foreground: RGB(0x9F, 0xB3, 0xC8), attributes: .bold),
      .border: Style(foreground: RGB(0x3A, 0x45, 0x52)),
      .borderFocused: Style(foreground: accent, attributes: .bold),
      .selection: Style(background: RGB(0x26, 0x38, 0x4A), attributes: .bold),
      .selectionIdle: Style(background: RGB(0x20, 0x28, 0x33)),
      .tab: Style(foreground: RGB(0x83, 0x8F, 0x9D)),
      .tabActive: Style(foreground: ink, background: accent, attributes: .bold),
      .key: Style(foreground: accent, attributes: .bold),
      .keyLabel: Style(foreground: RGB(0x9A, 0xA6, 0xB4)),
      .input: Style(foreground: RGB(0xF0, 0xF4, 0xF8), background: RGB(0x0C, 0x0F, 0x14)),
      .match: Style(foreground: RGB(0xF2, 0xCF, 0x63), attributes: .bold),
      .high: Style(foreground: RGB(0xFF, 0x97, 0x5C), attributes: .bold),
      .low: Style(foreground: RGB(0x74, 0xB6, 0xFF), attributes: .bold),
      .borderline: Style(foreground: RGB(0xF2, 0xCF, 0x63), attributes: .bold),
      .noCall: Style(foreground: RGB(0xC3, 0xB6, 0xE4), attributes: .bold),
      .demo: Style(foreground: ink, background: RGB(0xE3, 0xA3, 0xD8), attributes: .bold),
      .success: Style(foreground: RGB(0x8F, 0xD1, 0x8A), attributes: .bold),
      .warning: Style(foreground: RGB(0xF2, 0xCF, 0x63)),
      .error: Style(foreground: RGB(0xFF, 0x8A, 0x80), attributes: .bold),
      .track: Style(foreground: RGB(0x3A, 0x45, 0x52)),
      .fill: Style(foreground: RGB(0x9F, 0xB3, 0xC8)),
      .threshold: Style(foreground: RGB(0xF0, 0xF4, 0xF8), attributes: .bold),
      .axis: Style(foreground: RGB(0x5C, 0x68, 0x76)),
      .mark: Style(foreground: RGB(0xF0, 0xF4, 0xF8), background: RGB(0x12, 0x16, 0x1C), attributes: .bold),
    ])

  private static let text = RGB(0xD3, 0xDA, 0xE3)
  private static let accent = RGB(0x7F, 0xD1, 0xC4)
  private static let ink = RGB(0x12, 0x16, 0x1C)
}
