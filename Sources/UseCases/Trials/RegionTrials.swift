import Casework

/// What a model is asked of a finding without some regions.
package protocol RegionTrials: Sendable {
  /// What the model would say; never a finding.
  ///
  /// - Throws: ``TrialFailure``.
  func trial(_ request: RegionTrialRequest) throws(TrialFailure) -> RegionTrial
}

/// Why it is not known what a model would say without some regions.
package enum TrialFailure: Error, Sendable {
  /// No model is loaded.
  case noModel
  /// Another model made the finding.
  case otherModel(name: String, version: String)
  /// The finding's result file keeps no features, or cannot be read.
  case noFeatures(any Error)
  /// What is kept does not give the finding's score again, so that nothing can be said beside it.
  case notReproduced
  /// The networks have no answer.
  case noAnswer(any Error)
}
