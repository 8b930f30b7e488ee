import Basics
import Foundation
import Microscopy
import Synchronization

extension SimulatedCohort {
  /// `cohort.csv`: what a study would hold. Slides are named relative to it.
  public var table: String {
    let header = [
      "patient", "slide", "time", "event", "age", "grade", "tumour_size_mm", "positive_nodes", "ki67", "er", "her2",
      "menopausal",
    ]
    let rows = patients.map { patient in
      [
        patient.identifier, Self.slidePath(patient), NumberText.plain.fixed(patient.time, digits: 4),
        patient.event ? "1" : "0", "\(patient.age)", "\(patient.grade)", "\(patient.tumourSizeMM)",
        "\(patient.positiveNodes)", "\(patient.ki67)", "positive", "negative",
        patient.isPostmenopausal ? "post" : "pre",
      ]
    }
    return CSVText.table(header: header, rows: rows)
  }

  /// The text of `truth.csv`: what only a simulation knows.
  public var truthTable: String {
    let rows = patients.map { patient in
      [
        patient.identifier, NumberText.plain.fixed(patient.highGradeFraction, digits: 2),
        NumberText.plain.fixed(patient.slideLogHazard, digits: 6), NumberText.plain.fixed(patient.logHazard, digits: 6),
      ]
    }
    return CSVText.table(header: ["patient", "high_grade_fraction", "slide_log_hazard", "log_hazard"], rows: rows)
  }

  private static func slidePath(_ patient: SimulatedPatient) -> String { "slides/\(patient.identifier).svs" }

  /// Writes `cohort.csv`, `truth.csv`, `slides/PATIENT.svs`, `truth/PATIENT.geojson` and `truth/PATIENT.tiles.csv`.
  ///
  /// - Parameters:
  ///   - directory: is created where it is missing.
  ///   - workers: slides drawn at once, at least 1.
  ///   - quality: of the JPEG tiles.
  ///   - progress: slides done, of how many; called from several threads, one at a time.
  /// - Throws: the first failure; what was complete by then stays.
  public func write(
    to directory: String, workers: Int, quality: Int = 80,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws(SlideWriteFailure) {
    try TextFile.makeDirectory(directory)
    try TextFile.makeDirectory(directory + "/slides")
    try TextFile.makeDirectory(directory + "/truth")
    try TextFile.write(Array(table.utf8), to: directory + "/cohort.csv")
    try TextFile.write(Array(truthTable.utf8), to: directory + "/truth.csv")
    let work = patients.map { patient in
      SlideJob(
        recipe: patient.recipe, slide: "\(directory)/\(Self.slidePath(patient))",
        truth: "\(directory)/truth/\(patient.identifier)", quality: quality)
    }
    try SlideJob.run(work, workers: workers, progress: progress)
  }
}

/// One slide to be drawn and written with its truth.
public struct SlideJob: Sendable {
  let recipe: SlideRecipe
  /// Path of the slide.
  let slide: String
  /// Path of the truth without its extension, or `nil` for none.
  let truth: String?
  let quality: Int

  /// - Parameters:
  ///   - slide: path of the slide; its folder must exist.
  ///   - truth: path without extension for `.geojson` and `.tiles.csv`, or `nil` for none; its folder must exist.
  public init(recipe: SlideRecipe, slide: String, truth: String?, quality: Int = 80) {
    self.recipe = recipe
    self.slide = slide
    self.truth = truth
    self.quality = quality
  }

  /// Draws and writes this slide. A slide that does not declare its resolution is written as plain TIFF.
  ///
  /// - Throws: ``SlideWriteFailure``: `cannotCreate`, `diskFull` or `cannotWrite` where a file cannot be written,
  ///   `unusableSize` where the slide has no pixel or too many for TIFF.
  public func run() throws(SlideWriteFailure) {
    let drawn = SimulatedSlide(recipe)
    let options = PyramidOptions(
      quality: quality, layout: recipe.declaresResolution ? .aperio : .generic, mpp: drawn.description.mpp,
      objective: drawn.description.objective)
    try PyramidWriter(path: slide, options: options).write(drawn)
    guard let truth else { return }
    let known = drawn.truth
    try TextFile.write(known.geoJSON(), to: truth + ".geojson")
    try TextFile.write(Array(TileTruth.csv(known.tileFractions()).utf8), to: truth + ".tiles.csv")
  }

  /// Runs all jobs on `workers` threads; stops at the first failure.
  ///
  /// - Throws: ``SlideWriteFailure``: that of the first slide that failed.
  public static func run(
    _ jobs: [SlideJob], workers: Int, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws(SlideWriteFailure) {
    let done = Mutex(0)
    _ = try WorkQueue.map(jobs.count, workers: workers) { (index) throws(SlideWriteFailure) in
      try jobs[index].run()
      done.withLock {
        $0 += 1
        progress($0, jobs.count)
      }
    }
  }
}
