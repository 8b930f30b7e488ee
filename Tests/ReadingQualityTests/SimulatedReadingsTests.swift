import Casework
import Prognosis
import Testing

@testable import ReadingQuality

@Suite("Simulated readings")
struct SimulatedReadingsTests {
  @Test("follow from their seed, and obey the rules of the ledger")
  func seeded() throws {
    let cases = try SimulatedReadings(count: 60, seed: 3).cases()
    #expect(cases == (try SimulatedReadings(count: 60, seed: 3).cases()))
    #expect(cases != (try SimulatedReadings(count: 60, seed: 4).cases()))
    #expect(cases.map(\.file.id).prefix(2) == ["SIM-0001", "SIM-0002"])
    for made in cases {
      let file = try made.acts.enumerated().reduce(CaseFile?.none) { file, act in
        try CaseFile.applying(
          act.element.event, to: file, caseID: made.file.id,
          digest: act.offset == 0 ? "" : "simulated \(made.file.id) \(act.offset)")
      }
      #expect(file == made.file)
    }
  }

  @Test("have every kind of figure: two readers, adjudications, deferrals, rejections, outcomes")
  func figures() throws {
    let cases = try SimulatedReadings(count: 300, seed: 1).cases()
    var read = ReadCases()
    for made in cases { read.add(made.file, putOff: made.putOff) }
    let figures = QualityFigures(read, for: .everybody)
    #expect(figures.cases + figures.unsigned + figures.withheld == 300 && figures.withheld == 0)
    #expect(figures.closed == 300 && figures.isDemonstration)
    #expect(figures.readers.count == 4 && figures.scanners.count == 3)
    #expect(figures.switches.toward.count > 0 && figures.switches.away.count > 0)
    #expect(figures.consultations.map(\.reference.rawValue) == ["outcome", "adjudication"])
    #expect(figures.withEachOther.contains { $0.comparison.rawValue == "first-calls" })
    #expect(figures.all.deferrals.count == cases.flatMap(\.putOff).count && figures.all.deferrals.count > 0)
    #expect(figures.all.rejections.count > 0 && figures.all.turnaround != nil && figures.all.seconds != nil)
    #expect(figures.calibration.count == 1 && figures.calibration.first?.mean != nil)
  }

  @Test("leave a case out that is read blinded and not closed, whoever asks")
  func withheld() throws {
    let made = try #require(
      try SimulatedReadings(count: 60, seed: 3).cases().first { $0.file.readings.count == 2 })
    let acts = made.acts.prefix { act in
      if case .signed(let signed) = act.event { return !signed.isAdjudication }
      return true
    }
    let file = try acts.enumerated().reduce(CaseFile?.none) { file, act in
      try CaseFile.applying(
        act.element.event, to: file, caseID: made.file.id,
        digest: act.offset == 0 ? "" : "simulated \(made.file.id) \(act.offset)")
    }
    let cases = ReadCases([try #require(file)])
    #expect(cases.cases.isEmpty && cases.withheld == 1)
  }
}
