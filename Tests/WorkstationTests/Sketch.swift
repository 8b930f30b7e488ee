import Evaluation
import SurvivalStatistics
import Basics
import Casework
import Microscopy
import Prognosis
import SlidePictures
import TerminalKit

@testable import Workstation

/// Cases, findings and a world that answers, for the tests of the screens.
enum Sketch {
  static let model = ModelIdentity(
    name: "demonstration", version: "1.0.0", digest: "a1b2c3d4e5f6" + String(repeating: "0", count: 52),
    demonstration: true, threshold: 0.05)

  static func slide(_ name: String, width: Int = 40_000, height: Int = 30_000) -> CaseSlide {
    CaseSlide(
      path: "/slides/\(name)", size: PixelSize(width: width, height: height),
      mpp: MicronsPerPixel(x: 0.25, y: 0.25) ?? MicronsPerPixel.unit, mppGiven: false, objective: 40,
      vendor: "aperio")
  }

  static func finding(
    _ call: Call, _ risk: Double? = nil, _ lower: Double = 0, _ upper: Double = 0, borderline: Bool = false,
    reasons: [NoCallReason] = [], flags: [QualityFlag] = [], demonstration: Bool = true
  ) -> Finding {
    let model = ModelIdentity(
      name: model.name, version: model.version, digest: model.digest, demonstration: demonstration, threshold: 0.05)
    return Finding(
      id: "finding-1", model: model, software: "0.1.0", computedAt: "2025-06-01T10:00:00Z", tiles: 480,
      tilesAvailable: 480, tissueMM2: 31.2, basis: risk == nil ? nil : .slideAndClinical, probability5y: risk,
      interval: risk == nil ? nil : ProbabilityInterval(lower: lower, upper: upper), call: call,
      borderline: borderline, reasons: reasons, flags: flags,
      contributions: risk == nil
        ? []
        : [
          Contribution(name: "slide score", value: "+0.80", logHazard: 0.82),
          Contribution(name: "age", value: "57 y", logHazard: -0.41),
        ], resultFile: "/results/1.safetensors")
  }

  static func file(
    _ id: String, received: String? = nil, _ status: CaseStatus = .scored, _ finding: Finding? = nil,
    slides: [CaseSlide]? = nil
  ) -> CaseFile {
    let slides = slides ?? [slide("\(id).svs")]
    return CaseFile(record: Case(id: id, received: received, slides: slides), status: status, finding: finding)
  }

  static let high = file("S-12", received: "2025-05-20", .scored, finding(.high, 0.184, 0.112, 0.289))
  static let low = file("S-09", received: "2025-05-14", .scored, finding(.low, 0.021, 0.012, 0.036))
  static let refused = file(
    "S-15", received: "2025-05-25", .scored, finding(.noCall, reasons: [.tooLittleTissue, .badQuality]))
  static let new = file("S-21", received: "2025-06-01", .new)
  static let all = [high, low, refused, new]

  /// ``high`` with all that the laboratory can say of it.
  static let full: CaseFile = {
    var file = high
    file.record.patient = "P-17"
    file.record.clinical.age = 57
    file.record.extra = ["Specimen-ID": "B2-4"]
    file.record.note = "out of focus, ask for a new scan"
    return file
  }()

  /// What ``high`` is confirmed with.
  static let confirmation = SignOffDraft(decision: .confirm, finalCall: .high)

  /// 2025-06-02, in the afternoon.
  static let now = 1_748_872_800

  static let tiles = (0..<12).map { index in
    TileFinding(
      slide: 0, x: 4000 + 448 * index, y: 8000, side: 448, attention: Float(index + 1) / 78,
      contribution: Float(index) / 100 - 0.05)
  }

