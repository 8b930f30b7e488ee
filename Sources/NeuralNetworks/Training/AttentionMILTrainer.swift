import Basics
import SurvivalStatistics
import Tensors

/// Trains one network on survival: a step on the loss of all training patients at every pass, a new draw of tiles from
/// each bag, Adam, and a running mean of the weights. The same patients, configuration and stream give the same bytes
/// on the same machine.
struct AttentionMILTrainer: Sendable {
  let configuration: TrainingConfiguration
  /// Of the draws.
  let seed: Int
  /// Which of the trainings of one seed this is: each has its own draws.
  let stream: Int

  init(_ configuration: TrainingConfiguration = TrainingConfiguration(), seed: Int = 1, stream: Int = 0) {
    self.configuration = configuration
    self.seed = seed
    self.stream = stream
  }

  /// Trains on `training` and watches `validation`; both hold an event and bags of one width. Ends early where the loss
  /// on the validation patients has not fallen for as many epochs as the configuration has patience.
  ///
  /// - Parameter progress: called after each epoch, on the caller's thread; what it throws ends the training.
  func course(
    _ training: [TrainingPatient], validation: [TrainingPatient],
    progress: (EpochLosses) throws(TrainingFailure) -> Void = { _ in }
  ) throws(TrainingFailure) -> TrainingCourse {
    BLAS.useOneThread()
    var state = try TrainingState(self, training)
    let watch = try ValidationWatch(validation, state)
    var course = TrainingCourse()
    for epoch in 1...configuration.epochs {
      let loss = try state.step(epoch)
      let scores = state.averageScores(watch.tiles)
      let validationLoss = try state.loss(watch.loss, scores, epoch).loss
      course.validationLosses.append(Float(validationLoss))
      course.validationScores.append(scores)
      try progress(EpochLosses(epoch: epoch, loss: loss, validationLoss: validationLoss))
      if course.isExhausted(patience: configuration.patience) { break }
    }
    return course
  }

  /// The network after `epochs` epochs on `training`.
  func network(
    _ training: [TrainingPatient], epochs: Int, progress: (EpochLosses) throws(TrainingFailure) -> Void = { _ in }
  ) throws(TrainingFailure) -> AttentionMIL {
    BLAS.useOneThread()
    var state = try TrainingState(self, training)
    for epoch in 1...max(1, min(epochs, configuration.epochs)) {
      try progress(EpochLosses(epoch: epoch, loss: try state.step(epoch), validationLoss: nil))
    }
    return state.network
  }
}

/// What an epoch came to.
struct EpochLosses: Sendable {
  /// From 1.
  let epoch: Int
  let loss: Double
  /// `nil` where nobody is watched.
  let validationLoss: Double?
}

/// What the validation patients said of a training, epoch by epoch.
struct TrainingCourse: Hashable, Sendable {
  /// The configuration's own loss; in single precision, as a checkpoint keeps it.
  var validationLosses: [Float] = []
  /// One score a patient; the zero of the scores is any.
  var validationScores: [[Float]] = []

  /// Whether the last `patience` epochs were no better than one before them; never for a patience of 0.
  func isExhausted(patience: Int) -> Bool {
    guard patience > 0, validationLosses.count > patience else { return false }
    let recent = validationLosses.suffix(patience).min() ?? 0
    return recent >= validationLosses.dropLast(patience).min() ?? 0
  }

  /// The epoch, from 1, after which the mean validation loss of `courses` was least. One part has so few events that
  /// its own best epoch is mostly chance; a course that was given up keeps its last loss.
  static func bestEpoch(_ courses: [TrainingCourse]) -> Int {
    let epochs = courses.map(\.validationLosses.count).max() ?? 0
    let losses = (0..<epochs).map { epoch in courses.reduce(0.0) { $0 + Double($1.loss(epoch)) } }
    return 1 + (losses.indices.min { losses[$0] < losses[$1] } ?? 0)
  }

  /// The validation scores after `epoch` epochs, from 1, or after the last one.
  func scores(epoch: Int) -> [Float] { validationScores[min(epoch, validationScores.count) - 1] }

  private func loss(_ epoch: Int) -> Float { validationLosses[min(epoch, validationLosses.count - 1)] }
}

/// The validation patients as a training looks at them.
private struct ValidationWatch {
  let tiles: TileBatch
  let loss: PreparedLoss

  init(_ patients: [TrainingPatient], _ state: TrainingState) throws(TrainingFailure) {
    tiles = TileBatch(patients.map(\.bag), state.standardisation).projected(state.projection)
    let times = patients.map(\.outcome)
    do {
      loss = try PreparedLoss(state.trainer.configuration.loss, times, limits: state.limits)
    } catch { throw .statistics(error) }
  }
}

/// All that changes from epoch to epoch.
private struct TrainingState {
  let trainer: AttentionMILTrainer
  let standardisation: Standardisation
  let projection: Matrix
  let training: TileBatch
  let trainingLoss: PreparedLoss
  /// Of the time bins of discrete hazards.
  let limits: [Double]
  private var weights: AttentionMIL.Weights
  private var average: AttentionMIL.Weights
  private var intercepts: [Double]
  private var adam: Adam
  private var random: SeededDraws

