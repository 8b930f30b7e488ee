/// A style for every role, under a name.
public struct Theme: Hashable, Sendable {
  /// The theme's name in the theme picker and in the configuration: `dark`, `high-contrast` ...
  public var name: String
  private var styles: [Role: Style]
  /// The same in the colours that a terminal of sixteen has.
  private var stylesOfSixteen: [Role: Style]
  private var isOfSixteen = false

  /// A theme that has `styles`, and takes what they leave out from `base`.
  public init(name: String, styles: [Role: Style], over base: Theme = .dark) {
    self = base
    self.name = name
    for (role, style) in styles { self[role] = style }
  }

  /// A theme of these styles alone, one for each role.
  init(name: String, complete styles: [Role: Style], ofSixteen: [Role: Style]) {
    self.name = name
    self.styles = styles
    stylesOfSixteen = ofSixteen
  }

  /// The style of `role`: what it does not set shows through from what is drawn below.
  public subscript(role: Role) -> Style {
    get { (isOfSixteen ? stylesOfSixteen : styles)[role] ?? Style() }
    set {
      styles[role] = newValue
      let nearest = { (color: RGB?) in color.map { PaletteColor($0).ofSixteen } }
      stylesOfSixteen[role] = Style(
        foreground: nearest(newValue.foreground), background: nearest(newValue.background),
        attributes: newValue.attributes)
    }
  }

  /// All its colours.
  public var colors: Set<RGB> {
    Set(Role.allCases.flatMap { [self[$0].foreground, self[$0].background] }.compactMap(\.self))
  }

  /// This theme as a terminal of `depth` is to show it: in the sixteen colours that it names, or ``monochrome`` where
  /// there are none.
  public func fitted(to depth: ColorDepth) -> Theme {
    var fitted = self
    switch depth {
    case .trueColor, .palette256: fitted.isOfSixteen = false
    case .palette16: fitted.isOfSixteen = true
    case .monochrome: return .monochrome
    }
    return fitted
  }

  /// Light on a dark blue-grey, blue for low and orange for high, which the colour-blind tell apart.
  public static let dark = ThemeSheet.dark.theme
}
