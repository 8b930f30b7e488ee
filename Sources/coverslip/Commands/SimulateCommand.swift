import ArgumentParser
import Arguments
import Basics
import Console
import Files
import Labels
import Sentences
import SlideWriting
import UseCases

/// `coverslip simulate`: synthetic slides and cohorts with known truth, and readings of nobody.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Draw synthetic H&E slides and cohorts with known truth.",
    subcommands: [Slides.self, CohortOfPatients.self, Samples.self, Readings.self])

  /// `simulate slides`: slides with their truth beside them.
  struct Slides: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "slides", abstract: "Draw slides, each with nuclei and regions as GeoJSON beside it.")

    @Option(help: "The folder to write into.") var out: String
    @Option(help: "How many.", transform: WholeNumber.within(1...100_000)) var count: Int = 4
    @Option(help: "What all randomness follows from: the same seed draws the same pixels.") var seed: UInt64 = 1
    @Option(help: "Width and height, px of 0.5 um.", transform: WholeNumber.within(512...60_000)) var size: Int = 4096
    @OptionGroup var workers: WorkerOptions

    func run() throws {
      let folder = FilePaths.absolute(out)
      try Simulate(workers: workers.workers, environment: NoticeBoard.environment())
        .slides(count, seed: seed, size: size, into: folder)
      Standard.output("drew \(count.counted("slide")) in \(folder)")
    }
  }

  /// `simulate cohort`: patients, slides, outcomes.
  struct CohortOfPatients: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cohort",
      abstract: "Draw patients with slides, clinical variables and metastasis-free survival of known hazard.")

    @Option(help: "How many patients.", transform: WholeNumber.within(1...100_000)) var patients: Int
    @Option(help: "What all randomness follows from.") var seed: UInt64 = 1
    @Option(help: "The folder to write into.") var out: String
    @OptionGroup var workers: WorkerOptions

    func run() throws {
      let folder = FilePaths.absolute(out)
      let events = try Simulate(workers: workers.workers, environment: NoticeBoard.environment())
        .cohort(patients, seed: seed, into: folder)
      Standard.output("drew \(patients.counted("patient")) with \(events.counted("event")) in \(folder)")
    }
  }

  /// `simulate samples`: the slides that ship with the project.
  struct Samples: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "samples", abstract: "Draw the sample slides and their manifest again.")

    @Option(help: "The folder to write into.") var out: String
    @OptionGroup var workers: WorkerOptions

    func run() throws {
      let simulate = Simulate(workers: workers.workers, environment: NoticeBoard.environment())
      try simulate.samples(into: FilePaths.absolute(out))
    }
  }

  /// `simulate readings`: a casebook of cases that nobody has.
  struct Readings: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "readings", abstract: "Make a casebook of cases that nobody has, read and signed by nobody.")

    @Option(help: "The casebook, a file that is not there yet.") var out: String
    @Option(help: "How many cases.", transform: WholeNumber.within(1...SimulateReadings.most)) var count: Int = 500
    @Option(help: "What all of them follows from: the same seed reads the same.") var seed: UInt64 = 1

    func run() throws {
      let path = FilePaths.absolute(out)
      Standard.output(try SimulateReadings(count: count, seed: seed).make(at: path).sentence(at: path))
    }
  }
}
