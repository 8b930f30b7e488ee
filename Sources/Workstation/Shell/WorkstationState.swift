import Casework
import Evaluation
import SlidePictures
import TerminalKit

/// Everything that the screen shows; a value. The rooms hold what is theirs.
public struct WorkstationState: Equatable, Sendable {
  /// Size of the terminal.
  public internal(set) var size: TerminalSize
  /// Seconds since the epoch, as last told; 0 before.
  public internal(set) var now = 0
  /// Printed name of the person at the keyboard, as it will stand under a signature.
  public let reviewer: String
  /// The model that is loaded; its curves are shown beside its own findings.
  public let model: ModelSummary?
  /// How that model, or whatever is looked at, does on a cohort.
  public let evaluation: EvaluationRecord?
  /// In use, or tried in the theme picker.
  public internal(set) var theme: Theme
  /// The themes that the picker offers.
  public internal(set) var themes: [Theme]
  /// The glyphs that pictures are made of.
  public internal(set) var symbols: PictureSymbols
  /// What the terminal can do; `nil` before it has said so.
  public internal(set) var terminal: TerminalCapabilities?
  /// The keys, and what they do.
  public private(set) var keys: KeyMap
  /// What rooms say of keys that are not as they are delivered.
  private(set) var keyChanges = RoomKeyChanges()
  /// The reasons that a sign-off offers.
  public let reasons: ReasonList
  /// Seconds without a key after which the screen is locked; `nil` where it never is.
  public let idleLimit: Int?
  /// Seconds for which a signature can be withdrawn; 0 where it goes to the casebook at once.
  public let withdrawal: Int

  /// Whether what was on the screen, and how long, is kept with each signature.
  public let keepsRecord: Bool

  /// The list of cases.
  public internal(set) var queue = QueueState()
  /// The case that is open; `nil` shows the queue.
  public internal(set) var reading: CaseState?
  /// The model's screen, over the queue or the case that it was opened from; `nil` shows that.
  public internal(set) var modelScreen: ModelState?
  /// The figures of readings, over the queue; `nil` shows that.
  public internal(set) var qualityScreen: QualityState?
  /// What lies over the screen and takes the keys.
  public internal(set) var popup: Popup?
  /// What went wrong: it lies over everything until it is closed.
  public internal(set) var problem: Problem?
  /// What went wrong besides, and is told after it.
  var laterProblems: [Problem] = []
  /// What was typed into was closed or covered by something that happened; `nil` where nothing was.
  var interruption: Interruption?
  /// The case in which the reader pressed a key for what they may not do, until they were told why.
  var refusedCase: String?
  /// A sentence in the last line, until the next key, or until it has stood there for a while.
  public internal(set) var notice: String? {
    didSet {
      noticeEnds = notice == nil || now == 0 ? nil : now + Self.noticeTime
      isNoticePainted = false
    }
  }
  /// What the reader was told last of what they asked for themself.
  var ownNews: String?
  /// When the notice goes, seconds since the epoch; `nil`: it stays until the next key.
  var noticeEnds: Int?
  /// Whether ``notice`` was on the screen: until then it does not go, however late that is.
  var isNoticePainted = false
  /// What a colleague asks of this reader.
  var handOver: HandOverPrompt?
  /// The lock, where nobody typed for too long.
  var lock: ScreenLock?
  /// When a key was pressed last, seconds since the epoch; 0 before the first tick.
  var typedAt = 0
  /// For how long nobody has typed.
  var stillness = Stillness()
  /// What was chosen in the palette in this session, the last one first.
  var recent: [PaletteItem] = []
  /// The cases that are scored from here.
  var scoring = ScoringBoard()
  /// The files that are made of cases from here.
  var exports = ExportBoard()
  /// What was signed and waits for the outbox.
  var outbox: OutboxNote?
  /// What can be undone.
  var undoable = UndoList()
  /// Where a click has brought something else, and when; until the next key or click.
  var turnedPage: TurnedPage?
  /// A signature that is not in the casebook yet.
  var held: HeldSignature?
  /// The cases whose signatures are on their way into the casebook: there is no answer yet.
  var written: Set<String> = []
  /// What the reader took for signed and is not, until they have read that.
  var unsigned: [UnsignedCase] = []
  var pictures = PictureShelf()
  /// Whether nothing was typed for a moment: then pictures may be shown in pixels.
  var isResting = false
  /// The number of the picture around which was read ahead last.
  var readAheadFor: Int?
  /// Whether the tour is shown at the start.
  let showsTour: Bool
  /// Where it begins, besides the queue.
  let landing: Landing?
  /// The casebook that is open; `nil` where there is none.
  let casebook: OpenCasebook?
  /// What was seen of cases that were left without a signature.
  var traces: [String: ReadingTrace] = [:]

