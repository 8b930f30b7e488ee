import Basics
import Documents
import Evaluation
import Foundation
import Labels
import Reports
import SurvivalStatistics
import Tables
import Testing

/// 120 patients, every third with the event, their score in the order of nothing.
private enum Sample {
  static let times = (0..<120).map { index in
    SurvivalTime(time: 1.5 + Double((index * 37) % 11), event: index % 3 == 0)
  }
  static let score = (0..<120).map { Double(($0 * 29) % 119 + 1) / 121 }
  static let ages = (0..<120).map { Double(($0 * 7) % 30) }

  static func plan(_ change: (inout EvaluationPlan) -> Void = { _ in }) -> EvaluationPlan {
    var ages = ages
    ages[4] = .nan
    var plan = EvaluationPlan(
      times: times, score: score, risks: .score, comparators: .refit([CoxCovariate("age", ages)]),
      lines: Array(2...121))
    plan.subgroups = [
      SubgroupVariable(name: "grade", levels: ["1", "2"], level: (0..<120).map { $0 % 4 == 0 ? nil : $0 % 2 })
    ]
    plan.options.threshold = .probability(0.5)
    plan.options.bootstrap = Resampling(resamples: 20, seed: 1)
    change(&plan)
    return plan
  }

  static func subject(_ kind: EvaluationSubject.Kind = .score(column: "risk")) -> EvaluationSubject {
    EvaluationSubject(
      kind, table: "t.csv", outcome: EvaluatedOutcome(time: "time", event: "event"), clinical: "age", unit: .years)
  }

  static func record(
    _ kind: EvaluationSubject.Kind = .score(column: "risk"), _ change: (inout EvaluationPlan) -> Void = { _ in }
  ) throws -> EvaluationRecord {
    try EvaluationRecord(
      plan(change), of: subject(kind), flow: CohortFlow(read: 122, leftOut: [.init(column: "time", lines: [122, 123])]))
  }

  static let bundle = EvaluationSubject.Kind.bundle(
    EvaluatedBundle(name: "demonstration", version: "1", digest: "ab12", demonstration: true))
}

@Suite("The report of an evaluation")
struct EvaluationDocumentTests {
  private static let created = Date(timeIntervalSince1970: 1_750_000_000)

  private static func html(_ record: EvaluationRecord) -> String {
    EvaluationDocument(record, created: created, software: "coverslip 1").document.html()
  }

  @Test("is the same from a record that was read back from its JSON: all that it says is in the record")
  func readBack() throws {
    for kind in [EvaluationSubject.Kind.score(column: "risk"), Sample.bundle] {
      let record = try Sample.record(kind)
      #expect(try Self.html(EvaluationRecord(json: record.json(.english))) == Self.html(record))
    }
  }

  @Test("has every item of TRIPOD+AI, once")
  func items() throws {
    let text = Self.html(try Sample.record())
    for item in 1...27 { #expect(text.components(separatedBy: ">\(item). ").count == 2, "item \(item)") }
  }

  @Test("says whom it left out, on which lines, and who was not compared")
  func flow() throws {
    let text = Self.html(try Sample.record())
    #expect(text.contains("lines 122 and 123") && text.contains("Lack a clinical value, not compared"))
    #expect(text.contains("line 6"))
  }

  @Test("has a figure for each curve of the record, and without a threshold none of the groups")
  func figures() throws {
    let whole = Self.html(try Sample.record())
    for title in [
      "Kaplan-Meier", "AUC over time", "Calibration", "ROC curves", "Predicted risks", "Decision curve", "Subgroups",
    ] { #expect(whole.contains(title), "\(title)") }
    let bare = Self.html(try Sample.record { $0.options.threshold = nil })
    #expect(bare.contains("sensitivity, specificity, PPV and NPV: no threshold was named"))
    #expect(!bare.contains("Log-rank, low against high"))
  }

  @Test("a demonstration is said to be one, and its measures say of which model they are")
  func demonstration() throws {
    let text = Self.html(try Sample.record(Sample.bundle))
    #expect(text.contains("a demonstration that means nothing for a patient"))
    #expect(text.contains("Uno&#39;s c to 5 years, slide score") || text.contains("Uno's c to 5 years, slide score"))
    #expect(text.contains("PPV, combined model"))
  }

  @Test("a patient is spoken of without a guess at who they are")
  func neutral() throws {
    let words = Self.html(try Sample.record()).split { !$0.isLetter }.map { $0.lowercased() }
    #expect(!words.contains("her") && !words.contains("she") && !words.contains("his"))
  }
}

@Suite("An evaluation as text")
struct EvaluationTextTests {
  @Test("says who was read and left out, the figures with their limits, and what to read them with")
  func lines() throws {
    let record = try Sample.record()
    let lines = EvaluationText(record).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "Evaluation of the score in column \"risk\"")
    #expect(lines.contains("Rows: 122 read, 120 kept"))
    #expect(lines.contains("  left out, no value in column time: 2 (lines 122 and 123)"))
    #expect(lines.contains("Patients: 120, 40 events"))
    let harrell = try #require(record[.harrell])
    #expect(
      lines.contains { line in
        let words = line.split(separator: " ").map(String.init)
        let limits = harrell.limitText.split(separator: " ").map(String.init)
        return words == ["Harrell's", "c", FigureText.decimal(harrell.estimate)] + limits
      })
    #expect(lines.contains("  left out here, without a clinical value: 1"))
    #expect(lines.last == ResearchUse.sentence)
  }

  @Test("text from a table is safe for a terminal")
  func safe() throws {
    let text = EvaluationText(try Sample.record(.score(column: "ri\u{1B}[31msk"))).text
    #expect(!text.contains("\u{1B}"))
  }
}

@Suite("A fit in text and JSON")
struct FitDocumentTests {
  private static func fit() throws -> CohortFit {
    let rows = (0..<120).map { index in
      "\(Sample.times[index].time),\(index % 3 == 0 ? 1 : 0),\(Sample.score[index])"
    }
    let table = try CohortTable(bytes: Array((["time,event,risk"] + rows).joined(separator: "\n").utf8))
    return try CohortFit(
      Cohort(table, outcome: OutcomeColumns(time: "time", event: "event")), terms: CovariateTerms("risk"),
      covariates: "risk")
  }

  @Test("the printed JSON is a model to predict with elsewhere")
  func json() throws {
    let fit = try Self.fit()
    let saved = try JSONDecoder().decode(
      SavedFit.self, from: Data(FitJSON.value(fit, unit: "years").prettyText.utf8))
    #expect(saved.n == 120 && saved.events == 40 && saved.timeUnit == "years")
    #expect(saved.coefficients.map(\.coef) == fit.model.effects.map(\.coefficient))
    #expect(try saved.terms().terms.count == 1)
  }

  @Test("the text has a row per column, the tests, and how good it is in the same patients")
  func text() throws {
    let fit = try Self.fit()
    let text = FitText(fit).text
    #expect(text.hasPrefix("Cox model, efron ties: 120 patients, 40 events"))
    #expect(text.contains("c-index           " + FigureText.decimal(fit.concordance.index)))
    #expect(text.contains("Rows: 120 read, 120 kept") && text.hasSuffix(ResearchUse.sentence))
  }
}
