import Basics
import Casework
import Evaluation
import Labels
import Prognosis

/// The reading of a case line by line: it tells the case in whole phrases, asks what a reading needs one question after
/// the other, and signs as the workstation does, by the same rules, drafts, claims and passphrases. It draws nothing.
///
/// No picture of a slide is shown in it, and what is signed says so: every slide stands as not shown here, the share of
/// the tissue that was seen is 0, and a call is signed only where the reader says where else they looked.
public struct ReadingDialogue: Equatable, Sendable {
  /// Where the dialogue is.
  enum Step: Equatable, Sendable {
    /// The case is read, and its tiles; nothing was told yet.
    case opening
    /// It was told; the reader has not taken it up.
    case offered
    /// It is being taken up.
    case claiming
    /// Where the reader looks at the slide.
    case place
    case firstCall, confidence, firstGrade, commit
    /// The first call is on its way.
    case committing
    case call, reason, grade, comment, summary
    case passphrase
    /// The passphrase is tried.
    case checking
    /// Signed, and not in the casebook yet: it can be withdrawn.
    case held
    /// Handed to the casebook, no answer yet; or refused by it, and the case is read again.
    case signing
    case ended
  }

  /// Who reads, and what is signed by which rules.
  public struct Setting: Equatable, Sendable {
    /// Printed name of the reader.
    public var reader: String
    /// The reasons that are offered.
    public var reasons: ReasonList
    /// The model that is loaded; `nil` where it is not at hand.
    public var model: ModelSummary?
    /// Whether a record of the reading is kept and signed.
    public var keepsRecord: Bool
    /// For how many seconds a signature can be withdrawn.
    public var withdrawal: Int
    /// What commands are told of the casebook.
    public var casebook: OpenCasebook?

    /// A reader, with the built-in reasons, a record, and ten seconds to withdraw, where nothing else is said.
    public init(
      reader: String, reasons: ReasonList = .builtIn, model: ModelSummary? = nil, keepsRecord: Bool = true,
      withdrawal: Int = WorkstationState.usualWithdrawal, casebook: OpenCasebook? = nil
    ) {
      self.reader = reader
      self.reasons = reasons
      self.model = model
      self.keepsRecord = keepsRecord
      self.withdrawal = withdrawal
      self.casebook = casebook
    }
  }

  let caseID: String
  let setting: Setting
  var step = Step.opening
  var file: CaseFile?
  var tiles: SpokenTiles?
  /// What the reader says before anything of the model is told, where the protocol asks for it.
  var first = FirstReadState.Choices()
  /// The rules and the draft of the sign-off; `nil` before nothing is withheld.
  var dialog: SignOffState?
  /// Where the reader looks at the slide. Never preset.
  var place: DiagnosisSource?
  var trace: ReadingTrace
  var held: HeldSignature?
  /// Why whoever reads here cannot take the case up, or sign it.
  var barred: String?
  /// When the casebook was told last that the case is read here; `nil` where it is only heard.
  var claimedAt: Int?
  /// Seconds since the epoch; 0 before.
  private(set) var now = 0
  private var typedAt = 0
  /// What is said and wanted since the last answer.
  var telling = Telling()
  /// What the reader took for signed, and is not.
  public internal(set) var unsigned: [UnsignedCase] = []

  /// A dialogue over the case of that name, in which nothing was said yet.
  public init(caseID: String, _ setting: Setting) {
    self.caseID = caseID
    self.setting = setting
    trace = ReadingTrace(isKept: setting.keepsRecord)
  }

  /// What is waited for now.
  public var awaited: Awaited {
    switch step {
    case .opening, .claiming, .committing, .checking, .signing: .answer
    case .offered, .place, .firstCall, .confidence, .firstGrade, .call, .reason, .grade, .comment, .summary: .line
    case .commit: .freshLine
    case .passphrase: .passphrase(name: setting.reader)
    case .held: held?.until.map { .lineUntil($0) } ?? .answer
    case .ended: .nothing
    }
  }

  // MARK: What happens

  /// Begins: the case is asked for.
  public mutating func begin(at now: Int) -> Telling {
    pass(to: now, isTyped: true)
    want(.readCase(caseID: caseID))
    return told()
  }

  /// A line was typed.
  public mutating func hear(_ line: String, at now: Int) -> Telling {
    pass(to: now, isTyped: true)
    let words = line.trimmed
    switch SpokenCommand(words) {
    case nil: answer(words)
    case .help?: say(SpokenCommand.explanation + question)
    case .again?: say(question)
    case .case?: say((spoken?.lines ?? []) + question)
    case .back?: goBack()
    case .quit?: quit()
    }
    return told()
  }

