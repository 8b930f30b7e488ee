import ArgumentParser
import Basics
import Foundation
import Microscopy
import SlideWriting

/// `coverslip simulate`: synthetic slides and cohorts with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Draw synthetic H&E slides and cohorts with known truth.",
    subcommands: [Slides.self, CohortOfPatients.self, Samples.self])

  /// `simulate slides`: slides with their truth beside them.
  struct Slides: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw slides, each with nuclei and regions as GeoJSON beside it.")

    @Option(help: "The folder to write into.") var out: String
    @Option(help: "How many.") var count: Int = 4
    @Option(help: "What all randomness follows from: the same seed draws the same pixels.") var seed: UInt64 = 1
    @Option(help: "Width and height, px of 0.5 um.") var size: Int = 4096
    @OptionGroup var workers: WorkerOptions

    func validate() throws {
      guard (1...100_000).contains(count) else { throw ValidationError("--count takes a number from 1 to 100000.") }
      guard (512...60_000).contains(size) else { throw ValidationError("--size takes a number from 512 to 60000.") }
    }

    func run() throws {
      let folder = absolutePath(out)
      let jobs = (0..<count).map { index in
        let stem = "\(folder)/simulated-\(seed)-\(index + 1)"
        return SlideJob(recipe: recipe(index), slide: stem + ".svs", truth: stem)
      }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let bar = ProgressBar("drawing", total: count, unit: "slides")
      try SlideJob.run(jobs, workers: workers.workers) { done, _ in bar.update(done) }
      bar.finish()
      Standard.output("drew \(count) slides in \(folder)")
    }

    /// Every other slide has no high-grade tumour; the others more and more of it.
    private func recipe(_ index: Int) -> SlideRecipe {
      let share = index % 2 == 0 ? 0 : Double(index + 1) / Double(count + 1)
      return SlideRecipe(
        seed: seed &+ UInt64(index) &* 7919, size: PixelSize(width: size, height: size), highGradeFraction: share)
    }
  }

  /// `simulate cohort`: patients, slides, outcomes.
  struct CohortOfPatients: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cohort",
      abstract: "Draw patients with slides, clinical variables and metastasis-free survival of known hazard.")

    @Option(help: "How many patients.") var patients: Int
    @Option(help: "What all randomness follows from.") var seed: UInt64 = 1
    @Option(help: "The folder to write into.") var out: String
    @OptionGroup var workers: WorkerOptions

    func validate() throws {
      guard (1...100_000).contains(patients) else {
        throw ValidationError("--patients takes a number from 1 to 100000.")
      }
    }

    func run() throws {
      let folder = absolutePath(out)
      let cohort = SimulatedCohort(patients: patients, seed: seed)
      let bar = ProgressBar("drawing", total: patients, unit: "slides")
      try cohort.write(to: folder, workers: workers.workers) { done, _ in bar.update(done) }
      bar.finish()
      let events = cohort.patients.count { $0.event }
      Standard.output("drew \(patients) patients with \(events) events in \(folder)")
    }
  }

  /// `simulate samples`: the slides that ship with the project.
  struct Samples: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Draw the sample slides and their manifest again.")

    @Option(help: "The folder to write into.") var out: String
    @OptionGroup var workers: WorkerOptions

    func run() throws {
      let bar = ProgressBar("drawing", total: SampleSlides.samples.count, unit: "slides")
      try SampleSlides.write(to: absolutePath(out), workers: workers.workers) { done, _ in bar.update(done) }
      bar.finish()
    }
  }
}
