import Microscopy
import NeuralNetworks
import SurvivalStatistics
import Tables
import Testing
import UseCases

/// Cohorts whose files are made up.
@Suite("A cohort and the files of its slides")
struct CohortFolderTests {
  /// Files by their paths; of a feature file, what it says.
  private static func files(
    table: String, _ features: [String: FeatureOrigin] = [:], matrix: FeatureMatrix? = nil
  ) -> CohortFiles {
    CohortFiles(
      contents: { $0 == "/c/cohort.csv" ? Array(table.utf8) : nil }, isFile: { features[$0] != nil },
      isFolder: { ["/c", "/c/features"].contains($0) }, origin: { features[$0] ?? FeatureOrigin() },
      matrix: { _ in matrix ?? FeatureMatrix(values: [1, 2], count: 1, width: 2, layout: .coverslip) })
  }

  private static func shelf(_ files: CohortFiles, digest: String? = nil) -> CohortFeatures {
    CohortFeatures(folder: "/c/features", encoder: "house", digest: digest, files: files)
  }

  /// The failure that `body` throws.
  private func failure<Value>(_ body: () throws -> Value) -> CohortReadingFailure? {
    do {
      _ = try body()
      return nil
    } catch { return error as? CohortReadingFailure }
  }

  @Test("that is not there, or has no column for the patients, is refused")
  func noTable() {
    guard
      case .noFile("/c/cohort.csv") = failure({
        try CohortFolder(
          path: "/c", files: CohortFiles(contents: { _ in nil }, isFile: { _ in false }, isFolder: { _ in true }))
      })
    else {
      Issue.record("another failure")
      return
    }
    guard
      case .table(.table(.noColumn(.patient, "patient", ["who"])), path: "/c/cohort.csv") = failure({
        try CohortFolder(path: "/c", files: Self.files(table: "who\nA\n"))
      })
    else {
      Issue.record("another failure")
      return
    }
  }

