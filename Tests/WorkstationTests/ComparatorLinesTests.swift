import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The comparators of a case")
struct ComparatorLinesTests {
  /// As a manifest of the first columns gives her.
  private static let patient = ClinicalVariables(
    age: 50, grade: 2, tumourSizeMM: 20, positiveNodes: 2, ki67: 22, er: .positive, her2: .negative,
    menopausal: .premenopausal)

  private static func panel(_ clinical: ClinicalVariables, columns: Int) -> String {
    let state = WorkstationState(size: TerminalSize(columns: 80, rows: 24), reviewer: "-", model: nil)
    return state.comparatorLines(clinical, columns).map(\.text).map { String($0.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
  }

  @Test("stand in the panel of 80 columns: those with a value first, then those without and why")
  func narrow() {
    #expect(Self.panel(Self.patient, columns: 30) == "")
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
    #expect(Self.panel(patient, columns: 54) == "")
  }

  @Test("are none where nothing clinical is known")
  func nothing() {
    #expect(
      Self.panel(ClinicalVariables(), columns: 54) == """
        Comparators ──────────────────────── not in the call
        None: no clinical variables are given.
        """)
  }

  @Test("stand below the clinical variables, out of sight on 80 x 24 until the panel is scrolled")
  func scrolled() {
    var file = Sketch.high
    file.record.clinical = Self.patient
    var bench = Bench(columns: 80, rows: 24, cases: [file])
    bench.press(.enter)
    #expect(!bench.text.contains("Comparators"))
    for _ in 0..<2 { bench.press(.control("d")) }
    #expect(bench.text == "")
  }
}
