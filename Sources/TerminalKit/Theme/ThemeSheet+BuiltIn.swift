extension ThemeSheet {
  /// The sheets that are there without a file: every other one lies over one of them in the end.
  public static let builtIn: [ThemeSheet] = [dark, monochrome]

  /// The sheet of ``Theme/dark``; `themes/dark.toml` says the same.
  public static let dark = ThemeSheet(name: "dark", palette: colors, entries: entries, over: nil)

  private static let colors: [String: PaletteColor] = [
    "ground": PaletteColor(RGB(hex: 0x12161C), .black), "bar": PaletteColor(RGB(hex: 0x1B212A), .black),
    "raised": PaletteColor(RGB(hex: 0x1B222C), .black), "well": PaletteColor(RGB(hex: 0x0C0F14), .black),
    "chosen": PaletteColor(RGB(hex: 0x26384A), .black), "resting": PaletteColor(RGB(hex: 0x202833), .black),
    "text": PaletteColor(RGB(hex: 0xD3DAE3), .white), "bright": PaletteColor(RGB(hex: 0xF0F4F8), .brightWhite),
    "quiet": PaletteColor(RGB(hex: 0x9AA6B4), .white), "heading": PaletteColor(RGB(hex: 0x9FB3C8), .white),
    "accent": PaletteColor(RGB(hex: 0x7FD1C4), .cyan), "line": PaletteColor(RGB(hex: 0x7A8899), .brightBlack),
    "high": PaletteColor(RGB(hex: 0xFF975C), .brightRed), "low": PaletteColor(RGB(hex: 0x74B6FF), .brightCyan),
    "caution": PaletteColor(RGB(hex: 0xF2CF63), .brightYellow),
    "declined": PaletteColor(RGB(hex: 0xC3B6E4), .brightMagenta),
    "demo": PaletteColor(RGB(hex: 0xE3A3D8), .brightMagenta),
    "good": PaletteColor(RGB(hex: 0x8FD18A), .brightGreen), "wrong": PaletteColor(RGB(hex: 0xFF8A80), .brightRed),
  ]

  private static let entries: [Role: Entry] = [
    .background: Entry(.name("text"), on: .name("ground")),
    .bar: Entry(.name("quiet"), on: .name("bar")),
    .popup: Entry(.name("text"), on: .name("raised")),
    .text: Entry(.name("text")),
    .dim: Entry(.name("quiet")),
    .accent: Entry(.name("accent")),
    .title: Entry(.name("bright"), .bold),
    .heading: Entry(.name("heading"), .bold),
    .border: Entry(.name("line")),
    .borderFocused: Entry(.name("accent"), .bold),
    .selection: Entry(on: .name("chosen"), .bold),
    .selectionIdle: Entry(on: .name("resting")),
    .tab: Entry(.name("quiet")),
    .tabActive: Entry(.name("ground"), on: .name("accent"), .bold),
    .key: Entry(.name("accent"), .bold),
    .keyLabel: Entry(.name("quiet")),
    .input: Entry(.name("bright"), on: .name("well"), .underline),
    .match: Entry(.name("caution"), [.bold, .underline]),
    .high: Entry(.name("high"), .bold),
    .low: Entry(.name("low"), .bold),
    .borderline: Entry(.name("caution"), .bold),
    .noCall: Entry(.name("declined"), .bold),
    .demo: Entry(.name("ground"), on: .name("demo"), .bold),
    .success: Entry(.name("good"), .bold),
    .warning: Entry(.name("caution")),
    .error: Entry(.name("wrong"), .bold),
    .track: Entry(.name("line")),
    .fill: Entry(.name("heading")),
    .threshold: Entry(.name("bright"), .bold),
    .axis: Entry(.name("line")),
    .mark: Entry(.name("bright"), on: .name("ground"), .bold),
  ]
}
