import Basics
import Evaluation
import FeatureFiles
import Foundation
import Microscopy
import NeuralNetworks
import SurvivalStatistics
import Synchronization
import Tables
import Testing

@testable import UseCases

/// Cohorts on disk, of made-up features of a laboratory's own encoder.
private struct SmallCohort {
  static let width = 8
  let scratch: Scratch
  let world = MadeUpWorld()

  init() throws {
    scratch = try Scratch()
    try write("cohort")
  }

  /// A cohort in a folder of its own: patients whose first feature rises with the hazard. With another salt they are
  /// other people.
  func write(
    _ name: String, count: Int = 60, salt: Int = 0, remark: String = "", encoder: String = "lab", width: Int = width
  ) throws {
    let folder = scratch[name] + "/features"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let header = "patient,slide,time,event,age,grade,tumour_size_mm,positive_nodes,ki67,er,her2"
    let rows = (1...count).map { index in
      "p\(index),p\(index).svs,\(1 + Double((index + salt) * 37 % 101) / 10),\(index % 2 == 0 ? 1 : 0),"
        + "\(40 + index * 13 % 40),\(1 + index % 3),\(10 + index * 7 % 25),\(index * 5 % 4),\(5 + index * 11 % 40),"
        + "positive,negative"
    }
    try (([header] + rows).joined(separator: "\n") + remark)
      .write(toFile: scratch[name] + "/cohort.csv", atomically: true, encoding: .utf8)
    for index in 1...count {
      let values = (0..<4 * width).map { place in
        Float((place * 31 + index * 17) % 23) + (place % width == 0 && index % 2 == 0 ? 9 : 0)
          + (place == 1 ? Float(salt) + Float(index) / 64 : 0)
      }
      var document = SafetensorsDocument(metadata: ["encoder": encoder])
      document.add("features", shape: [4, width], floats: values)
      try document.write(to: "\(folder)/p\(index).safetensors")
    }
  }

  func training(
    encoder: TrainingEncoder = .named(NamedEncoder(name: "lab", width: width, tileMPP: 0.5, tilePixels: 224))
  )
    -> TrainModel
  {
    var candidate = TrainingConfiguration()
    (candidate.components, candidate.epochs) = (4, 4)
    var plan = TrainingPlan(candidates: [candidate])
    (plan.folds, plan.innerFolds, plan.networks) = (2, 2, 1)
    let model = ModelToTrain(
      folder: scratch["bundle"], name: "small", isDemonstration: true, text: "Of no use.",
      cohort: { "\($0) made-up patients" }, horizonYears: 5, threshold: nil)
    return TrainModel(
      cohort: cohort, encoder: encoder, slides: nil, plan: plan, model: model, workers: 2,
      tools: .system(world.environment))
  }

  var cohort: TrainingCohort {
    TrainingCohort(path: scratch["cohort"], reading: .init(), coding: OutcomeCoding(), features: nil)
  }

  func test(_ name: String, like patients: TrainModel.Patients) throws -> TestCohort {
    try TestCohort(path: scratch[name], like: patients, cohort, files: .system, in: world.environment)
  }

  func evaluate(_ bundle: ModelBundle, on name: String) throws -> EvaluationRecord {
    let folder = try CohortFolder(path: scratch[name], files: .system)
    let patients = try BundleCohort(folder, for: bundle, .system, world.environment.notices)
    let request = EvaluationRequest(
      name: name, outcome: OutcomeColumns(time: "time", event: "event"), timeUnit: .years)
    return try EvaluateCohort(request, cancellation: world.cancellation, notices: world.environment.notices)
      .bundle(bundle, on: patients)
  }

  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: scratch.path)) ?? []).sorted()
  }
}

@Suite("Training a bundle and evaluating it")
struct TrainAndEvaluateTests {
  private let cohort: SmallCohort

  init() throws { cohort = try SmallCohort() }

  /// The failure that `body` throws.
  private func failure<Value>(_ body: () throws -> Value) -> (any Error)? {
    do {
      _ = try body()
      return nil
    } catch { return error }
  }