  /// A line was typed of which nothing is taken: the question stands.
  public mutating func mishear(_ line: LostLine, at now: Int) -> Telling {
    pass(to: now, isTyped: true)
    say([line.sentence] + question)
    return told()
  }

  /// The passphrase was typed. `nil` where it was not; `words` say why.
  public mutating func take(_ passphrase: Passphrase?, _ words: String? = nil, at now: Int) -> Telling {
    pass(to: now, isTyped: true)
    guard case .passphrase = step else { return told() }
    guard let passphrase, !passphrase.isEmpty else {
      fail([words ?? "No passphrase was typed."])
      return told()
    }
    sign(passphrase)
    return told()
  }

  /// Time goes by: the reading goes on, and what was signed goes to the casebook once it cannot be withdrawn any more.
  public mutating func tick(at now: Int) -> Telling {
    pass(to: now, isTyped: false)
    if let until = held?.until, now >= until { sendHeld() }
    if let claimedAt, now - claimedAt >= Self.renewal { claim() }
    return told()
  }

  /// Nobody types any more, because the input has ended: what can still be withdrawn is not signed, a draft is kept.
  public mutating func hangUp(at now: Int) -> Telling {
    pass(to: now, isTyped: false)
    switch step {
    case .ended, .signing: break
    case .held, .checking:
      held = nil
      dialog?.withdraw()
      unsigned.append(ended)
      end()
    case .opening, .offered, .claiming, .place, .firstCall, .confidence, .firstGrade, .commit, .committing, .call,
      .reason, .grade, .comment, .summary, .passphrase:
      quit()
    }
    return told()
  }

  /// What is not signed where the program ends now, although the reader was told that it is.
  public var withdrawable: UnsignedCase? { if case .held = step { ended } else { nil } }

  private var ended: UnsignedCase { UnsignedCase(caseID: caseID, reason: .ended) }

  /// Seconds after which the casebook is told again that the case is read here.
  static let renewal = 60

  // MARK: Saying and wanting

  mutating func say(_ lines: [String]) { telling.lines += lines.map(\.printable) }

  mutating func want(_ effect: Effect) { telling.effects.append(effect) }

  /// What was said and wanted, which is forgotten by that.
  mutating func told() -> Telling {
    defer { telling = Telling() }
    return telling
  }

  mutating func claim() {
    claimedAt = now
    want(.openReview(caseID: caseID))
  }

  mutating func giveBack() {
    guard claimedAt != nil else { return }
    claimedAt = nil
    want(.closeReview(caseID: caseID))
  }

  /// Time is counted as on the screen: not where nobody has typed for a while.
  private mutating func pass(to time: Int, isTyped: Bool) {
    if now == 0 { (now, typedAt) = (time, time) }
    while now < min(time, typedAt + ReadingTrace.idle) {
      let next = min(now + ReadingTrace.longestTick, time)
      trace.tick(from: now, to: next, typedAt: typedAt)
      now = next
    }
    now = max(now, time)
    if isTyped { typedAt = now }
  }

  // MARK: What is known

  /// The case in words.
  var spoken: SpokenCase? {
    file.map { SpokenCase(file: $0, reader: setting.reader, casebook: setting.casebook, tiles: tiles) }
  }

  /// What of the slides was on the screen: nothing. A call needs that the reader looked at them elsewhere.
  var slides: SlidesSeen {
    let names = file?.record.slides.map(\.fileName) ?? []
    return SlidesSeen(shown: .allBut(names), refusal: place.isElsewhere ? nil : Self.placeRefusal, reading: trace.kept)
  }

  static let placeRefusal =
    "No picture was shown here: a call needs a slide that was looked at on glass or in the PACS."

  /// Why the case is only heard; `nil` where it can be read to be signed.
  var standsAgainst: String? {
    guard let file else { return "The case is not there." }
    if let barred { return barred }
    if file.isToRepeat, file.status.isClosed { return "You have read the case again: each is repeated once." }
    if file.status.isClosed { return "The case is closed: nothing is left to sign." }
    if !file.isScored { return "The case is not scored yet: nothing can be signed." }
    if file.hasRead(setting.reader) { return file.readersSentence(for: setting.reader) }
    if let claim = file.claim, claim.reviewer != Reviewer.name(setting.reader) { return claim.refusal }
    return nil
  }
}

extension DiagnosisSource? {
  /// Whether a slide was looked at, and not on this screen, which shows none.
  var isElsewhere: Bool {
    switch self {
    case .glass?, .pacs?: true
    case .thisScreen?, .notStated?, nil: false
    }
  }
}

extension String {
  /// Without white space at its ends.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
