import SurvivalStatistics
import Tensors

/// Trains one attention network on survival: the Cox partial likelihood (Efron) of all training patients at every step,
/// a new draw of tiles from each bag, Adam, and a running mean of the weights. The same patients, configuration and member
/// give the same bytes on the same machine.
public struct AttentionMILTrainer: Sendable {
  let configuration: TrainingConfiguration
  /// Which member of the ensemble this is: it has its own draws.
  let member: Int

  /// A trainer for the member `member` of an ensemble.
  public init(_ configuration: TrainingConfiguration = TrainingConfiguration(), member: Int = 0) {
    self.configuration = configuration
    self.member = member
  }

  /// The course of a training on `training`, watched on `validation`; each holds at least one event and bags of one width.
  ///
  /// - Parameter progress: called after each epoch, on the caller's thread.
  public func train(
    _ training: [TrainingPatient], validation: [TrainingPatient], progress: (TrainingProgress) -> Void = { _ in }
  ) throws(TrainingFailure) -> TrainingCourse {
    BLAS.useOneThread()
    let standardisation = Standardisation(training.map(\.bag))
    var state = try State(self, training, validation, standardisation)
    for epoch in 1...max(1, configuration.epochs) {
      let loss = try state.step(epoch)
      let (validationLoss, concordance) = try state.validate(epoch)
      progress(
        TrainingProgress(
          member: member, epoch: epoch, epochs: configuration.epochs, loss: loss, validationLoss: validationLoss,
          validationConcordance: concordance))
    }
    return state.course
  }
}

/// What a training went through, so that the members of an ensemble can stop at one epoch: a validation part has so few
/// events that its own best epoch is mostly chance.
public struct TrainingCourse: Sendable {
  /// Negative log partial likelihood an event on the validation patients after each epoch.
  public internal(set) var validationLosses: [Double] = []
  var weights: [AttentionMIL.Weights] = []
  let standardisation: Standardisation
  let projection: Matrix
  let training: TileBatch

  /// The network after `epoch` epochs, from 1, centred on its training bags.
  public func network(epoch: Int) -> AttentionMIL {
    let scores = ForwardPass(weights[epoch - 1], training).scores
    let center = scores.reduce(0.0) { $0 + Double($1) } / Double(scores.count)
    var folded = weights[epoch - 1]
    folded.embedding = BLAS.product(folded.embedding, projection)
    return AttentionMIL(standardisation: standardisation, weights: folded, center: Float(center))
  }

  /// The epoch, from 1, after which the mean validation loss of `courses` was least.
  public static func bestEpoch(_ courses: [TrainingCourse]) -> Int {
    let epochs = courses.map(\.validationLosses.count).min() ?? 0
    let losses = (0..<epochs).map { epoch in courses.reduce(0) { $0 + $1.validationLosses[epoch] } }
    return 1 + (losses.indices.min { losses[$0] < losses[$1] } ?? 0)
  }
}

extension AttentionMILTrainer {
  /// All that changes from epoch to epoch.
  private struct State {
    let trainer: AttentionMILTrainer
    let training: TileBatch
    let validation: TileBatch
    let likelihood: CoxPartialLikelihood
    let validationLikelihood: CoxPartialLikelihood
    let validationTimes: [SurvivalTime]
    var weights: AttentionMIL.Weights
    var average: AttentionMIL.Weights
    var adam: Adam
    var random: RandomSource
    var course: TrainingCourse

    init(
      _ trainer: AttentionMILTrainer, _ patients: [TrainingPatient], _ validationPatients: [TrainingPatient],
      _ standardisation: Standardisation
    ) throws(TrainingFailure) {
      let configuration = trainer.configuration
      self.trainer = trainer
      let tiles = TileBatch(patients.map(\.bag), standardisation)
      let projection = PrincipalComponents(tiles.features, count: configuration.components).projection
      training = tiles.projected(projection)
      validation = TileBatch(validationPatients.map(\.bag), standardisation).projected(projection)
      course = TrainingCourse(standardisation: standardisation, projection: projection, training: training)
      validationTimes = validationPatients.map(\.outcome)
      do {
        likelihood = try CoxPartialLikelihood(patients.map(\.outcome))
        validationLikelihood = try CoxPartialLikelihood(validationTimes)
      } catch { throw .statistics(error) }
      random = RandomSource(seed: UInt64(bitPattern: Int64(configuration.seed)), stream: trainer.member)
      weights = AttentionMIL.Weights(
        width: training.features.columns, hidden: configuration.hidden, gates: configuration.gates, random: &random)
      average = weights
      adam = Adam(like: weights, decay: Float(configuration.weightDecay))
    }

    /// One step on a new draw of tiles; the loss before it.
    mutating func step(_ epoch: Int) throws(TrainingFailure) -> Double {
      let configuration = trainer.configuration
      let batch = training.sample(configuration.tilesPerPass, &random)
      let dropout = dropoutFactors(batch.features.rows)
      let pass = ForwardPass(weights, batch, dropout: dropout)
      let (loss, scoreGradient) = try self.loss(likelihood, pass.scores, epoch)
      let gradient = BackwardPass(weights: weights, batch: batch, pass: pass, dropout: dropout)
        .gradient(scoreGradient: scoreGradient, alignment: Float(configuration.alignment))
      adam.step(&weights, gradient, rate: Float(configuration.learningRate))
      average.approach(weights, keeping: min(Float(configuration.averaging), Float(epoch) / Float(epoch + 9)))
      return loss
    }

    /// The averaged weights against the validation patients.
    mutating func validate(_ epoch: Int) throws(TrainingFailure) -> (loss: Double, concordance: Double?) {
      let scores = ForwardPass(average, validation).scores
      let loss = try self.loss(validationLikelihood, scores, epoch).loss
      course.validationLosses.append(loss)
      course.weights.append(average)
      let c = try? concordance(scores: scores.map { Double($0) }, times: validationTimes)
      return (loss, c?.index)
    }

    private func loss(
      _ likelihood: CoxPartialLikelihood, _ scores: [Float], _ epoch: Int
    ) throws(TrainingFailure) -> (loss: Double, gradient: [Float]) {
      guard scores.allSatisfy(\.isFinite) else { throw .diverged(member: trainer.member, epoch: epoch) }
      do {
        let (loss, gradient) = try likelihood.lossAndGradient(eta: scores.map { Double($0) })
        return (loss, gradient.map { Float($0) })
      } catch { throw .statistics(error) }
    }

    private mutating func dropoutFactors(_ rows: Int) -> Matrix? {
      let rate = Float(trainer.configuration.dropout)
      guard rate > 0 else { return nil }
      var factors = Matrix(rows: rows, columns: trainer.configuration.hidden)
      let kept = 1 / (1 - rate)
      factors.withElements { for i in $0.indices { $0[i] = random.uniform() < rate ? 0 : kept } }
      return factors
    }
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
  func sample(_ limit: Int, _ random: inout RandomSource) -> TileBatch {
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
  /// self = share * self + (1 - share) * other.
  mutating func approach(_ other: Self, keeping share: Float) {
    for (_, path) in Self.layers {
      let values = other[keyPath: path].values
      self[keyPath: path].withElements { for i in $0.indices { $0[i] += (1 - share) * (values[i] - $0[i]) } }
    }
  }
}
