import Basics
import Casework
import Labels

/// Something that can be chosen in the palette.
enum PaletteItem: Hashable, Sendable {
  /// A command of any room.
  case command(RoomCommand)
  /// What waits for an argument.
  case verb(PaletteVerb)
  /// Opens the case of that name.
  case openCase(String)
  /// Goes to a place of the open slide.
  case goTo(SlidePoint)
  /// Shows the open slide as large as that.
  case magnify(WantedMagnification)
  /// Uses the theme of that name.
  case useTheme(String)
  case sort(CaseOrderKey)
  case tab(CaseStage)
}

/// What the palette can be told with an argument behind a blank, by the word that is typed.
enum PaletteVerb: String, Sendable, CaseIterable {
  case openCase = "case"
  case goTo = "um"
  case magnify = "mag"
  case useTheme = "theme"
  case sort, tab

  /// What is typed, and what it does.
  var title: String {
    switch self {
    case .openCase: "case NAME: open a case of the list"
    case .goTo: "um X Y: to a place of the slide, in µm"
    case .magnify: "mag NUMBER: that magnification, or 1:1 as scanned"
    case .useTheme: "theme NAME: use that theme"
    case .sort: "sort COLUMN: order the list by it"
    case .tab: "tab STATUS: list the cases of a status"
    }
  }

  /// Whether an evaluation that is shown alone has a use for it.
  var needsCases: Bool {
    switch self {
    case .openCase, .goTo, .magnify, .sort, .tab: true
    case .useTheme: false
    }
  }
}

extension PaletteItem {
  /// How it is listed; what has an argument as it can be typed, a command by its binding.
  var title: String {
    switch self {
    case .openCase(let name): "\(PaletteVerb.openCase.rawValue) \(name)"
    case .goTo(let point): "\(PaletteVerb.goTo.rawValue) \(point.typed)"
    case .magnify(let wanted): "\(PaletteVerb.magnify.rawValue) \(wanted.typed)"
    case .useTheme(let name): "\(PaletteVerb.useTheme.rawValue) \(name)"
    case .sort(let key): "\(PaletteVerb.sort.rawValue) \(key.label)"
    case .tab(let stage): "\(PaletteVerb.tab.rawValue) \(stage.label)"
    case .verb(let verb): verb.title
    case .command: ""
    }
  }
}

extension SlidePoint {
  /// As it can be typed: `1200 800`.
  fileprivate var typed: String { [x, y].map { NumberText.screen.fixed($0, digits: 0) }.joined(separator: " ") }

  /// The point that `text` says as two numbers in micrometres, with a blank or a comma between them.
  init?(typed text: String) {
    let parts = text.split { $0 == " " || $0 == "," }
    guard parts.count == 2, let x = Double(parts[0]), let y = Double(parts[1]), x.isFinite, y.isFinite else {
      return nil
    }
    self.init(x: x, y: y)
  }
}
