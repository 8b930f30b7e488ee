import ArgumentParser
import NeuralNetworks
import Sentences

/// What is chosen from inside the cross-validation: every option that is given several values is one to choose.
package struct TrainingOptions: ParsableArguments {
  @Option(
    help: "Outer folds: each patient is scored by networks that never saw their slides.",
    transform: WholeNumber.from(2))
  package var folds = 5
  @Option(help: "Inner folds, on which recipe and epoch are chosen.", transform: WholeNumber.from(2))
  package var innerFolds = 3
  @Option(help: "How often the patients are cut anew.", transform: WholeNumber.from(1)) package var repeats = 1
  @Option(help: "Networks per fold; all of all folds are the ensemble.", transform: WholeNumber.from(1))
  package var networks = 2

  @Option(parsing: .upToNextOption, help: "How tiles become a score: attention, mean.")
  package var aggregator: [TrainingConfiguration.Pooling] = [.attention, .mean]
  @Option(parsing: .upToNextOption, help: "What is lowered: cox, discrete-hazards, smooth-concordance.")
  package var loss: [SurvivalLoss] = [.cox]
  @Option(
    parsing: .upToNextOption, help: "Principal components of the features that a network starts from.",
    transform: WholeNumber.from(1))
  package var components: [Int] = [12, 24]
  @Option(parsing: .upToNextOption, help: "Units of the embedding.", transform: WholeNumber.from(1))
  package var hidden = [TrainingConfiguration().hidden]
  @Option(parsing: .upToNextOption, help: "Highest learning rate.")
  package var learningRate = [TrainingConfiguration().learningRate]
  @Option(parsing: .upToNextOption, help: "How strongly weights are drawn towards 0.")
  package var weightDecay = [TrainingConfiguration().weightDecay]
  @Option(parsing: .upToNextOption, help: "Share of the embedding that a pass drops.")
  package var dropout = [TrainingConfiguration().dropout]

  @Option(help: "adam or adamw.") package var optimiser = TrainingConfiguration().optimiser
  @Option(help: "The learning rate over the epochs: constant, cosine or one-cycle.")
  package var schedule = TrainingConfiguration().schedule
  @Option(help: "Most passes over the patients.", transform: WholeNumber.from(1))
  package var epochs = TrainingConfiguration().epochs
  @Option(
    help: "Passes without a better validation loss after which a training ends; 0 for never.",
    transform: WholeNumber.from(0))
  package var patience = TrainingConfiguration().patience
  @Option(help: "Tiles of a patient that a pass draws.", transform: WholeNumber.from(1))
  package var tilesPerPass = TrainingConfiguration().tilesPerPass
  @Option(help: "What all randomness follows from.") package var seed = 1

  package init() {}

  /// Every combination.
  package var plan: TrainingPlan {
    var recipe = TrainingConfiguration()
    (recipe.optimiser, recipe.schedule, recipe.epochs) = (optimiser, schedule, epochs)
    (recipe.patience, recipe.tilesPerPass) = (patience, tilesPerPass)
    let candidates = [recipe].varied(\.pooling, aggregator).varied(\.loss, loss).varied(\.components, components)
      .varied(\.hidden, hidden).varied(\.learningRate, learningRate).varied(\.weightDecay, weightDecay)
      .varied(\.dropout, dropout)
    var plan = TrainingPlan(candidates: candidates)
    (plan.folds, plan.innerFolds, plan.repeats, plan.networks) = (folds, innerFolds, repeats, networks)
    plan.seed = seed
    return plan
  }
}

extension TrainingConfiguration.Pooling: ExpressibleByArgument {}
extension SurvivalLoss: ExpressibleByArgument {}
extension Optimiser: ExpressibleByArgument {}
extension LearningSchedule: ExpressibleByArgument {}
