import Casework
import TerminalKit
import Workstation

/// A reviewer at a terminal, from the first screen until they leave.
package struct ReviewSession {
  private let terminal: any Terminal
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private let clock: WallClock
  private let lists: ListShelf
  private let exportFolder: String?
  private let hasOutbox: Bool
  private let problem: @Sendable (ReviewFailure) -> Problem

  /// The casebook that is reviewed, and who reviews it.
  package struct Desk: Sendable {
    package let store: any CaseStore
    package let reviewer: String
    package let keys: KeyCraft
    package let drafts: any DraftShelf
    package let slides: SlideAccess
    /// What the laboratory expects of labels; `nil` where it expects nothing.
    package let pattern: LabelPattern?
    /// What scores cases from inside; `nil` where nothing does.
    package let scoring: ScoringTools?
    /// What says what the model would say without some regions; `nil` where no model is loaded.
    package let trials: (any RegionTrials)?
    /// What makes files of cases for other systems; `nil` where nothing does.
    package var exports: CaseExports?
    /// What sends to the laboratory what is signed; `nil` where nothing leaves by itself.
    package var outbox: (any OutboxSender)?

    package init(
      store: any CaseStore, reviewer: String, keys: KeyCraft, drafts: any DraftShelf, slides: SlideAccess,
      pattern: LabelPattern? = nil, scoring: ScoringTools? = nil, trials: (any RegionTrials)? = nil,
      exports: CaseExports? = nil
    ) {
      self.store = store
      self.reviewer = reviewer
      self.keys = keys
      self.drafts = drafts
      self.slides = slides
      self.pattern = pattern
      self.scoring = scoring
      self.trials = trials
      self.exports = exports
    }
  }

  /// - Parameters:
  ///   - desk: `nil` where only an evaluation is looked at.
  ///   - pictures: what draws, and posts what it drew into the mailbox.
  ///   - lists: where the reader's columns and lists are kept; default: for the session.
  ///   - problem: a failure in words for the reviewer.
  package init(
    terminal: any Terminal, desk: Desk?, clock: WallClock, pictures: (Mailbox) -> PictureWork,
    saveTheme: @escaping @Sendable (_ name: String) throws -> Void, lists: ListShelf = .session,
    problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    self.terminal = terminal
    self.clock = clock
    self.lists = lists
    self.problem = problem
    exportFolder = desk?.exports?.folder
    hasOutbox = desk?.outbox != nil
    let mailbox = Mailbox(wake: terminal.waker)
    self.mailbox = mailbox
    runner = EffectRunner(
      desk: desk.map {
        CaseDesk(
          store: $0.store.opened(for: .reviewer($0.reviewer)), reviewer: $0.reviewer, keys: $0.keys, drafts: $0.drafts,
          slides: $0.slides,
          files: FileWatch(store: $0.store, slides: $0.slides) { mailbox.post(.filesChecked(caseID: $0, $1)) },
          pattern: $0.pattern, outbox: $0.outbox.map { OutboxDesk($0) { mailbox.post($0) } })
      },
      mailbox: mailbox, pictures: pictures(mailbox),
      scoring: desk.flatMap { desk in
        desk.scoring.map { ScoringDesk($0, store: desk.store, problem: problem) { mailbox.post($0) }.work }
      } ?? .none, trials: TrialWork(desk?.trials, mailbox: mailbox, problem: problem),
      exports: ExportWork(desk?.exports, mailbox: mailbox, problem: problem), saveTheme: saveTheme, lists: lists,
      problem: problem)
  }

  /// Runs until the reviewer leaves or the terminal goes away; what was asked of the casebook is written by then.
  ///
  /// - Parameter keys: those that the reviewer wants; what cannot be had of them is left out.
  /// - Returns: the cases that the reviewer took for signed, and are not, mostly none; and what was signed and made
  ///   after the last screen.
  @discardableResult
  package func run(from state: WorkstationState, wanting keys: [KeyWish] = []) -> ReviewEnd {
    var state = state
    state.take(keys)
    state.take(exportsInto: exportFolder)
    state.take(hasOutbox: hasOutbox)
    do { state.take(try lists.load()) } catch { mailbox.post(.failed(problem(.listsNotRead(error)))) }
    runner.begin()
    var loop = ReviewLoop(terminal: terminal, mailbox: mailbox, runner: runner, clock: clock, state: state)
    return loop.run()
  }
}
