import Basics
import Evaluation
import Foundation
import SurvivalStatistics
import Synchronization
import Tables
import Testing
import UseCases

/// 120 patients of a made-up table, every third with the event.
private enum Patients {
  static func table(_ names: String = "patient,time,event,risk,age", from first: Int = 0) throws -> CohortTable {
    let rows = (0..<120).map { index in
      "P\(first + index),\(1 + (index * 37) % 11).5,\(index % 3 == 0 ? 1 : 0),\(Double((index * 29) % 119 + 1) / 121),"
        + "\(40 + (index * 7) % 30)"
    }
    return try CohortTable(bytes: Array(([names] + rows).joined(separator: "\n").utf8))
  }

  static func request(_ change: (inout EvaluationRequest) -> Void = { _ in }) -> EvaluationRequest {
    var request = EvaluationRequest(
      name: "t.csv", outcome: OutcomeColumns(time: "time", event: "event"), timeUnit: .years)
    change(&request)
    return request
  }

  static func evaluate(
    _ request: EvaluationRequest = request(), cancellation: Cancellation = Cancellation(), notices: Notices = .none
  ) -> EvaluateCohort { EvaluateCohort(request, cancellation: cancellation, notices: notices) }
}

@Suite("Evaluating a cohort")
struct EvaluateCohortTests {
  @Test("a score inside 0 to 1 is taken for a probability, unless it is said to be none")
  func probability() throws {
    let table = try Patients.table()
    let taken = try Patients.evaluate().score("risk", isProbability: nil, in: table)
    #expect(taken.calibration?.basis == .score)
    let refitted = try Patients.evaluate().score("risk", isProbability: false, in: table)
    #expect(refitted.calibration?.basis == .refit)
    #expect(throws: EvaluationFailure.self) {
      try Patients.evaluate().score("age", isProbability: true, in: table)
    }
  }

  @Test("a failure names the table as it was named")
  func named() throws {
    let table = try Patients.table()
    do {
      _ = try Patients.evaluate().score("rsik", isProbability: nil, in: table)
      Issue.record("a column that there is not was read")
    } catch let failure as EvaluationFailure {
      guard case .cohort(.table(.noColumn(role: .score, name: "rsik", names: _)), table: "t.csv") = failure else {
        Issue.record("\(failure)")
        return
      }
    }
  }

  @Test("the record tells what was evaluated, in which unit, and of whom")
  func subject() throws {
    let request = Patients.request {
      $0.clinical = "age/10"
      $0.choices.threshold = .probability(0.5)
    }
    let record = try Patients.evaluate(request).score("risk", isProbability: nil, in: Patients.table())
    #expect(record.subject.kind == .score(column: "risk") && record.subject.unit == .years)
    #expect(record.subject.table == "t.csv" && record.subject.clinical == "age/10")
    #expect(record.count == 120 && record.events == 40 && record.horizon == 5)
    #expect(record.comparison?.models == [.clinical, .score, .combined])
    #expect(!record.warnings.contains(.patientsNotNamed))
  }

  @Test("months that nobody called so are warned of, and five years are 60 of them once they are")
  func units() throws {
    let rows = (0..<40).map { "\(20 + $0 * 3),\($0 % 2),\(Double($0) / 41)" }
    let table = try CohortTable(bytes: Array((["time,event,risk"] + rows).joined(separator: "\n").utf8))
    let silent = Patients.request { $0.timeUnit = nil }
    let record = try Patients.evaluate(silent).score("risk", isProbability: nil, in: table)
    #expect(record.warnings.contains(.unitNotSaid(longest: 137, horizon: 5)))
    let told = try Patients.evaluate(Patients.request { $0.timeUnit = .months })
      .score("risk", isProbability: nil, in: table)
    #expect(told.horizon == 60 && !told.warnings.contains { if case .unitNotSaid = $0 { true } else { false } })
  }

  @Test("resamples are told as they are drawn, and the end of them")
  func progress() throws {
    let heard = Heard()
    let request = Patients.request { $0.choices.bootstrap = Resampling(resamples: 20, seed: 1) }
    let record = try Patients.evaluate(request, notices: Notices { heard.add($0) })
      .score("risk", isProbability: nil, in: Patients.table())
    #expect(record[.harrell]?.method == .bootstrap)
    #expect(heard.done.sorted() == Array(1...20) && heard.isEnded)
  }

  @Test("who does not wait any more gets no record")
  func cancelled() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    let request = Patients.request { $0.choices.bootstrap = Resampling(resamples: 20, seed: 1) }
    let evaluation = Patients.evaluate(request, cancellation: cancellation)
    #expect(throws: Cancelled.self) { try evaluation.score("risk", isProbability: nil, in: Patients.table()) }
  }
}

