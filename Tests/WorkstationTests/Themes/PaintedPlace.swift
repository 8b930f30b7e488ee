import Casework
import Microscopy
import TerminalKit

@testable import Workstation

/// The places of the workstation, each with as much on it as there can be, to be looked at in every theme.
enum PaintedPlace: String, CaseIterable, Sendable {
  case queue, search, slide, gallery, panel, signedCase, askedCase, labelledCase, signOff, firstRead, amend, opinion,
    label, handOver, palette, themes, help, helpSearch, columns, lists, saveList, problem, notice, model, evaluation,
    quality, lock, tooSmall, tour, twoPictures, ruler, leftOut, exports

  /// What each place shows, worked out once.
  static let states: Result<[(place: PaintedPlace, state: WorkstationState)], any Error> = Result {
    try allCases.map { ($0, try $0.bench().state) }
  }

  /// The place on a terminal of this size.
  static func bench(of place: PaintedPlace, columns: Int, rows: Int) throws -> Bench {
    var bench = try place.bench()
    bench.send(.resized(TerminalSize(columns: columns, rows: rows)))
    bench.drawPictures()
    return bench
  }

  /// Where it is filled.
  private func bench() throws -> Bench {
    switch self {
    case .queue: return Self.queued()
    case .search: return Self.queued(pressing: "/", "S", "-")
    case .slide: return Self.opened(Self.flagged, columns: 80, rows: 24, pressing: "5")
    case .gallery:
      var bench = Self.opened(Self.flagged, columns: 120, rows: 40)
      bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
      bench.press("g")
      for _ in 0..<12 { bench.drawPictures() }
      bench.press("y", "l", "x")
      return bench
    case .panel: return Self.opened(Self.flagged, columns: 110, rows: 90, pressing: .backTab)
    case .twoPictures: return Self.opened(Self.flagged, columns: 120, rows: 40, pressing: "4", "|")
    case .ruler: return Self.opened(Self.flagged, columns: 120, rows: 40, pressing: "5", "R", "L", "J")
    case .leftOut: return Self.opened(Self.flagged, columns: 120, rows: 40, pressing: "4", "X", .enter)
    case .exports:
      var bench = Self.opened(try Self.signed(), columns: 80, rows: 24)
      bench.state.take(exportsInto: "/laboratory/reports")
      bench.press("E", "m")
      return bench
    case .signedCase: return Self.opened(try Self.signed(), columns: 110, rows: 60)
    case .askedCase: return Self.opened(try Self.asked(), columns: 110, rows: 60)
    case .labelledCase: return Self.opened(try Self.labelled(), columns: 110, rows: 60)
    case .signOff: return Self.signing(Self.flagged, pressing: "h", "c", "s", "e", "e", "n")
    case .firstRead: return Self.signing(Self.blinded, pressing: "u", "2", "g")
    case .amend: return Self.opened(try Self.signed(), columns: 80, rows: 24, pressing: "e", "1", .enter, "h")
    case .opinion: return Self.opened(Sketch.high, columns: 80, rows: 24, pressing: "5", "o")
    case .label: return Self.opened(try Self.labelled(), columns: 80, rows: 24, pressing: "v")
    case .handOver: return Self.wanted()
    case .palette: return Self.queued(pressing: ":", "t", "h")
    case .themes: return Self.queued(pressing: "t")
    case .help: return Self.queued(pressing: "?")
    case .helpSearch: return Self.queued(pressing: "?", "/", "s", "o", "r", "t")
    case .columns: return Self.queued(pressing: "c")
    case .lists: return Self.queued(pressing: "v")
    case .saveList: return Self.queued(pressing: "V", "t", "o")
    case .problem:
      var bench = Self.queued()
      bench.send(.failed(Problem(title: "The casebook is busy", detail: "It is locked.", remedy: "Try again.")))
      return bench
    case .notice:
      var bench = Self.queued()
      bench.send(.pasted("text"))
      return bench
    case .model:
      var bench = Bench(columns: 120, rows: 90, model: Self.card)
      bench.press("m")
      return bench
    case .evaluation:
      var bench = Bench(columns: 120, rows: 120, model: Self.card, evaluation: EvaluationScreenTests.whole)
      bench.press("m", .tab)
      return bench
    case .quality:
      var bench = Bench(columns: 80, rows: 60)
      bench.press("Q")
      bench.send(.readingsCounted(QualityScreenTests.sections))
      return bench
    case .lock:
      var bench = Bench.signing(Sketch.full, idleLimit: 900)
      bench.wait(seconds: 900)
      bench.type("pass")
      return bench
    case .tour:
      var bench = Self.queued()
      bench.press(":")
      bench.type("tour")
      bench.press(.enter)
      return bench
    case .tooSmall: return Bench(columns: 50, rows: 5)
    }
  }