  /// The workstation before anything happened.
  public init(
    size: TerminalSize, reviewer: String, model: ModelSummary? = nil, evaluation: EvaluationRecord? = nil,
    theme: Theme = .dark, themes: [Theme] = [.dark],
    symbols: PictureSymbols = .quadrant, keys: KeyMap = .standard, reasons: ReasonList = .builtIn,
    keepsRecord: Bool = true, withdrawal: Int = WorkstationState.usualWithdrawal, idleLimit: Int? = nil,
    landing: Landing? = nil, casebook: OpenCasebook? = nil, notice: String? = nil, showsTour: Bool = false
  ) {
    self.size = size
    self.reviewer = reviewer
    self.model = model
    self.evaluation = evaluation
    self.theme = theme
    self.themes = themes
    self.symbols = symbols
    self.keys = keys
    self.reasons = reasons
    self.keepsRecord = keepsRecord
    self.withdrawal = withdrawal
    self.idleLimit = idleLimit
    self.landing = landing
    self.casebook = casebook
    self.notice = notice
    self.showsTour = showsTour
    queue.reader = reviewer
  }

  /// The workstation that shows an evaluation and nothing else: no casebook is open.
  public init(
    showing evaluation: EvaluationRecord, size: TerminalSize, reviewer: String, theme: Theme, themes: [Theme],
    symbols: PictureSymbols
  ) {
    self.init(
      size: size, reviewer: reviewer, evaluation: evaluation, theme: theme, themes: themes, symbols: symbols,
      keys: .evaluation)
    modelScreen = ModelState(alone: .evaluation)
  }

  /// Takes the columns and the lists of whoever reads here.
  public mutating func take(_ settings: ListSettings) { queue.settings = settings }

  /// Takes the folder into which files go that are made of cases from here; `nil` where nothing makes any.
  package mutating func take(exportsInto folder: String?) { exports.folder = folder }

  /// Takes the keys of whoever reads here, as far as they can be had: see ``KeyMap/taking(_:)``.
  public mutating func take(_ wishes: [KeyWish]) {
    keys = keys.taking(wishes).keys
    keyChanges = keys.changes
  }

  /// Whether an evaluation is all that there is, with no queue behind it.
  var isAlone: Bool { modelScreen?.isAlone ?? false }

  /// Whether the screen is too small to be read: nothing but leaving is possible then.
  var isTooSmall: Bool { !Self.fits(size) }

  /// Seconds that a notice stays.
  static let noticeTime = 8

  /// The smallest terminal that the screens fit.
  public static let smallest = TerminalSize(columns: 80, rows: 24)

  /// The room that takes the keys below the popup.
  var room: Room {
    guard modelScreen == nil else { return .model }
    guard qualityScreen == nil else { return .quality }
    guard let reading else { return .queue }
    return reading.gallery == nil ? .reading : .gallery
  }

  /// Whether a screen lies over the queue or the case.
  var isRoomCovered: Bool { modelScreen != nil || qualityScreen != nil }

  /// Whether what is typed goes to a field of the room.
  var isTyping: Bool {
    switch room {
    case .queue: queue.isTyping
    case .reading: reading?.marking.note != nil
    case .gallery, .model, .quality: false
    }
  }

  /// Whether something lies over the popup that takes the keys.
  var isPopupCovered: Bool { problem != nil || handOver != nil }

  /// What the rooms are told.
  var surroundings: Surroundings {
    Surroundings(
      size: size, now: now, theme: theme, symbols: symbols, fidelity: fidelity,
      depth: terminal?.pictureDepth ?? .trueColor,
      pixelCell: terminal?.pixelCell, reviewer: reviewer, model: model, casebook: casebook,
      isUncovered: popup == nil && !isPopupCovered, withdrawable: withdrawable, written: written,
      scoring: scoring, exports: exports, keys: keyChanges)
  }
}

/// What lies over the screen.
public enum Popup: Equatable, Sendable {
  /// The help, made from the keys.
  case help(HelpState)
  /// The command palette.
  case palette(PaletteState)
  /// The tour of the first start.
  case tour(TourState)
  /// The theme picker.
  case themes(ThemePickerState)
  /// The dialog of the first call.
  case firstRead(FirstReadState)
  /// The sign-off dialog.
  case signOff(SignOffState)
  /// What comes after a signature.
  case amend(AmendState)
  /// The dialog of a second opinion.
  case opinion(OpinionState)
  /// The dialog of a mismatch between a label and the case.
  case label(LabelState)
  /// The list of the formats in which the open case can leave.
  case exports(ExportState)
}