  init(_ trainer: AttentionMILTrainer, _ patients: [TrainingPatient]) throws(TrainingFailure) {
    let configuration = trainer.configuration
    self.trainer = trainer
    standardisation = Standardisation(patients.map(\.bag))
    let tiles = TileBatch(patients.map(\.bag), standardisation)
    projection = PrincipalComponents(tiles.features, count: configuration.components).projection
    training = tiles.projected(projection)
    let times = patients.map(\.outcome)
    limits = DiscreteHazardLoss.limits(times, bins: PreparedLoss.bins)
    do {
      trainingLoss = try PreparedLoss(configuration.loss, times, limits: limits)
    } catch { throw .statistics(error) }
    random = SeededDraws(seed: UInt64(bitPattern: Int64(trainer.seed)), stream: trainer.stream)
    weights = AttentionMIL.Weights(
      width: training.features.columns, hidden: configuration.hidden, gates: configuration.gates, random: &random)
    if configuration.pooling == .mean { weights.forgetAttention() }
    average = weights
    intercepts = trainingLoss.intercepts
    adam = Adam(
      configuration.optimiser, like: weights, intercepts: intercepts.count, decay: Float(configuration.weightDecay))
  }

  /// The averaged network, its first layer taking the tiles as they come, centred on its training bags.
  var network: AttentionMIL {
    let scores = averageScores(training)
    let center = scores.reduce(0.0) { $0 + Double($1) } / Double(scores.count)
    var folded = average
    folded.embedding = BLAS.product(folded.embedding, projection)
    return AttentionMIL(standardisation: standardisation, weights: folded, center: Float(center))
  }

  /// One score a bag by the averaged weights.
  func averageScores(_ tiles: TileBatch) -> [Float] {
    ForwardPass(average, tiles, pooling: trainer.configuration.pooling).scores
  }

  /// One step on a new draw of tiles; the loss before it.
  mutating func step(_ epoch: Int) throws(TrainingFailure) -> Double {
    let configuration = trainer.configuration
    let batch = training.sample(configuration.tilesPerPass, &random)
    let dropout = dropoutFactors(batch.features.rows)
    let pass = ForwardPass(weights, batch, dropout: dropout, pooling: configuration.pooling)
    let value = try loss(trainingLoss, pass.scores, epoch)
    let gradient = BackwardPass(weights: weights, batch: batch, pass: pass, dropout: dropout)
      .gradient(
        scoreGradient: value.scores.map { Float($0) }, alignment: Float(configuration.alignment),
        pooling: configuration.pooling)
    let rate = Float(
      configuration.schedule.rate(step: epoch - 1, of: configuration.epochs, peak: configuration.learningRate))
    adam.step(&weights, gradient, rate: rate)
    adam.step(intercepts: &intercepts, value.intercepts, rate: rate)
    average.approach(weights, keeping: min(Float(configuration.averaging), Float(epoch) / Float(epoch + 9)))
    return value.loss
  }

  func loss(_ prepared: PreparedLoss, _ scores: [Float], _ epoch: Int) throws(TrainingFailure) -> PreparedLoss.Value {
    guard scores.allSatisfy(\.isFinite) else { throw .diverged(epoch: epoch) }
    do {
      return try prepared.value(scores.map { Double($0) }, intercepts: intercepts)
    } catch { throw .statistics(error) }
  }

  private mutating func dropoutFactors(_ rows: Int) -> Matrix? {
    let rate = Float(trainer.configuration.dropout)
    guard rate > 0 else { return nil }
    var factors = Matrix(rows: rows, columns: trainer.configuration.hidden)
    let kept = 1 / (1 - rate)
    factors.withElements { for i in $0.indices { $0[i] = random.unitFloat() < rate ? 0 : kept } }
    return factors
  }
}

extension TileBatch {
  /// All tiles of `bags`.
  init(_ bags: [Bag], _ standardisation: Standardisation) {
    features = standardisation(bags)
    starts = bags.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// The same tiles, each multiplied by `projection` [components, width].
  func projected(_ projection: Matrix) -> TileBatch {
    TileBatch(features: BLAS.product(features, projection, transposing: .right), starts: starts)
  }

  /// At most `limit` tiles of each bag.
  func sample(_ limit: Int, _ random: inout SeededDraws) -> TileBatch {
    var rows: [Int] = []
    var starts = [0]
    for bag in 0..<bags {
      let all = self.rows(bag)
      rows += all.count <= limit ? Array(all) : random.sample(limit, below: all.count).map { $0 + all.lowerBound }
      starts.append(rows.count)
    }
    return TileBatch(features: features.gather(rows), starts: starts)
  }
}

extension Matrix {
  /// The rows of these indices, below one another.
  func gather(_ indices: [Int]) -> Matrix {
    var result = Matrix(rows: indices.count, columns: columns)
    result.withElements { target in
      values.withUnsafeBufferPointer { source in
        for (row, index) in indices.enumerated() {
          for j in 0..<columns { target[row * columns + j] = source[index * columns + j] }
        }
      }
    }
    return result
  }
}

extension AttentionMIL.Weights {
  /// Every tile alike: the gates and their weights at 0, where no gradient moves them.
  fileprivate mutating func forgetAttention() {
    for path in [\Self.value, \Self.gate, \Self.attention] { self[keyPath: path].fill(0) }
  }

  /// self = share * self + (1 - share) * other.
  mutating func approach(_ other: Self, keeping share: Float) {
    for (_, path) in Self.layers {
      let values = other[keyPath: path].values
      self[keyPath: path].withElements { for i in $0.indices { $0[i] += (1 - share) * (values[i] - $0[i]) } }
    }
  }
}