  /// The card of ``model``.
  static func summary(
    training: ModelTraining? = nil, curves: [SurvivalCurve] = [], figures: [Statistic] = []
  ) -> ModelSummary {
    ModelSummary(
      digest: model.digest, name: model.name, version: model.version, demonstration: true,
      description: "Trained on simulated tissue. It means nothing of a real slide.",
      encoder: "morphometry, 66 features, tiles of 224 px at 0.5 µm/px", networks: "gated-attention-mil, 5 networks",
      intendedUse: .erPositiveHER2Negative, threshold: 0.05, horizonYears: 5,
      combined: "slide score, age; fitted on 600 patients, 95 relapses", training: training, curves: curves,
      figures: figures)
  }

  static let training = ModelTraining(
    cohort: "600 simulated patients", patients: 600, events: 95, tiles: 38_400,
    plan: "nested cross-validation, 5 folds of 3 inner folds, 2 networks a fold", seed: 1,
    warnings: ["there are fewer than ten relapses a covariate"])

  /// Worked by hand: high 40, low 60 patients; one step in the middle of each.
  static let curves = [
    curve(.high, 40, events: 12, survival: [1, 1, 1, 0.7, 0.7, 0.7, 0.7], below: 0.1, [40, 40, 38, 26, 22, 14, 7]),
    curve(.low, 60, events: 3, survival: [1, 1, 1, 0.9, 0.9, 0.9, 0.9], below: 0.1, [60, 60, 60, 55, 51, 43, 30]),
  ]

  /// Read off at whole years; once it falls its lower limit is `below` it, its upper 1.
  private static func curve(
    _ group: SurvivalCurve.Group, _ count: Int, events: Int, survival: [Double], below: Double, _ atRisk: [Int]
  ) -> SurvivalCurve {
    let points = survival.indices.map { year in
      SurvivalCurve.Point(
        time: Double(year), survival: survival[year], lower: survival[year] < 1 ? survival[year] - below : 1, upper: 1,
        atRisk: atRisk[year])
    }
    return SurvivalCurve(group, count: count, events: events, points: points, isComplete: false)
  }

  static let figures = [
    figure(.harrell, .score, 0.75, 0.7, 0.8, "Harrell"), figure(.harrell, .clinical, 0.7, 0.6, 0.8, "Harrell"),
    figure(.harrell, .gain, 0.04, -0.02, 0.1, "paired bootstrap"),
    figure(.calibrationSlope, .combined, 1, 0.8, 1.2, "slide and clinical variables"),
    figure(.specificity, .combined, 0.5, nil, nil, "Kaplan and Meier"),
    figure(.shareOfTruth, .score, 1.015, nil, nil, "simulated"),
  ]

  static func figure(
    _ code: StatisticCode, _ subject: StatisticSubject, _ estimate: Double, _ lower: Double? = nil,
    _ upper: Double? = nil, _ note: String = "", n count: Int = 300
  ) -> Statistic {
    Statistic(code, subject, Estimate(estimate, lower, upper), count: count, note: note)
  }

  static func signed(_ draft: SignOffDraft, finding: Finding) throws -> SignOff {
    var signOff = try SignOff.make(draft, finding: finding, reviewer: "Dr Ada Example", now: "2025-06-02T14:00:00Z")
    signOff.entryDigest = "9c41f07be2d8" + String(repeating: "0", count: 52)
    return signOff
  }
}

extension MicronsPerPixel {
  /// 1 um/px, which is always plausible.
  fileprivate static var unit: MicronsPerPixel {
    guard let unit = MicronsPerPixel(x: 1, y: 1) else { preconditionFailure("1 um/px is plausible") }
    return unit
  }
}

/// A workstation under test: keys go in, effects are kept, and answered where the test asks for it. Rows of the list
/// are answered at once, unless the test holds them back.
struct Bench {
  var state: WorkstationState
  /// What the casebook holds.
  var cases: [CaseFile]
  /// The last entry of its ledger.
  private(set) var entry = 1
  /// Whether rows that are asked for wait for ``deliver()``.
  var holdsRows = false
  /// All effects since the last ``take()``, but for those that ask for rows.
  private(set) var effects: [Effect] = []

  /// The passphrase that the last effect tries, for the case S-12.
  var lastChecked: Passphrase? {
    if case .checkPassphrase("S-12", _, let passphrase) = effects.last { passphrase } else { nil }
  }
  /// What was asked for in rows, the answered ones too.
  private(set) var asked: [Effect] = []
  private var held: [Effect] = []