@Suite("Evaluating a fitted model")
struct EvaluateModelTests {
  private static func fit(_ unit: TimeUnit? = .years) throws -> SavedFit {
    let request = FitCohort(
      name: "a.csv", outcome: OutcomeColumns(time: "time", event: "event"), covariates: "age/10, risk",
      timeUnit: unit)
    let fitted = try request.fit(Patients.table())
    let json: JSONValue = [
      "covariates": .string(fitted.fit.covariates), "n": .integer(fitted.fit.model.count),
      "events": .integer(fitted.fit.model.events),
      "coefficients": .array(fitted.fit.model.effects.map(\.json)),
      "cumulativeBaselineHazard": [
        "time": .array(fitted.fit.model.hazardAtZero.times.map { .number($0) }),
        "hazard": .array(fitted.fit.model.hazardAtZero.cumulativeHazard.map { .number($0) }),
      ], "lastTime": .number(fitted.fit.model.baseline.lastTime), "timeUnit": JSONValue(word: fitted.unit),
    ]
    return try JSONDecoder().decode(SavedFit.self, from: Data(json.compactText.utf8))
  }

  @Test("on the patients it was made on its size is suspicious, and nobody compared the cohorts")
  func apparent() throws {
    let record = try Patients.evaluate().model(Self.fit(), file: "fit.json", in: Patients.table())
    #expect(record.warnings.contains(.sizeOfTraining(patients: 120, events: 40)))
    #expect(record.warnings.contains(.cohortsNotCompared))
    guard case .model(let model) = record.subject.kind else { Issue.record("no model"); return }
    #expect(model.file == "fit.json" && model.coefficients.map(\.name) == ["age/10", "risk"])
    #expect(abs((record[.calibrationSlope]?.estimate ?? 0) - 1) < 1e-6, "its own slope is 1")
  }

  @Test("a patient of the training is refused by name, and others are said to be apart")
  func training() throws {
    func record(from first: Int) throws -> EvaluationRecord {
      let training = TrainingTable(name: "a.csv", table: try Patients.table(from: first), digest: "ab")
      return try Patients.evaluate(Patients.request { $0.training = training })
        .model(Self.fit(), file: "fit.json", in: Patients.table())
    }
    #expect(throws: EvaluationFailure.self) { try record(from: 119) }
    let apart = try record(from: 120)
    #expect(apart.subject.training.names == .init(table: "a.csv", isTheTraining: nil))
    #expect(!apart.warnings.contains(.cohortsNotCompared))
  }

  @Test("a model of years is refused on months, and lends its unit to times that have none")
  func units() throws {
    let months = Patients.evaluate(Patients.request { $0.timeUnit = .months })
    #expect(throws: EvaluationFailure.unitsDiffer(file: "fit.json", model: .years, here: .months)) {
      try months.model(Self.fit(), file: "fit.json", in: Patients.table())
    }
    let silent = try Patients.evaluate(Patients.request { $0.timeUnit = nil })
      .model(Self.fit(), file: "fit.json", in: Patients.table())
    #expect(silent.subject.unit == .years && silent.warnings.contains(.unitOfModel(unit: "years")))
  }
}

@Suite("Fitting a cohort")
struct FitCohortTests {
  @Test("a term that is none and a column that there is not are named with the table")
  func refused() throws {
    let table = try Patients.table()
    let wrong = FitCohort(
      name: "t.csv", outcome: OutcomeColumns(time: "time", event: "event"), covariates: "age +")
    do {
      _ = try wrong.fit(table)
      Issue.record("half a term was fitted")
    } catch {
      guard case .cohort(.term, table: "t.csv") = error else { Issue.record("\(error)"); return }
    }
  }

  @Test("the unit is the told one, or the column's own, or none")
  func unit() throws {
    let outcome = OutcomeColumns(time: "time", event: "event")
    func unit(_ told: TimeUnit?) throws -> TimeUnit? {
      try FitCohort(name: "t.csv", outcome: outcome, covariates: "age", timeUnit: told).fit(Patients.table()).unit
    }
    #expect(try unit(nil) == nil)
    #expect(try unit(.weeks) == .weeks)
  }
}

/// What was told of resampling.
private final class Heard: Sendable {
  private let state = Mutex((done: [Int](), isEnded: false))

  var done: [Int] { state.withLock { $0.done } }
  var isEnded: Bool { state.withLock { $0.isEnded } }

  func add(_ notice: Notice) {
    state.withLock { state in
      switch notice {
      case .progress(let progress): state.done.append(progress.done)
      case .ended(.resampling): state.isEnded = true
      default: break
      }
    }
  }
}