  @Test("a table and its features become a bundle that says how it was made, and nothing else is left")
  func trains() throws {
    let bundle = try cohort.training()()
    #expect(try ModelBundle.load(cohort.scratch["bundle"]).digest == bundle.digest)
    #expect(cohort.files == ["bundle", "cohort"])
    #expect(bundle.card.name == "small" && bundle.card.demonstration)
    #expect(bundle.card.encoder.named == NamedFeatures(name: "lab", width: 8))
    #expect(bundle.card.encoder.mpp == 0.5 && bundle.card.encoder.tilePixels == 224)
    let training = try #require(bundle.card.training)
    #expect(training.cohort == "60 made-up patients" && training.events == 30 && training.tiles == 240)
    #expect(training.source.table == "cohort.csv" && training.source.timeUnit == "years")
    #expect(training.source.software == "test 1" && training.source.digest.count == 64)
    let progress = cohort.world.progress(.training)
    #expect(progress.last.map { $0.done == $0.total } == true)
    let warnings = cohort.world.notices.contains {
      if case .training(.warning(.fewEvents)) = $0 { true } else { false }
    }
    #expect(warnings)
  }

  @Test("a cohort that training never saw gives the card its first figures")
  func tested() throws {
    try cohort.write("other", count: 40, salt: 3)
    let bundle = try cohort.training()(evaluating: { patients in
      let test = try cohort.test("other", like: patients)
      return { try test.figures(of: $0, seed: 1) }
    })
    let figures = bundle.card.performance
    let first = try #require(figures.first)
    #expect(first.code == .harrell && first.count == 40)
    #expect(first.note == "Harrell; patients that training never saw")
    let ofTest = figures.filter { $0.note.contains("patients that training never saw") }
    #expect(figures.prefix(ofTest.count).elementsEqual(ofTest), "the out-of-fold figures follow")
    #expect(Set(ofTest.map(\.code)).isSuperset(of: [.harrell, .auc, .calledHigh, .outOfDistribution]))
    let namesakes = cohort.world.notices.contains {
      if case .cohort(.namesakes(40, _)) = $0 { true } else { false }
    }
    #expect(namesakes, "p1 of another study is another person")
  }

  @Test("a test cohort with patients of the training is refused before anything is trained")
  func overlaps() throws {
    try cohort.write("same", count: 5)
    let same = failure {
      try cohort.training()(evaluating: { patients in
        let test = try cohort.test("same", like: patients)
        return { try test.figures(of: $0, seed: 1) }
      })
    }
    guard case .inBoth(_, let rows, let twins)? = same as? CohortReadingFailure else {
      Issue.record("another failure: \(String(describing: same))")
      return
    }
    #expect(rows.map(\.id) == ["p1", "p2", "p3", "p4", "p5"] && rows.map(\.line) == [2, 3, 4, 5, 6])
    #expect(twins.isEmpty && cohort.world.progress(.training).isEmpty)
    #expect(cohort.files == ["cohort", "same"])
  }

  @Test("a bundle is evaluated on others by its own score, calls and probabilities")
  func evaluates() throws {
    try cohort.write("other", count: 40, salt: 3)
    let bundle = try cohort.training()()
    let record = try cohort.evaluate(bundle, on: "other")
    guard case .bundle(let named) = record.subject.kind else {
      Issue.record("another subject: \(record.subject.kind)")
      return
    }
    #expect(named.name == "small" && named.digest == bundle.digest && named.demonstration)
    #expect(record.count == 40 && record.events == 20 && record.horizon == 5)
    #expect(record.subject.training.members == 60)
    #expect(record.subject.remarks?.outsideIntendedUse == 0 && record.subject.remarks?.bySlideAlone == 0)
    #expect(record[.harrell] != nil && record.comparison != nil && record[.calledHigh] != nil)
    #expect(cohort.world.progress(.scoringPatients).map(\.done) == Array(1...40))
  }

