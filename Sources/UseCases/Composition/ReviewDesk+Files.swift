import Casework

extension ReviewSession.Desk {
  /// The desk at which somebody reviews a casebook of this machine: keys, slides and drafts that it could not take are
  /// files.
  ///
  /// - Parameters:
  ///   - store: the casebook as it is told to its reviewer.
  ///   - path: of its file.
  ///   - state: the folder of this machine in which drafts are kept that cannot lie beside the casebook.
  ///   - pattern: what the laboratory expects of labels; `nil` where it expects nothing.
  ///   - bundle: the folder of the model that scores from inside.
  ///   - software: what findings say that they were made by.
  ///   - trials: what says what the model would say without some regions; `nil` where no model is loaded.
  ///   - repeats: whether the reviewer reads again what they have read: then nothing is scored or tried, and no draft
  ///     is shown or kept.
  package static func files(
    _ store: any CaseStore, at path: String, reviewer: String, state: String, pattern: LabelPattern?, bundle: String,
    software: String, trials: (any RegionTrials)?, repeats: Bool = false
  ) -> ReviewSession.Desk {
    guard !repeats else {
      return ReviewSession.Desk(
        store: RepeatStore(store, reviewer: reviewer, clock: .system), reviewer: reviewer, keys: .system,
        drafts: NoDrafts(), slides: .files, pattern: pattern)
    }
    return ReviewSession.Desk(
      store: store, reviewer: reviewer, keys: .system,
      drafts: DraftKeeper(path: path, folder: state + "/drafts", actor: reviewer, clock: .system), slides: .files,
      pattern: pattern, scoring: .system(bundle: bundle, casebook: path, software: software, pattern: pattern),
      trials: trials)
  }
}