  /// The queue of `cases`, all of them listed unless `stage` says otherwise: signed ones are opened in tests too.
  init(
    columns: Int = 80, rows: Int = 24, cases: [CaseFile] = Sketch.all, model: ModelSummary? = nil,
    evaluation: EvaluationRecord? = nil, themes: [Theme] = [.dark], withdrawal: Int = 10,
    idleLimit: Int? = nil, keepsRecord: Bool = true, stage: CaseStage = .all,
    casebook: OpenCasebook? = nil
  ) {
    state = WorkstationState(
      size: TerminalSize(columns: columns, rows: rows), reviewer: "Dr Ada Example", model: model,
      evaluation: evaluation, themes: themes, keepsRecord: keepsRecord, withdrawal: withdrawal, idleLimit: idleLimit,
      casebook: casebook)
    self.cases = cases
    state.queue.stage = stage
    send(.ticked(now: Sketch.now), .started)
    effects = []
    asked = []
  }

  /// The first of `cases` is open, and its dialog too.
  static func signing(
    _ file: CaseFile, of cases: [CaseFile]? = nil, columns: Int = 80, rows: Int = 24,
    idleLimit: Int? = nil
  ) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: cases ?? [file], idleLimit: idleLimit)
    while let selected = bench.state.queue.selectedID, selected != file.id { bench.press("j") }
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s")
    _ = bench.take()
    return bench
  }

  /// The case is confirmed, the passphrase was right, and the signature can be withdrawn.
  static func held(_ file: CaseFile, of cases: [CaseFile]? = nil, idleLimit: Int? = nil) -> Bench {
    var bench = signing(file, of: cases, idleLimit: idleLimit)
    bench.press("h", .enter)
    bench.type("pass")
    bench.press(.enter)
    bench.send(.passphraseAccepted(caseID: file.id))
    _ = bench.take()
    return bench
  }

  mutating func send(_ actions: Action...) {
    for action in actions { take(in: update(&state, action)) }
  }

  private mutating func take(in new: [Effect]) {
    for effect in new {
      guard effect.asksForRows else {
        effects.append(effect)
        continue
      }
      asked.append(effect)
      held.append(effect)
    }
    if !holdsRows { deliver() }
  }

  /// Answers what was asked for in rows, in order.
  mutating func deliver() {
    while !held.isEmpty {
      let effect = held.removeFirst()
      switch effect {
      case .listCases(let request):
        let window = CaseWindow(
          of: cases, request.query, at: request.anchor, limit: request.limit, entry: entry, for: state.reviewer)
        take(in: update(&state, .casesListed(request, window)))
      case .loadPage(let request):
        let page = CaseListing(cases, request.query).page(after: request.place, limit: request.limit, entry: entry)
        take(in: update(&state, .pageLoaded(request, page)))
      case .lookForChanges, .readCase, .openReview, .closeReview, .askForCase, .answerRequest, .commitFirstRead,
        .repeatReading, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture, .cancelPicture, .readAhead,
        .saveDraft,
        .checkPassphrase,
        .unlock, .sign, .supplement, .checkRight, .listColleagues, .opine, .resolveLabel, .noteRead, .keepMark,
        .removeMark, .findNuclei, .saveTheme, .saveLists, .nameCases, .countReadings, .scoreCase, .stopScoring,
        .export, .suspend, .quit:
        continue
      }
    }
  }

  /// Others write: the casebook holds `cases` now, and says so.
  mutating func change(to cases: [CaseFile]) {
    let changed = cases.filter { file in !self.cases.contains(file) }.map(\.id)
    let gone = self.cases.map(\.id).filter { id in !cases.contains { $0.id == id } }
    self.cases = cases
    entry += 1
    send(.casesChanged(CaseChanges(caseIDs: changed + gone, isPartial: false, entry: entry)))
  }

  /// One key after the other, each with the screen that it leads to, as a person types.
  mutating func press(_ keys: Key...) {
    for key in keys {
      take(in: update(&state, batch: [.keyPressed(key)]))
      look()
    }
  }

  /// All keys at once, between two screens.
  mutating func pressAtOnce(_ keys: Key...) { send(batch: keys.map { .keyPressed($0) }) }

  /// All of `batch` happens between two screens.
  mutating func send(batch: [Action]) { take(in: update(&state, batch: batch)) }

  /// The screen is painted, and nothing is typed for a moment.
  mutating func look() {
    send(.painted(paint(state).limits))
    if state.awaitsQuiet { send(.inputSettled) }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// A second or more goes by.
  mutating func wait(seconds: Int) { send(.ticked(now: state.now + seconds)) }

  /// The effects so far; none are left.
  mutating func take() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// What was asked for in rows so far; nothing is left.
  mutating func takeAsked() -> [Effect] {
    defer { asked = [] }
    return asked
  }

  /// Draws every picture that was asked for, of one glyph.
  mutating func drawPictures(
    glyph: Character = "░", note: String? = nil, unread: HeatLegend.Unread? = nil,
    signs: HeatLegend.Signs = .colours, coloring: PictureColoring? = nil
  ) {
    for case .drawPicture(let request) in take() {
      let count = request.size.columns * request.size.rows
      var legend = request.heat.map {
        HeatLegend(
          quantity: $0.quantity, colors: [RGB(0, 0, 0), RGB(255, 255, 0)], lowest: 0, highest: 100,
          reference: $0.reference, note: note, unread: unread)
      }
      if let heat = request.heat {
        legend?.share = heat.share
        legend?.isCut = heat.limits.ceiling < 100
        legend?.lines = heat.manner.sketchedLines(heat.share)
      }
      legend?.signs = signs
      let cells = Array(repeating: Cell(glyph), count: count)
      send(.pictureDrawn(request, Picture(size: request.size, cells: cells, legend: legend, coloring: coloring)))
    }
    look()
  }

  /// Rows of the screen as text, blanks at the end left out.
  var lines: [String] { view(state).lines }

  var text: String { lines.joined(separator: "\n") }

  /// The words on the screen, one blank between them, borders left out: sentences are broken over lines.
  var words: String {
    let borders = Set("│╭╮╰╯─")
    return text.filter { !borders.contains($0) }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The known cases of the list.
  var listed: [String] { state.queue.list.cases.map(\.id) }

  /// What of the open slide is shown.
  var viewport: Viewport? { state.reading?.view(in: state.surroundings) }

  /// Cells of the picture of the open slide.
  var pane: TerminalSize { state.reading?.pane(in: state.surroundings) ?? TerminalSize(columns: 0, rows: 0) }
}

extension Effect {
  /// Whether it is answered with rows of the list.
  var asksForRows: Bool {
    switch self {
    case .listCases, .loadPage: true
    case .lookForChanges, .readCase, .openReview, .closeReview, .askForCase, .answerRequest, .commitFirstRead,
      .repeatReading, .watchFiles, .leaveFiles, .leaveOut, .loadTiles, .drawPicture, .cancelPicture, .readAhead,
      .saveDraft,
      .checkPassphrase,
      .unlock, .sign, .supplement, .checkRight, .listColleagues, .opine, .resolveLabel, .noteRead, .keepMark,
      .removeMark, .findNuclei, .saveTheme, .saveLists, .nameCases, .countReadings, .scoreCase, .stopScoring, .export,
      .suspend, .quit:
      false
    }
  }
}

extension HeatManner {
  fileprivate func sketchedLines(_ share: Int) -> [HeatLegend.ContourLine] {
    let shares: [Int]
    switch self {
    case .outlines: shares = [share]
    case .contours: shares = [share, 2 * share, 4 * share]
    case .colours, .dimmed, .tiles: shares = []
    }
    return shares.map { HeatLegend.ContourLine(share: $0, high: RGB(255, 255, 0), low: RGB(0, 0, 0)) }
  }
}
