import ArgumentParser
import Foundation
import NeuralNetworks
import TissueAnalysis

/// `coverslip train`: a cohort to a model bundle.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model bundle on a cohort whose slides are encoded.",
    discussion: """
      Five attention networks by cross-fitting on the Cox partial likelihood; on their out-of-fold scores the combined \
      Cox models. --test evaluates the bundle on another cohort and writes the figures into its card.
      """)

  @Option(help: "A folder with cohort.csv.") var cohort: String
  @Option(help: "A folder of feature files; `features` in the cohort's folder unless told.") var features: String?
  @Option(help: "A cohort that training does not see, to be evaluated on.") var test: String?
  @Option(help: "What all randomness follows from.") var seed: Int = 1
  @Option(help: "The bundle's name.") var name: String?
  @Option(help: "The bundle's folder.") var out: String
  @Flag(help: "Marks the model as a demonstration wherever it speaks.") var demonstration = false

  func run() throws {
    let folder = try CohortFolder(path: cohort)
    let patients = try folder.trainingPatients(features: features ?? folder.path + "/features")
    var configuration = TrainingConfiguration()
    configuration.seed = seed
    let bar = ProgressBar("training", total: configuration.members * configuration.epochs, unit: "epochs")
    let result = try TrainingRun(try description(patients.count), configuration: configuration).run(patients) { _ in
      bar.advance()
    }
    bar.finish()
    let bundle = try evaluated(result.bundle)
    try bundle.write(to: absolutePath(out))
    Standard.output("\(bundle.card.name) \(bundle.card.version)  \(bundle.digest)")
    Standard.output("out-of-fold c-index of the slide score \(Words.decimal(result.concordance.index))")
    bundle.card.performance.forEach { Standard.output($0.line) }
  }

  private func evaluated(_ bundle: ModelBundle) throws -> ModelBundle {
    guard let test else { return bundle }
    let folder = try CohortFolder(path: test)
    let patients = try folder.trainingPatients(features: folder.path + "/features")
    let evaluation = try Evaluation(bundle, on: patients, trueSlideLogHazards: try folder.trueSlideLogHazards())
    return try bundle.with(
      performance: evaluation.performance(cohort: "\(patients.count) patients that training never saw"))
  }

  private func description(_ patients: Int) throws -> TrainingRun.Description {
    let text =
      demonstration
      ? "A demonstration, trained on simulated tissue and simulated patients. It shows how Coverslip works; what it "
        + "says of a real slide means nothing. Research use only, not a medical device."
      : "Trained by coverslip train. Research use only, not a medical device."
    return TrainingRun.Description(
      name: name ?? (demonstration ? "demonstration" : URL(fileURLWithPath: absolutePath(out)).lastPathComponent),
      version: "1", demonstration: demonstration, text: text,
      cohort: demonstration ? "\(patients) simulated patients" : "\(patients) patients",
      encoder: MorphometryEncoder.card)
  }
}