  @Test("the table of the training is refused, and its patients under any other table")
  func training() throws {
    let bundle = try cohort.training()()
    #expect(throws: EvaluationFailure.trainingItself(table: "cohort")) { try cohort.evaluate(bundle, on: "cohort") }
    try cohort.write("copy", count: 3, remark: "\n")
    #expect(throws: EvaluationFailure.trainingMembers(table: "copy", lines: [2, 3, 4])) {
      try cohort.evaluate(bundle, on: "copy")
    }
  }

  @Test("features of another encoder, or of another width, are refused with their file")
  func encoders() throws {
    let bundle = try cohort.training()()
    try cohort.write("foreign", count: 12, salt: 3, encoder: "lodger")
    let foreign = failure { try cohort.evaluate(bundle, on: "foreign") }
    guard case .encoder(let file, .name("lodger", wanted: "lab"))? = foreign as? CohortReadingFailure else {
      Issue.record("another failure: \(String(describing: foreign))")
      return
    }
    #expect(file.hasSuffix("/foreign/features/p1.safetensors"))
    try cohort.write("narrow", count: 12, salt: 3, width: 5)
    #expect(throws: BundleFailure.width(expected: 8, found: 5)) { try cohort.evaluate(bundle, on: "narrow") }
  }

  @Test("who does not wait any more gets no bundle, and what is in its place is left alone")
  func refused() throws {
    cohort.world.cancellation.cancel()
    #expect(throws: Cancelled.self) { try cohort.training()() }
    #expect(!cohort.files.contains("bundle"))
    try FileManager.default.createDirectory(atPath: cohort.scratch["bundle/mine"], withIntermediateDirectories: true)
    #expect(throws: BundleFailure.occupied(path: cohort.scratch["bundle"])) { try cohort.training()() }
  }

  @Test("an encoder of which nobody says how large its tiles are is refused")
  func unknownTiles() throws {
    let silent = cohort.training(encoder: .named(NamedEncoder(name: "lab", width: 8)))
    let failure = failure { try silent() }
    guard case .unknownTiles("lab")? = failure as? FeatureFailure else {
      Issue.record("another failure: \(String(describing: failure))")
      return
    }
  }
}

@Suite("The files of an evaluation")
struct EvaluationFilesTests {
  private static func files(_ contents: String?) -> EvaluationFiles {
    let cohort = CohortFiles(
      contents: { _ in contents.map { Array($0.utf8) } }, isFile: { _ in true }, isFolder: { _ in false },
      origin: { _ in FeatureOrigin() },
      matrix: { _ in FeatureMatrix(values: [], count: 0, width: 0, layout: .coverslip) })
    return EvaluationFiles(
      cohort: cohort, digest: { _ in "ab" }, bundle: { throw BundleFailure.occupied(path: $0) })
  }

  @Test("that are not there are told by the name that was typed")
  func absent() {
    #expect(throws: EvaluationFailure.noFile("t.csv")) { try Self.files(nil).table("/c/t.csv", named: "t.csv") }
    #expect(throws: EvaluationFailure.noFile("f")) { try Self.files(nil).fit("/c/f", named: "f") }
    #expect(throws: EvaluationFailure.noFile("r")) { try Self.files(nil).record("/c/r", named: "r") }
  }

  @Test("that are something else are told for what they were taken")
  func foreign() {
    #expect(throws: EvaluationFailure.noFit(file: "f")) { try Self.files("{}").fit("/c/f", named: "f") }
    #expect(throws: EvaluationFailure.noRecord(file: "r")) { try Self.files("{}").record("/c/r", named: "r") }
    #expect(throws: EvaluationFailure.cohort(.table(.problems([TableProblem(line: 1, rule: .notEmpty)])), table: "t")) {
      try Self.files("").table("/c/t", named: "t")
    }
  }

  @Test("a training's table keeps its name and its digest")
  func training() throws {
    let table = try Self.files("patient,time,event\nA,1,1\n").training("/c/train.csv", named: "../c/train.csv")
    #expect(table.name == "train.csv" && table.digest == "ab")
  }
}
