import Basics
import Microscopy
import SlideWriting

/// Synthetic slides and cohorts with known truth.
package struct Simulate: Sendable {
  /// Threads that draw.
  package let workers: Int
  package let environment: UseCaseEnvironment

  package init(workers: Int, environment: UseCaseEnvironment) {
    self.workers = workers
    self.environment = environment
  }

  /// Draws `count` slides of `size` x `size` px of 0.5 um, each with its truth beside it: every other slide has no
  /// high-grade tumour, the others more and more of it.
  package func slides(_ count: Int, seed: UInt64, size: Int, into folder: String) throws {
    let jobs = (0..<count).map { index in
      let stem = "\(folder)/simulated-\(seed)-\(index + 1)"
      let share = index % 2 == 0 ? 0 : Double(index + 1) / Double(count + 1)
      let recipe = SlideRecipe(
        seed: seed &+ UInt64(index) &* 7919, size: PixelSize(width: size, height: size), highGradeFraction: share)
      return SlideJob(recipe: recipe, slide: stem + ".svs", truth: stem)
    }
    try SharedFolder.make(folder)
    try drawing(count) { try SlideJob.run(jobs, workers: workers, progress: $0) }
  }

  /// Draws patients with slides, clinical variables and outcomes.
  ///
  /// - Returns: how many relapse.
  package func cohort(_ patients: Int, seed: UInt64, into folder: String) throws -> Int {
    let cohort = SimulatedCohort(patients: patients, seed: seed)
    try drawing(patients) { try cohort.write(to: folder, workers: workers, progress: $0) }
    return cohort.patients.count { $0.event }
  }

  /// Draws the slides that ship with the project, and their manifest.
  package func samples(into folder: String) throws {
    try drawing(SampleSlides.samples.count) { try SampleSlides.write(to: folder, workers: workers, progress: $0) }
  }

  private func drawing(_ total: Int, _ draw: (@escaping @Sendable (Int, Int) -> Void) throws -> Void) throws {
    let notices = environment.notices
    try notices.during(.drawingSlides) {
      try draw { done, _ in notices.progress(.drawingSlides, done, of: total) }
    }
  }
}
