import Casework
import Console
import Workstation

/// A reviewer who reads cases line by line: what the dialogue wants is done, what comes back is told to it, one after
/// the other, until the reviewer leaves.
package struct SpokenSession {
  private let setting: ReadingDialogue.Setting
  private let worker: EffectWorker
  private let files: FileWatch
  private let outbox: OutboxDesk?
  private let speech: Speech
  private let clock: WallClock
  private let tiles: (_ resultFile: String) throws -> PictureTiles

  /// - Parameters:
  ///   - tiles: those of a result file.
  ///   - problem: a failure in words for the reviewer.
  package init(
    _ setting: ReadingDialogue.Setting, desk: ReviewSession.Desk, speech: Speech, clock: WallClock,
    tiles: @escaping (_ resultFile: String) throws -> PictureTiles,
    problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    self.setting = setting
    self.speech = speech
    self.clock = clock
    self.tiles = tiles
    let files = FileWatch(store: desk.store, slides: desk.slides) { _, _ in }
    self.files = files
    let outbox = desk.outbox.map { OutboxDesk($0) { _ in } }
    self.outbox = outbox
    worker = EffectWorker(
      desk: CaseDesk(
        store: desk.store.opened(for: .reviewer(desk.reviewer)), reviewer: desk.reviewer, keys: desk.keys,
        drafts: desk.drafts, slides: desk.slides, files: files, pattern: desk.pattern, outbox: outbox),
      mailbox: Mailbox {}, saveTheme: { _ in }, lists: .session, problem: problem)
  }

  /// Reads a case, or cases that are chosen from the queue, until the reviewer leaves or nobody types any more.
  ///
  /// - Parameter caseID: the case; `nil`: the queue.
  /// - Returns: the cases that the reviewer took for signed, and are not; mostly none.
  package func run(_ caseID: String?) -> [UnsignedCase] {
    outbox?.send()
    defer {
      files.end()
      outbox?.finish()
    }
    if let caseID { return read(caseID).unsigned }
    var unsigned: [UnsignedCase] = []
    while let caseID = chosenCase() {
      let (missed, isOver) = read(caseID)
      unsigned += missed
      if isOver { break }
    }
    return unsigned
  }

  // MARK: The queue

  /// The case that is chosen from the queue; `nil` where the reviewer leaves.
  private func chosenCase() -> String? {
    var queue = SpokenQueue(casebook: setting.casebook)
    var telling = queue.begin()
    while true {
      carryOut(telling) { queue.receive($0) }
      var choice: SpokenQueue.Choice?
      switch speech.hear(Self.patience) {
      case .line(let line): (telling, choice) = queue.hear(line)
      case .lost(let line): telling = queue.mishear(line)
      case .silence: telling = Telling()
      case .end: return nil
      }
      switch choice {
      case .open(let id)?: return id
      case .leave?: return nil
      case nil: break
      }
    }
  }

  // MARK: A case

  /// How long a line is waited for before time goes by in the dialogue, milliseconds.
  private static let patience = 1000

  /// Reads one case.
  ///
  /// - Returns: what is not signed although the reviewer believes so, and whether nobody types any more.
  private func read(_ caseID: String) -> (unsigned: [UnsignedCase], isOver: Bool) {
    var dialogue = ReadingDialogue(caseID: caseID, setting)
    var isOver = false
    carryOut(dialogue.begin(at: clock.seconds())) { dialogue.receive($0, at: clock.seconds()) }
    while let telling = next(of: &dialogue, &isOver) {
      let wasFresh = dialogue.awaited == .freshLine
      speech.lastWords(dialogue.withdrawable)
      carryOut(telling) { dialogue.receive($0, at: clock.seconds()) }
      speech.lastWords(dialogue.withdrawable)
      if dialogue.awaited == .freshLine, !wasFresh || !telling.lines.isEmpty { speech.settle() }
    }
    return (dialogue.unsigned, isOver)
  }

  /// What the dialogue says to the next that happens; `nil` where it is over.
  private func next(of dialogue: inout ReadingDialogue, _ isOver: inout Bool) -> Telling? {
    switch dialogue.awaited {
    case .nothing: return nil
    case .passphrase(let name):
      switch speech.secret(name) {
      case .typed(let passphrase): return dialogue.take(passphrase, at: clock.seconds())
      case .refused(let words): return dialogue.take(nil, words, at: clock.seconds())
      }
    case .line, .freshLine, .lineUntil:
      switch speech.hear(Self.patience) {
      case .line(let line): return dialogue.hear(line, at: clock.seconds())
      case .lost(let line): return dialogue.mishear(line, at: clock.seconds())
      case .silence: return dialogue.tick(at: clock.seconds())
      case .end:
        isOver = true
        return dialogue.hangUp(at: clock.seconds())
      }
    case .answer:
      // Nothing came back for what it asked: the casebook has no answer to it.
      isOver = true
      return nil
    }
  }

  // MARK: What is wanted

  /// Says what is told and does what is wanted, and so on with what the answers tell.
  private func carryOut(_ telling: Telling, _ receive: (Action) -> Telling) {
    telling.lines.forEach(speech.say)
    var wanted = telling.effects
    while !wanted.isEmpty {
      let effect = wanted.removeFirst()
      guard let action = answer(to: effect) else { continue }
      let next = receive(action)
      next.lines.forEach(speech.say)
      wanted += next.effects
    }
  }

  private func answer(to effect: Effect) -> Action? {
    switch effect {
    case .watchFiles(let caseID): files.begin(caseID)
    case .leaveFiles: files.end()
    case .loadTiles(let caseID, let file):
      let tiles = try? tiles(file)
      return .tilesLoaded(caseID: caseID, tiles?.read ?? [], unread: tiles?.unread ?? [])
    case .listCases, .loadPage, .lookForChanges, .readCase, .openReview, .closeReview, .askForCase, .answerRequest,
      .commitFirstRead, .repeatReading, .saveDraft, .checkPassphrase, .unlock, .sign, .supplement, .checkRight,
      .listColleagues, .opine, .resolveLabel, .noteRead:
      return try? waiting { [worker] in await worker.answer(to: effect) }
    case .drawPicture, .cancelPicture, .readAhead, .saveTheme, .saveLists, .keepMark, .removeMark, .findNuclei,
      .leaveOut,
      .scoreCase,
      .stopScoring,
      .nameCases, .countReadings, .export, .suspend, .quit:
      break
    }
    return nil
  }
}
