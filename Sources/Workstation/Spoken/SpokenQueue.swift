import Basics
import Casework
import Labels
import Prognosis

/// The queue as a numbered list: of what is to do the longest waiting first, some cases at a time.
public struct SpokenQueue: Equatable, Sendable {
  /// What was chosen.
  public enum Choice: Equatable, Sendable {
    /// The case of that name.
    case open(String)
    /// To leave.
    case leave
  }

  private let casebook: OpenCasebook?
  private let query = CaseQuery(stage: .toDo)
  private var cases: [CaseFile] = []
  private var last: CasePlace?
  private var total = 0
  private var request = 0

  /// Cases that are told at once.
  static let page = 10

  /// The queue of the casebook that is open, before anything was read.
  public init(casebook: OpenCasebook?) { self.casebook = casebook }

  /// Asks for the first cases.
  public mutating func begin() -> Telling {
    (cases, last) = ([], nil)
    request += 1
    var telling = Telling()
    telling.effects = [
      .listCases(CaseListRequest(id: request, query: query, anchor: .first, limit: Self.page))
    ]
    return telling
  }

  /// Cases that were asked for, or why there are none.
  public mutating func receive(_ action: Action) -> Telling {
    var telling = Telling()
    switch action {
    case .casesListed(_, let window):
      total = window.total
      telling.lines = [ResearchUse.sentence] + (casebook.map { ["Casebook \($0.name)."] } ?? [])
      telling.lines.append(total == 0 ? "No case is to do." : "\(total.counted("case")) to do, longest waiting first.")
      telling.lines += tell(window.page)
    case .pageLoaded(_, let page): telling.lines = tell(page)
    case .listingFailed(_, let problem), .failed(let problem): telling.lines = problem.spoken
    case .caseRead, .tilesLoaded, .firstCallCommitted, .firstCallRefused, .claimRefused, .rightRefused,
      .passphraseAccepted, .passphraseRefused, .signed, .signingFailed, .filesChecked, .draftSaved, .started,
      .terminalKnown, .keyPressed, .pasted, .painted, .inputSettled, .rested, .mousePressed, .resized, .ticked,
      .casesChanged, .handOverRefused, .pictureDrawn, .pictureFailed, .unlocked, .unlockRefused, .supplemented,
      .colleaguesListed, .opined, .labelResolved, .hungUp, .mouseDragged, .mouseReleased, .scoringWent, .scoringEnded,
      .casesNamed, .readingsCounted, .readingsNotCounted, .nucleiFound, .nucleiFailed, .trialMade, .trialRefused,
      .outboxTold, .exportEnded:
      break
    }
    telling.lines = telling.lines.map(\.printable)
    return telling
  }

  /// A line was typed; what was chosen by it, where that is something.
  public mutating func hear(_ line: String) -> (telling: Telling, choice: Choice?) {
    var telling = Telling()
    let words = line.printable
    switch SpokenCommand(words) {
    case .quit?: return (telling, .leave)
    case .again?, .case?: return (begin(), nil)
    case .help?, .back?:
      telling.lines = [
        "Type the number of a case or its name, then Enter. more tells the next cases, again the list from the start.",
        "quit leaves.", question,
      ]
    case nil:
      if words.lowercased() == "more" { return (more(), nil) }
      if let number = Int(words), cases.indices.contains(number - 1) { return (telling, .open(cases[number - 1].id)) }
      if !words.isEmpty { return (telling, .open(words)) }
      telling.lines = [question]
    }
    return (telling, nil)
  }

  /// A line was typed of which nothing is taken.
  public func mishear(_ line: LostLine) -> Telling {
    var telling = Telling()
    telling.lines = [line.sentence, question]
    return telling
  }

  private mutating func more() -> Telling {
    var telling = Telling()
    guard let last, cases.count < total else {
      telling.lines = ["These are all.", question]
      return telling
    }
    request += 1
    telling.effects = [.loadPage(CasePageRequest(id: request, query: query, place: last, limit: Self.page))]
    return telling
  }

  private mutating func tell(_ page: CasePage) -> [String] {
    let first = cases.count
    cases += page.cases
    last = page.places.last ?? last
    return page.cases.enumerated().map { Self.row(first + $0 + 1, $1) } + [question]
  }

  private var question: String {
    cases.count < total
      ? "Type the number of a case, more for the next ones, or quit." : "Type the number of a case, or quit."
  }

  private static func row(_ number: Int, _ file: CaseFile) -> String {
    let age = file.record.clinical.age.map { "patient of \(NumberText.plain.fixed($0, digits: 0)) years" }
    let slides = file.record.slides.count.counted("slide")
    let flags = file.finding.flatMap { $0.flags.isEmpty ? nil : $0.flags.count.counted("flag") }
    let parts = [
      "case \(file.id)", file.status.label, file.record.received.map { "received \($0)" }, age, slides, call(of: file),
      flags,
    ]
    return "\(number): \(parts.compactMap(\.self).joined(separator: ", "))."
  }

  private static func call(of file: CaseFile) -> String? {
    if let withheld = file.withheldLabel, file.isScored { return "the model's call is \(withheld)" }
    guard let finding = file.finding else { return nil }
    let demo = finding.model.demonstration ? "DEMO model, " : ""
    guard let risk = file.shownProbability else { return demo + finding.call.words }
    return demo + "\(finding.call.words), \(NumberText.plain.percent(risk))"
  }
}
