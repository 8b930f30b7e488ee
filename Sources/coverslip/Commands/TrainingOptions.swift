import ArgumentParser
import NeuralNetworks

/// What is chosen from inside the cross-validation: every option that is given several values is one to choose.
struct TrainingOptions: ParsableArguments {
  @Option(help: "Outer folds: each patient is scored by networks that never saw their slides.") var folds = 5
  @Option(help: "Inner folds, on which recipe and epoch are chosen.") var innerFolds = 3
  @Option(help: "How often the patients are cut anew.") var repeats = 1
  @Option(help: "Networks per fold; all of all folds are the ensemble.") var networks = 2

  @Option(parsing: .upToNextOption, help: "How tiles become a score: attention, mean.")
  var aggregator: [TrainingConfiguration.Pooling] = [.attention, .mean]
  @Option(parsing: .upToNextOption, help: "What is lowered: cox, discrete-hazards, smooth-concordance.")
  var loss: [SurvivalLoss] = [.cox]
  @Option(parsing: .upToNextOption, help: "Principal components of the features that a network starts from.")
  var components: [Int] = [12, 24]
  @Option(parsing: .upToNextOption, help: "Units of the embedding.") var hidden = [TrainingConfiguration().hidden]
  @Option(parsing: .upToNextOption, help: "Highest learning rate.")
  var learningRate = [TrainingConfiguration().learningRate]
  @Option(parsing: .upToNextOption, help: "How strongly weights are drawn towards 0.")
  var weightDecay = [TrainingConfiguration().weightDecay]
  @Option(parsing: .upToNextOption, help: "Share of the embedding that a pass drops.")
  var dropout = [TrainingConfiguration().dropout]

  @Option(help: "adam or adamw.") var optimiser = TrainingConfiguration().optimiser
  @Option(help: "The learning rate over the epochs: constant, cosine or one-cycle.")
  var schedule = TrainingConfiguration().schedule
  @Option(help: "Most passes over the patients.") var epochs = TrainingConfiguration().epochs
  @Option(help: "Passes without a better validation loss after which a training ends; 0 for never.")
  var patience = TrainingConfiguration().patience
  @Option(help: "Tiles of a patient that a pass draws.") var tilesPerPass = TrainingConfiguration().tilesPerPass
  @Option(help: "What all randomness follows from.") var seed = 1

  /// Every combination.
  var plan: TrainingPlan {
    var candidates = [TrainingConfiguration()]
    func vary<Value>(_ path: WritableKeyPath<TrainingConfiguration, Value>, _ values: [Value]) {
      candidates = candidates.flatMap { candidate in
        values.map { value in
          var varied = candidate
          varied[keyPath: path] = value
          return varied
        }
      }
    }
    vary(\.pooling, aggregator)
    vary(\.loss, loss)
    vary(\.components, components)
    vary(\.hidden, hidden)
    vary(\.learningRate, learningRate)
    vary(\.weightDecay, weightDecay)
    vary(\.dropout, dropout)
    vary(\.optimiser, [optimiser])
    vary(\.schedule, [schedule])
    vary(\.epochs, [epochs])
    vary(\.patience, [patience])
    vary(\.tilesPerPass, [tilesPerPass])
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
