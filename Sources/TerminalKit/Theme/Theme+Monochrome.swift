extension Theme {
  /// The theme for terminals without colour, and for `NO_COLOR`: attributes say what colours say elsewhere. Its
  /// background has no colours, for there are none.
  public static let monochrome: Theme = {
    var theme = Theme(name: "monochrome", styles: [:])
    for role in Role.allCases { theme[role] = Style(attributes: attributes[role] ?? []) }
    return theme
  }()

  private static let attributes: [Role: Attributes] = [
    .bar: .reverse, .title: .bold, .heading: [.bold, .underline], .dim: .dim, .borderFocused: .bold,
    .selection: .reverse, .selectionIdle: .underline, .tabActive: .reverse, .key: .bold, .input: .underline,
    .match: [.bold, .underline], .high: [.bold, .reverse], .low: .bold, .borderline: [.bold, .underline],
    .noCall: .underline, .demo: .reverse, .success: .bold, .warning: .bold, .error: [.bold, .reverse], .accent: .bold,
    .track: .dim, .threshold: .bold, .mark: [.bold, .reverse], .axis: .dim, .fill: .bold,
  ]
}
