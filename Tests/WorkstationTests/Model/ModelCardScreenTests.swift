import Casework
import Evaluation
import Labels
import Prognosis
import SurvivalStatistics
import TerminalKit
import Testing

@testable import Workstation

@Suite("The model's card")
struct ModelCardScreenTests {
  private static let whole = Sketch.summary(training: Sketch.training, curves: Sketch.curves, figures: Sketch.figures)

  private static func open(_ model: ModelSummary?, columns: Int = 80, rows: Int = 24) -> Bench {
    var bench = Bench(columns: columns, rows: rows, model: model)
    bench.press("m")
    return bench
  }

  @Test("says first which model it is, whom it is for and from where on a call is high, on 80 x 24")
  func top() {
    #expect(
      Self.open(Self.whole).text == """
         coverslip › queue › model       DEMO   Research use only, not a medical device
        ╭─ ▸Model   Evaluation   ──────────────────────────────────────────────────────╮
        │ demonstration 1.0.0   DEMO                                                   │
        │ digest   a1b2c3d4e5f60000000000000000000000000000000000000000000000000000    │
        │ Research use only, not a medical device.                                     │
        │ Trained on simulated tissue. It means nothing of a real slide.               │
        │ for      ER positive, HER2 negative, 18 years and over                       │
        │ call     high from 5.0 % risk of metastatic relapse within 5 years           │
        │ weighs   slide score, age; fitted on 600 patients, 95 relapses               │
        │ networks gated-attention-mil, 5 networks                                     │
        │ encoder  morphometry, 66 features, tiles of 224 px at 0.5 µm/px              │
        │                                                                              │
        │ Free of metastasis, by group ────────────────────────────────── Kaplan-Meier │
        │ ╍╍ high n 40, 12 relapses; 70.0 % (60.0–100.0 %) at 5 years                  │
        │ ━━ low n 60, 3 relapses; 90.0 % (80.0–100.0 %) at 5 years                    │
        │   100 % ┤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⢲                                  │
        │         │                                 ⢸                                  │
        │    90 % ┤                                 ⠘⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒ │
        │         │                                 ⢸                                  │
        │    80 % ┤                                 ⢸                                  │
        │         │                                 ⢸                                  │
        │    70 % ┤                                 ⠈⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ │
        ╰────────────────────────────────────────────────────────────────── ↓ 48 more ─╯
         j k scroll   PgDn PgUp page   G end   Tab card/evaluation   Esc back   ? help
        """)
  }

  @Test("shows the curves with who is at risk, and the figures with their limits as bars, further down")
  func middle() {
    var bench = Self.open(Self.whole)
    bench.press(.pageDown)
    #expect(
      bench.text == """
         coverslip › queue › model       DEMO   Research use only, not a medical device
        ╭─ ▸Model   Evaluation   ──────────────────────────────────────────────────────╮
        │    70 % ┤                                 ⠈⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ │
        │         │                                                                    │
        │    60 % ┤                                                                    │
        │         └┴──────────┴──────────┴──────────┴──────────┴──────────┴──────────┴ │
        │          0          1          2          3          4          5        6 y │
        │ at risk                                                                      │
        │    high  40        40         38         26         22         14          7 │
        │     low  60        60         60         55         51         43         30 │
        │                                                                              │
        │ Read off at whole years. Patients of the training, called by networks and    │
        │ Cox models that had not seen them.                                           │
        │                                                                              │
        │ Discrimination: c-index ───────────────────────────────── value, 95 % limits │
        │ slide score                   0.750  0.700 to 0.800      0.5 ───━●━─── 1     │
        │ clinical variables alone      0.700  0.600 to 0.800      0.5 ──━●━━─── 1     │
        │   n 300; Harrell                                                             │
        │ gain of the slide over the    0.040  −0.020 to 0.100    −0.1 ───━╋━●━━ 0.1   │
        │ clinical variables                                                           │
        │   n 300; paired bootstrap                                                    │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────── ↑ 19  ↓ 29 more ─╯
         j k scroll   PgDn PgUp page   G end   Tab card/evaluation   Esc back   ? help
        """)
  }

  @Test("says at the end what was not measured and how it was trained")
  func end() {
    var bench = Self.open(Self.whole)
    bench.press("G")
    #expect(
      bench.text == """
         coverslip › queue › model       DEMO   Research use only, not a medical device
        ╭─ ▸Model   Evaluation   ──────────────────────────────────────────────────────╮
        │ share of the way from chance  1.015  –                                       │
        │ to the true slide log-hazard                                                 │
        │   n 300; simulated                                                           │
        │                                                                              │
        │ Not measured ─────────────────────────────────────────────────────────────── │
        │ The card holds no figure of: c-index of slide and clinical variables;        │
        │ sensitivity at the threshold; sensitivity of the clinical variables at equal │
        │ specificity; positive and negative predictive value; observed against        │
        │ predicted risk; AUC at the horizon; Brier score; net benefit; subgroups.     │
        │ Without limits: specificity at the threshold; share of the way from chance   │
        │ to the true slide log-hazard.                                                │
        │ Measure it: coverslip evaluate --bundle BUNDLE --cohort cohort.csv           │
        │                                                                              │
        │ Training ─────────────────────────────────────────────────────────────────── │
        │ cohort   600 simulated patients                                              │
        │ patients 600, 95 of whom relapsed; 38 400 tiles                              │
        │ plan     nested cross-validation, 5 folds of 3 inner folds, 2 networks a     │
        │          fold                                                                │
        │ seed     1                                                                   │
        │ ! there are fewer than ten relapses a covariate                              │
        ╰────────────────────────────────────────────────────────────────── ↑ 48 more ─╯
         j k scroll   PgDn PgUp page   G end   Tab card/evaluation   Esc back   ? help
        """)
  }

  @Test("needs no scrolling on 200 x 60: the model and its curves at the left, the figures at the right")
  func wide() {
    let bench = Self.open(Self.whole, columns: 200, rows: 60)
    #expect(!bench.text.contains(" more "))
    let row = bench.lines.first { $0.contains("demonstration 1.0.0") }
    #expect(row?.contains("Discrimination: c-index ───") == true)
    for words in ["at risk", "Training ───", "Calibration ───", "Not measured ───", "Free of metastasis, by group ───"]
    {
      #expect(bench.text.contains(words), "\(words)")
    }
  }

  @Test("a part that the card does not hold says so, and nothing stands in for it")
  func parts() {
    let bench = Self.open(Sketch.summary(), columns: 80, rows: 60)
    for words in [
      "The card holds no curves.", "Nothing was measured: there is no figure.",
      "The card holds no training: it was not done here.", "The card holds no figure of: c-index of the slide score;",
    ] { #expect(bench.text.contains(words), "\(words)") }
    #expect(!bench.text.contains("at risk"))
  }

  @Test("numbers at risk are drawn only where the card has them")
  func atRisk() {
    let points = [(0, 1), (3, 0.9)].map { SurvivalCurve.Point(time: $0.0, survival: $0.1) }
    let bare = SurvivalCurve(.low, count: 60, events: 3, points: points, isComplete: false)
    let bench = Self.open(Sketch.summary(curves: [bare]), columns: 80, rows: 60)
    #expect(bench.text.contains("━━ low n 60"))
    #expect(!bench.text.contains("at risk"))
    #expect(bench.text.contains("The card does not say whose courses these are."))
  }

  @Test("without a model it says so, and what to do")
  func noModel() {
    let bench = Self.open(nil)
    #expect(bench.text.contains("No model is loaded."))
    #expect(bench.text.contains("coverslip model verify BUNDLE"))
  }

  @Test("opens from the queue and from a case and goes back to where it was opened", arguments: [Key.escape, "q", "m"])
  func back(key: Key) {
    var bench = Self.open(Self.whole)
    #expect(bench.lines[0].hasPrefix(" coverslip › queue › model"))
    bench.press(key, "j", .enter, "m")
    #expect(bench.lines[0].hasPrefix(" coverslip › S-12 › model"))
    bench.press(key)
    #expect(bench.state.reading?.file.id == "S-12")
    #expect(bench.state.room == .reading)
    #expect(!bench.take().contains(.quit))
  }

  @Test("says where another model scored the open case")
  func otherModel() {
    var other = Self.whole
    other.digest = String(repeating: "f", count: 64)
    var bench = Bench(model: other)
    bench.press("j", .enter, "m")
    #expect(bench.text.contains("! The open case was scored by another model: demonstration 1.0.0, digest"))
    bench = Bench(model: Self.whole)
    bench.press("j", .enter, "m")
    #expect(!bench.text.contains("another model"))
  }

  @Test("scrolls no further than its ends, by keys and by the wheel, and less once the terminal is larger")
  func scrolling() {
    var bench = Self.open(Self.whole)
    bench.press("k")
    #expect(bench.state.modelScreen?.scroll.offset == 0)
    bench.send(.mousePressed(column: 5, row: 5, wheel: 1))
    #expect(bench.state.modelScreen?.scroll.offset == 3)
    bench.press("G", "j", .pageDown)
    #expect(bench.text.contains("! there are fewer than ten relapses a covariate"))
    bench.send(.resized(TerminalSize(columns: 200, rows: 60)))
    bench.look()
    #expect(bench.text.contains("demonstration 1.0.0"))
    #expect(bench.state.modelScreen?.scroll.offset == 0)
  }

  @Test("the help and the palette have its keys")
  func help() {
    var bench = Self.open(Self.whole)
    bench.press("?")
    #expect(bench.text.contains("In the model screen"))
    bench.press(.escape, ":")
    bench.type("where it was")
    bench.press(.enter)
    #expect(bench.state.room == .queue)
    bench.press(":")
    bench.type("model")
    bench.press(.enter)
    #expect(bench.state.room == .model)
  }

  @Test("a figure that is not a number has no bar and a dash, and limits that are none are left out")
  func odd() {
    let figure = Sketch.figure(.harrell, .score, .nan, .nan, 1, "x", n: 3)
    #expect(figure.value.limits == nil)
    #expect(figure.bar == nil)
    let bench = Self.open(Sketch.summary(figures: [figure]), columns: 80, rows: 60)
    #expect(bench.text.contains("slide score                       –  –"))
  }

  @Test("a c-index begins at chance unless it is worse, a difference stands about 0, a slope about 1")
  func scales() {
    let worse = Sketch.figure(.harrell, .score, 0.5, 0.4, 0.6)
    #expect(worse.bar?.scale == 0...1 && worse.bar?.reference == 0.5)
    #expect(Sketch.figures.map { $0.bar?.scale } == [0.5...1, 0.5...1, -0.1...0.1, 0...2, 0...1, nil])
  }
}
