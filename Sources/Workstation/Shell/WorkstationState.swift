import Casework
import Evaluation
import TerminalKit

/// Everything that the screen shows; a value.
public struct WorkstationState: Equatable, Sendable {
  /// Of the terminal.
  public internal(set) var size: TerminalSize
  /// Seconds since the epoch, as last told; 0 before.
  public internal(set) var now = 0
  /// Printed name of the person at the keyboard, as it will stand under a signature.
  public let reviewer: String
  /// The model that is loaded; its curves are shown beside its own findings.
  public let model: ModelSummary?
  /// How that model, or whatever is looked at, does on a cohort.
  public let evaluation: EvaluationRecord?
  /// Whether the evaluation is all that there is, with no queue behind it.
  private(set) var isAlone: Bool
  /// In use, or tried in the theme picker.
  public internal(set) var theme: Theme
  /// What the theme picker offers.
  public let themes: [Theme]
  /// What the pictures are made of.
  public internal(set) var symbols: PictureSymbols
  /// What the keys do.
  public let keys: KeyMap
  /// The list of cases.
  public internal(set) var queue = QueueState()
  /// The case that is open; `nil` shows the queue.
  public internal(set) var reading: ReadingState?
  /// The model's screen, over the queue or the case that it was opened from; `nil` shows that.
  public internal(set) var modelScreen: ModelScreenState?
  /// What lies over the screen and takes the keys.
  public internal(set) var popup: Popup?
  /// Lies over everything until it is closed.
  public internal(set) var problem: Problem?
  /// A sentence in the last line, until the next key.
  public internal(set) var notice: String?
  var pictures = PictureShelf()

  /// The workstation before anything happened.
  public init(
    size: TerminalSize, reviewer: String, model: ModelSummary? = nil, evaluation: EvaluationRecord? = nil,
    theme: Theme = .dark, themes: [Theme] = [.dark],
    symbols: PictureSymbols = .quadrant, keys: KeyMap = .standard
  ) {
    self.size = size
    self.reviewer = reviewer
    self.model = model
    self.evaluation = evaluation
    self.theme = theme
    self.themes = themes
    self.symbols = symbols
    self.keys = keys
    isAlone = false
  }

  /// The workstation that shows an evaluation and nothing else: no casebook is open.
  public init(
    showing evaluation: EvaluationRecord, size: TerminalSize, reviewer: String, theme: Theme, themes: [Theme],
    symbols: PictureSymbols
  ) {
    self.init(
      size: size, reviewer: reviewer, evaluation: evaluation, theme: theme, themes: themes, symbols: symbols,
      keys: .evaluation)
    isAlone = true
    modelScreen = ModelScreenState(page: .evaluation)
  }

  /// Whether the screen is too small to be read: nothing but leaving is possible then.
  var isTooSmall: Bool { size.columns < Self.smallest.columns || size.rows < Self.smallest.rows }

  /// Smallest terminal that the screens fit.
  public static let smallest = TerminalSize(columns: 80, rows: 24)

  /// What the keys go to below the popup.
  var context: KeyContext { modelScreen != nil ? .model : reading == nil ? .queue : .reading }
}

/// A page of the model's screen; the raw value is how the first line names it.
enum ModelPage: String, Sendable, CaseIterable {
  case card = "model"
  case evaluation
}

/// The screen of the model.
public struct ModelScreenState: Equatable, Sendable {
  var page = ModelPage.card
  /// Lines scrolled away at the top.
  var scrolled = 0
}

/// What lies over the screen.
public enum Popup: Equatable, Sendable {
  /// Lines scrolled away at the top.
  case help(scrolled: Int)
  case palette(PaletteState)
  case themes(ThemePickerState)
  case signOff(SignOffState)
}

/// The command palette.
public struct PaletteState: Equatable, Sendable {
  var query = TextField()
  var selected = 0
}

/// The theme picker: the theme under the selection is shown at once.
public struct ThemePickerState: Equatable, Sendable {
  var selected: Int
  /// Comes back when the picker is left with Esc.
  let before: Theme
}
