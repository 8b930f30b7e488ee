extension Theme {
  /// The theme for terminals without colour, and for `NO_COLOR`: attributes say what colours say elsewhere. Its
  /// background has no colours but the terminal's own; only what lies over a picture in colour has black and white.
  ///
  /// Nothing is dim: what terminals make of that is often too faint to read. Bars are not reversed: the keys and marks
  /// in them could not stand out, and the frames beside them bound them.
  public static let monochrome: Theme = ThemeSheet.monochrome.theme
}

extension ThemeSheet {
  /// The sheet of ``Theme/monochrome``.
  static let monochrome: ThemeSheet = {
    var entries: [Role: Entry] = [:]
    for role in Role.allCases { entries[role] = Entry(nil, attributes[role] ?? []) }
    entries[.mark] = Entry(
      .color(NamedColor.brightWhite.color), on: .color(NamedColor.black.color), attributes[.mark] ?? [])
    return ThemeSheet(name: "monochrome", entries: entries, over: nil)
  }()

  private static let attributes: [Role: Attributes] = [
    .title: .bold, .heading: [.bold, .underline], .borderFocused: .bold, .selection: .reverse,
    .selectionIdle: .underline, .tabActive: .reverse, .key: .bold, .input: .underline, .match: [.bold, .underline],
    .high: [.bold, .reverse], .low: .bold, .borderline: [.bold, .underline], .noCall: .underline, .demo: .reverse,
    .success: .bold, .warning: .bold, .error: [.bold, .reverse], .accent: .bold, .threshold: .bold,
    .mark: [.bold, .reverse], .fill: .bold,
  ]
}