  // MARK: What is on them

  private static let reader = "Dr Ada Example"

  private static let card = Sketch.summary(
    training: Sketch.training, curves: Sketch.curves, figures: Sketch.figures)

  private static let flagged: CaseFile = {
    var file = Sketch.full
    file.finding = Sketch.finding(
      .high, 0.184, 0.112, 0.289, flags: [QualityFlag(kind: .pen), QualityFlag(kind: .blur)])
    return file
  }()

  private static let borderline = Sketch.file(
    "S-30", received: "2025-05-30", .scored, Sketch.finding(.high, 0.055, 0.03, 0.1, borderline: true))

  private static let blinded: CaseFile = {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    return file.disclosed(to: .reviewer(reader))
  }()

  private static func signed() throws -> CaseFile {
    var file = Sketch.low
    file.status = .signed
    file.signOff = try Sketch.signed(
      SignOffDraft(
        decision: .override, finalCall: .high, reason: .override(.histologyDisagrees), comment: "Mitoses.",
        shown: .every), finding: Sketch.finding(.low, 0.021, 0.012, 0.036))
    return file
  }

  private static func asked() throws -> CaseFile {
    var file = Sketch.high
    guard let place = SlidePlace(parsing: "S-12@20000,8000,20x") else { return file }
    file.opinions = [
      SecondOpinion(
        OpinionRequest(
          number: 1, place: place, question: "Mitosis here?", asker: "Bo Lind", colleague: reader,
          askedAt: "2025-06-01T10:00:00Z", entryDigest: "q1"))
    ]
    return file
  }

  private static func labelled() throws -> CaseFile {
    var file = Sketch.high
    file.finding?.labels = [
      LabelCheck(
        expected: try LabelPattern("{case}*").expectation(for: file.record),
        found: LabelText("S-13 A", property: "aperio.Barcode"))
    ]
    return file
  }

  // MARK: How one gets there

  private static func queued(pressing keys: Key...) -> Bench {
    let cases = [flagged, Sketch.refused, Sketch.new, borderline] + ((try? [signed()]) ?? [Sketch.low])
    var bench = Bench(columns: 120, rows: 36, cases: cases, model: card)
    bench.drawPictures()
    for key in keys { bench.press(key) }
    return bench
  }

  private static func opened(_ file: CaseFile, columns: Int, rows: Int, pressing keys: Key...) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file], model: card)
    bench.press(.enter)
    bench.drawPictures()
    for key in keys {
      bench.press(key)
      bench.drawPictures()
    }
    return bench
  }

  private static func signing(_ file: CaseFile, pressing keys: Key...) -> Bench {
    var bench = Bench.signing(file)
    for key in keys { bench.press(key) }
    return bench
  }

  private static func wanted() -> Bench {
    var bench = Bench.signing(Sketch.high)
    var file = Sketch.high
    (file.status, file.reviewer) = (.inReview, reader)
    file.claim = ReadingClaim(
      reviewer: reader, since: "2026-11-02T11:00:00Z", until: "2026-11-02T11:15:00Z",
      request: HandOverRequest(asker: "Bo Lind", at: "2026-11-02T11:05:00Z", isKept: false))
    bench.send(.caseRead(file))
    return bench
  }
}
