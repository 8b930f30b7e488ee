import Labels
import SurvivalStatistics
import Testing

@testable import Evaluation

@Suite("What a statistic is called")
struct StatisticLabelTests {
  private static func statistic(_ code: StatisticCode, _ subject: StatisticSubject) -> Statistic {
    Statistic(code, subject, Estimate(0.781, 0.723, 0.839, .bootstrap, resamples: 1000), count: 300, events: 95)
  }

  @Test(
    "says what it measures and of what",
    arguments: [
      (StatisticCode.harrell, StatisticSubject.score, "c-index, slide score"),
      (.harrell, .clinical, "c-index, clinical variables alone"),
      (.harrell, .combined, "c-index, slide and clinical variables"),
      (.harrell, .gain, "c-index, gain of the slide over the clinical variables"),
      (.harrell, .model(.truth), "c-index, true slide log-hazard"),
      (.harrell, .difference(.score, less: .clinical), "c-index, slide score less clinical variables alone"),
      (.sensitivity, .combined, "sensitivity at the threshold"),
      (
        .sensitivityAtEqualSpecificity, .clinical, "sensitivity of the clinical variables at equal specificity"
      ), (.auc, .combined, "AUC at the horizon, slide and clinical variables"),
      (.observedToExpected, .combined, "calibration, observed to expected"),
      (.harrell, .level("positive_nodes", "1-3", of: .score), "subgroup positive nodes 1-3"),
      (.hazardRatio, .level("grade", "3", of: .score), "subgroup grade 3, hazard ratio"),
    ])
  func label(code: StatisticCode, subject: StatisticSubject, words: String) {
    #expect(Self.statistic(code, subject).label() == words)
  }

  @Test("a column's score is not called a slide's")
  func column() {
    #expect(Self.statistic(.harrell, .score).label(.column) == "c-index, score")
    #expect(Self.statistic(.harrell, .gain).label(.column) == "c-index, gain of the score over the clinical variables")
  }

  @Test("below a heading the heading is not said again")
  func short() {
    #expect(Self.statistic(.harrell, .score).shortLabel() == "slide score")
    #expect(Self.statistic(.uno, .score).shortLabel() == "Uno's to the horizon, slide score")
    #expect(Self.statistic(.harrell, .level("grade", "3", of: .score)).shortLabel() == "grade 3")
  }

  @Test("no two statistics of one subject are called alike")
  func distinct() {
    let labels = StatisticCode.allCases.map { Self.statistic($0, .score).label() }
    #expect(Set(labels).count == labels.count)
    let titles = StatisticCode.allCases.map { $0.title(by: "5 years") }
    #expect(Set(titles).count == titles.count)
  }

  @Test("stands with its limits on a line, and with how it was taken below")
  func line() {
    let statistic = Self.statistic(.harrell, .score)
    #expect(statistic.line() == "c-index, slide score 0.781 (0.723 to 0.839), n 300")
    #expect(statistic.noted("Harrell").basis() == "n 300, 95 events; limits by the bootstrap, 1000 resamples; Harrell")
    #expect(Statistic(.calledHigh, .combined, Estimate(0.5), count: 9).basis() == "n 9")
  }

  @Test("a figure that speaks against a model is told with its numbers")
  func caution() {
    let chance = Statistic(.harrell, .score, Estimate(0.553, 0.475, 0.631, .bootstrap), count: 120)
    #expect(
      chance.caution?.words
        == "c-index, slide score 0.553 (0.475 to 0.631), n 120: its limits hold 0.5, which is chance")
    let few = Statistic(.outOfDistribution, .score, Estimate(0), count: 12)
    #expect(few.caution?.words.hasSuffix("the limits of the check rest on 12 patients, too few to tell") == true)
  }
}

@Suite("What is told beside the figures")
struct EvaluationLabelTests {
  @Test("numbers are short, times have their unit")
  func numbers() {
    var subject = EvaluationSubject(
      .score(column: "risk"), table: "t.csv", outcome: EvaluatedOutcome(time: "time", event: "event"))
    #expect(subject.words(5) == "5")
    subject.unit = .months
    #expect(subject.words(60) == "60 months" && subject.kind.words == "the score in column \"risk\"")
    #expect(RiskThreshold.call(0.05).words == "probability from 0.05 on")
    #expect(FigureText.p(0.00001) == "<0.0001" && FigureText.p(0.0012) == "0.0012" && FigureText.p(0.2) == "0.200")
  }

  @Test("a comparison with the training says what was looked at, and what was not")
  func training() {
    let both = TrainingComparison(names: .init(table: "train.csv", isTheTraining: true), members: 12)
    #expect(both.sentences.count == 3 && both.sentences[1].hasSuffix("which is the table of the training."))
    let names = TrainingComparison(names: .init(table: "train.csv", isTheTraining: nil))
    #expect(
      names.sentences == [
        "No patient has the name of one in train.csv, which was named as the table of the training."
      ])
  }

  @Test("a warning and a reason are sentences with their numbers")
  func warnings() {
    #expect(
      CohortWarning.fewEvents(model: .combined, events: 6, covariates: 2).sentence
        == "fewer than ten events a covariate of the combined model: 6 events for 2 columns; its estimates are "
        + "unstable and too good")
    #expect(
      Omission(part: .unoC, subject: "", reason: .survival(.noEventsBy(horizon: 5))).sentence
        == "Uno's c: nobody had the event by 5; choose a later horizon")
  }
}