  @Test("gathers the slides of a patient, and what is wrong with single rows")
  func rows() throws {
    let table = """
      patient,slide,time,event,age
      A,a.svs,1,1,50
      B,b.svs,2,0,51
      A,a2.svs,1,1,52
      ,c.svs,3,0,53
      ../evil,d.svs,3,0,53
      B,,2,0,51
      C,a.svs,4,0,54
      """
    let folder = try CohortFolder(path: "/c", files: Self.files(table: table))
    #expect(folder.members.map(\.id) == ["A", "B", "../evil", "C"])
    #expect(folder.members[0].slides.map(\.patientName) == ["A-1", "A-2"])
    #expect(
      folder.problems.all == [
        .cell(TableProblem(line: 4, column: "age", value: "52", rule: .agree(line: 2, value: "50", of: .patient))),
        .cell(TableProblem(line: 5, column: "patient", rule: .required)),
        .fileName(line: 6, column: "patient", patient: "../evil"),
        .cell(TableProblem(line: 7, column: "patient", value: "B", rule: .patientOnce(line: 3, namesSlides: true))),
        .cell(TableProblem(line: 8, column: "slide", value: "a.svs", rule: .slideOnce(line: 2))),
      ])
  }

  @Test("is told what was left out, once, where that is wanted")
  func leftOut() throws {
    let table = "patient,slide,time,event\nA,a.svs,1,1\nB,b.svs,0,0\nC,c.svs,,0\n"
    var folder = try CohortFolder(path: "/c", .init(leavesOut: true), files: Self.files(table: table))
    let outcomes = try CohortOutcomes(&folder, OutcomeCoding())
    let told = Told()
    try folder.settle(told.notices)
    try folder.settle(told.notices)
    #expect(folder.members.map(\.id) == ["A"] && outcomes.patients.count == 1)
    guard told.cohort.count == 1, case .leftOut(_, 2, 2, let problems, []) = told.cohort[0] else {
      Issue.record("another failure")
      return
    }
    #expect(
      problems == [
        .cell(TableProblem(line: 3, column: "time", value: "0", rule: .aboveZero)),
        .cell(TableProblem(line: 4, column: "time", rule: .required)),
      ])
  }

  @Test("finds the features of a slide by its name, then by the patient's, and none that say they are of another")
  func features() throws {
    let table = "patient,slide\nA,x/a.svs\nB,b.svs\nC,c.svs\nD,d.svs\n"
    let files = Self.files(
      table: table,
      [
        "/c/features/a.h5": FeatureOrigin(slide: "a"), "/c/features/B.safetensors": FeatureOrigin(),
        "/c/features/c.npy": FeatureOrigin(slide: "z.svs"),
      ])
    var folder = try CohortFolder(path: "/c", files: files)
    try Self.shelf(files).look(for: &folder)
    #expect(
      folder.members.map { $0.slides.map(\.file) }
        == [["/c/features/a.h5"], ["/c/features/B.safetensors"], [nil], [nil]])
    #expect(
      folder.problems.all == [.anotherSlide(line: 4, file: "/c/features/c.npy", slide: "z.svs", wanted: "c.svs")])
    guard case .rows(_, _, let absent) = failure({ try folder.settle() }) else {
      Issue.record("another failure")
      return
    }
    #expect(absent.map(\.patient) == ["D"] && absent[0].names == ["D", "d"])
  }

  @Test("refuses features of another encoder, or of other weights")
  func encoders() throws {
    let files = Self.files(table: "patient\nA\n")
    let shelf = Self.shelf(files, digest: "1")
    #expect(shelf.encoderFault(name: "lodger", digest: nil) == .name("lodger", wanted: "house"))
    #expect(shelf.encoderFault(name: "house", digest: "2") == .digest(encoder: "house"))
    #expect(shelf.encoderFault(name: nil, digest: nil) == nil)
    let other = FeatureMatrix(values: [1], count: 1, width: 1, layout: .coverslip, encoder: "lodger")
    guard
      case .encoder("f", .name("lodger", wanted: "house")) = failure({
        try Self.shelf(Self.files(table: "", matrix: other)).bag(["f"])
      })
    else {
      Issue.record("another failure")
      return
    }
  }

  @Test("takes a feature file that is there only where encoding would write the same")
  func kept() throws {
    let table = "patient,slide\nA,a.svs\nB,b.svs\n"
    let said = FeatureOrigin(encoder: "house", slide: "a.svs", maxTiles: 9)
    let files = Self.files(table: table, ["/c/features/a.h5": said])
    var folder = try CohortFolder(path: "/c", files: files)
    let jobs = try folder.encodings(into: "/c/features", ending: "h5")
    #expect(
      jobs.map(\.slide) == ["/c/a.svs", "/c/b.svs"] && jobs.map(\.output) == ["/c/features/A.h5", "/c/features/B.h5"])
    #expect(try KeptFeatures(shelf: Self.shelf(files), maxTiles: 9).open(jobs) == [jobs[1]])
    guard
      case .notAsWanted("/c/features/a.h5", .tiles(atMost: 9, wanted: nil), more: 0) = failure({
        try KeptFeatures(shelf: Self.shelf(files), maxTiles: nil).open(jobs)
      })
    else {
      Issue.record("another failure")
      return
    }
  }

  @Test("marks patients of one TCGA participant and of the same tiles as one person, and tells it")
  func likeness() throws {
    let table = """
      patient,time,event
      TCGA-AA-0001-01Z,1,1
      B,2,0
      TCGA-AA-0001-02Z,3,0
      """
    let paths = ["TCGA-AA-0001-01Z", "B", "TCGA-AA-0001-02Z"].map { "/c/features/\($0).h5" }
    let origins = Dictionary(uniqueKeysWithValues: paths.map { ($0, FeatureOrigin(tiles: 2)) })
    var files = Self.files(table: table, origins)
    files.matrix = { path in
      let own = Float(path.utf8.reduce(0) { ($0 * 31 + Int($1)) % 9973 })
      return FeatureMatrix(values: [own, 1, own, 3], count: 2, width: 2, layout: .coverslip)
    }
    var folder = try CohortFolder(path: "/c", files: files)
    let outcomes = try CohortOutcomes(&folder, OutcomeCoding())
    let (shelf, told) = (Self.shelf(files), Told())
    try shelf.look(for: &folder)
    let patients = try shelf.trainingPatients(folder, outcomes, told.notices)
    #expect(patients.map(\.person) == ["TCGA-AA-0001-01Z", "B", "TCGA-AA-0001-01Z"])
    #expect(
      told.cohort.contains {
        if case .oneParticipant(_, let groups) = $0 { groups[0].map(\.line) == [2, 4] } else { false }
      })
  }
}

/// What was told, kept.
private final class Told: @unchecked Sendable {
  // Each test tells from its own thread alone.
  private(set) var cohort: [CohortNotice] = []

  var notices: Notices {
    Notices { notice in
      if case .cohort(let cohort) = notice { self.cohort.append(cohort) }
    }
  }
}
