import TerminalKit
import Testing

@Suite("Themes")
struct ThemeTests {
  @Test("the built-in theme has a style for every role, and both colours behind everything")
  func complete() {
    for role in Role.allCases { #expect(Theme.dark[role] != Style(), "\(role.rawValue)") }
    #expect(Theme.dark[.background].foreground != nil)
    #expect(Theme.dark[.background].background != nil)
  }

  @Test("a theme takes what it leaves out from the one below")
  func inheritance() {
    let theme = Theme(name: "mine", styles: [.high: Style(foreground: RGB(255, 0, 0))])
    #expect(theme[.high].foreground == RGB(255, 0, 0))
    #expect(theme[.low] == Theme.dark[.low])
  }

  @Test("a palette over another recolours every role that has its names, and keeps their names among the sixteen")
  func palette() {
    let sheet = ThemeSheet(name: "mine", palette: ["caution": PaletteColor(RGB(1, 2, 3))], over: .dark)
    #expect(sheet.theme[.borderline] == Style(foreground: RGB(1, 2, 3), attributes: .bold))
    #expect(sheet.theme[.warning] == Style(foreground: RGB(1, 2, 3)))
    #expect(sheet.theme[.high] == Theme.dark[.high])
    #expect(sheet.theme.fitted(to: .palette16)[.warning].foreground == NamedColor.brightYellow.color)
  }

  @Test("is fitted to sixteen colours and back, and is the monochrome one where there are none")
  func fitted() {
    let few = Theme.dark.fitted(to: .palette16)
    for role in Role.allCases {
      for color in [few[role].foreground, few[role].background].compactMap({ $0 }) {
        #expect(Palette.sixteen.contains(color), "\(role.rawValue)")
      }
      #expect(few[role].attributes == Theme.dark[role].attributes)
    }
    #expect(few != .dark && few.fitted(to: .palette256) == .dark && few.fitted(to: .palette16) == few)
    #expect(few.fitted(to: .monochrome) == .monochrome)
  }

  @Test("a style that is no entry of a sheet is the nearest of the sixteen")
  func nearest() {
    var theme = Theme.dark
    theme[.fill] = Style(foreground: RGB(250, 10, 0), background: RGB(3, 3, 3), attributes: .bold)
    let few = theme.fitted(to: .palette16)
    #expect(few[.fill] == Style(foreground: RGB(255, 0, 0), background: RGB(0, 0, 0), attributes: .bold))
  }
}
