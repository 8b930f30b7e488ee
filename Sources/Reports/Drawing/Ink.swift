/// A colour by what it is for; each renderer has its own values.
enum Ink: Hashable, Sendable {
  /// Words.
  case text
  /// Words that step back: ticks, captions, notes.
  case secondary
  /// Axes and rules.
  case axis
  /// Lines behind the data.
  case grid
  /// What the picture stands on.
  case paper
  /// Behind a notice that informs.
  case panel
  /// Behind a notice that warns, and its mark.
  case warningPanel, warning
  /// A curve or group.
  case series(SeriesRole)

  /// Every ink there is.
  static let all: [Ink] =
    [.text, .secondary, .axis, .grid, .paper, .panel, .warningPanel, .warning]
    + SeriesRole.allCases.map { .series($0) }

  /// In style sheets.
  var name: String {
    switch self {
    case .text: "text"
    case .secondary: "secondary"
    case .axis: "axis"
    case .grid: "grid"
    case .paper: "paper"
    case .panel: "panel"
    case .warningPanel: "warning-panel"
    case .warning: "warning"
    case .series(let role): "\(role)"
    }
  }

  /// On white paper, 0xRRGGBB. Low and high are the blue and the vermilion of Okabe & Ito (2008), the models' colours
  /// those of Tol's muted scheme (SRON/EPS/TN/09-002), darkened to 4.5 to 1 against white where they were lighter: told
  /// apart with every common colour vision.
  var light: UInt32 {
    switch self {
    case .text: 0x1B1F24
    case .secondary: 0x5A626B
    case .axis: 0x3C434A
    case .grid: 0xE3E6E9
    case .paper: 0xFFFFFF
    case .panel: 0xF3F5F7
    case .warningPanel: 0xFDF3E4
    case .warning: 0xA85400
    case .series(let role): role.light
    }
  }

  /// On a dark page.
  var dark: UInt32 {
    switch self {
    case .text: 0xE8EAED
    case .secondary: 0xA9B1BA
    case .axis: 0xB9C0C7
    case .grid: 0x343A41
    case .paper: 0x16191D
    case .panel: 0x20252B
    case .warningPanel: 0x33270F
    case .warning: 0xF0A94B
    case .series(let role): role.dark
    }
  }
}

extension SeriesRole {
  fileprivate var light: UInt32 {
    switch self {
    case .low: 0x0072B2
    case .high: 0xC84E00
    case .first: 0x332288
    case .second: 0x117733
    case .third: 0xAA4499
    case .fourth: 0x8A6A00
    case .reference: 0x767D85
    }
  }

  fileprivate var dark: UInt32 {
    switch self {
    case .low: 0x5AB4E8
    case .high: 0xFF8A4C
    case .first: 0xA79BF5
    case .second: 0x5CC98A
    case .third: 0xE38FD6
    case .fourth: 0xDDCC77
    case .reference: 0x969EA6
    }
  }

  /// Curves differ by more than their colour.
  var dashes: [Double] {
    switch self {
    case .low, .first: []
    case .high, .second: [6, 2]
    case .third: [1.8, 1.8]
    case .fourth: [7, 2, 1.6, 2]
    case .reference: [3, 2.5]
    }
  }

  /// As the figures draw it.
  var stroke: Drawing.Stroke {
    Drawing.Stroke(ink: .series(self), width: self == .reference ? 1 : 1.5, dashes: dashes)
  }
}
