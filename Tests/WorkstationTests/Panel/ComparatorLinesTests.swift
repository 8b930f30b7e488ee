import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The comparators of a case")
struct ComparatorLinesTests {
  /// As a manifest of the first columns gives them.
  private static let patient = ClinicalVariables(
    age: 50, grade: 2, tumourSizeMM: 20, positiveNodes: 2, ki67: 22, er: .positive, her2: .negative,
    menopausal: .premenopausal)

  private static func panel(_ clinical: ClinicalVariables, columns: Int) -> String {
    var file = Sketch.high
    file.record.clinical = clinical
    let panel = CasePanel(theme: .dark, file: file, slide: nil, model: nil, reader: "Dr Ada Example", scoring: "")
    return panel.comparatorLines(columns).map { $0.text.replacing("\u{A0}", with: " ") }.map {
      String($0.reversed().drop { $0 == " " }.reversed())
    }
    .joined(separator: "\n")
  }

  @Test("stand in the panel of 80 columns: those with a value first, then those without and why")
  func narrow() {
    #expect(
      Self.panel(Self.patient, columns: 30) == """
        Comparators ── not in the call
        NPI      4.40, moderate I
        MINDACT  high
        PREDICT  v2.2: 90 / 75 / 62 %
                 alive at 5, 10, 15
                 years, surgery alone
        CTS5     – menopausal status
                 is pre, not post
        Magee 1  – missing: Nottingham
                 score, ER H-score, PR
                 H-score
        Magee 2  – missing: Nottingham
                 score, ER H-score, PR
                 H-score
        Magee 3  – missing: ER
                 H-score, PR H-score
        IHC4     – missing: ER
                 H-score, PR percent;
                 menopausal status is
                 pre, not post
        PREDICT  – v3.2: missing:
                 smoking
        """)
  }

  @Test("have units, treated survival, benefits and unknowns where there is room")
  func wide() {
    var patient = Self.patient
    patient.menopausal = .postmenopausal
    patient.smoker = false
    patient.pr = .positive
    patient.prPercent = 60
    patient.erHScore = 270
    patient.prHScore = 170
    patient.nottinghamScore = 6
    patient.treatment.hormoneTherapy = .fiveYears
    let lines = Self.panel(patient, columns: 54)
    #expect(
      lines == """
        Comparators ────────────────────────── not in the call
        NPI      4.40 points, moderate I
        CTS5     3.899 points, high
        MINDACT  high
        Magee 1  18.1 recurrence score
        Magee 2  17.6 recurrence score
        Magee 3  17.6 recurrence score
        IHC4     −7.4 points
        PREDICT  v2.2: 90.0 / 75.4 / 62.3 %
                 alive at 5, 10, 15 years, surgery alone
                 as treated 92.6 / 81.5 / 70.6 %
                 at 10 years: hormones +6.0,
                 chemo 2nd gen. +4.1, chemo 3rd gen. +6.8,
                 bisphosphonates +3.3
                 unknown: detection
        PREDICT  v3.2: 94.0 / 84.4 / 74.9 %
                 alive at 5, 10, 15 years, surgery alone
                 as treated 95.7 / 88.6 / 81.1 %
                 at 10 years: hormones +4.2,
                 chemo 2nd gen. +2.5, chemo 3rd gen. +4.4,
                 bisphosphonates +2.3
                 unknown: detection
        """)
  }

  @Test("are none where nothing clinical is known")
  func nothing() {
    #expect(
      Self.panel(ClinicalVariables(), columns: 54) == """
        Comparators ────────────────────────── not in the call
        None: no clinical variables are given.
        """)
  }

  @Test("stand below the clinical variables in their tab on 80 x 24; in the tab of all it is to be scrolled to them")
  func scrolled() {
    var file = Sketch.high
    file.record.clinical = Self.patient
    var bench = Bench(columns: 80, rows: 24, cases: [file])
    bench.press(.enter)
    #expect(!bench.text.contains("Comparators"))
    bench.press("y")
    #expect(bench.text.contains("Comparators"))
    bench.press(.backTab, .backTab)
    #expect(!bench.text.contains("Comparators"))
    for _ in 0..<3 { bench.press(.control("d")) }
    #expect(
      bench.lines.suffix(13).dropLast().map { String($0.suffix(34)).replacing("\u{A0}", with: " ") } == [
        "│ Comparators ── not in the call │", "│ NPI      4.40, moderate I      │",
        "│ MINDACT  high                  │", "│ PREDICT  v2.2: 90 / 75 / 62 %  │",
        "│          alive at 5, 10, 15    │", "│          years, surgery alone  │",
        "│ CTS5     – menopausal status   │", "│          is pre, not post      │",
        "│ Magee 1  – missing: Nottingham │", "│          score, ER H-score, PR │",
        "│          H-score               │", "╰──────────── ^D ^U ↑ ↓ 24 more ─╯",
      ])
  }
}
