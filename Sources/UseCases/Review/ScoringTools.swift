import Casework
import NeuralNetworks

/// What cases are scored with from inside of the workstation.
package struct ScoringTools: Sendable {
  /// The folder of the result files, made where it is not there.
  package let folder: @Sendable () throws -> String
  /// The model bundle and its encoder, which may take long to read.
  package let load: @Sendable () throws -> (bundle: ModelBundle, source: CaseScorer.TileSource)
  /// Threads that read and encode.
  package let workers: Int
  package let slides: SlideAccess
  package let shelf: any FeatureShelf
  /// Whom it tells, and whether it is to stop, is set for each case.
  package let environment: UseCaseEnvironment
  /// What the laboratory expects of labels; `nil` where it expects nothing.
  package let pattern: LabelPattern?

  package init(
    folder: @escaping @Sendable () throws -> String,
    load: @escaping @Sendable () throws -> (bundle: ModelBundle, source: CaseScorer.TileSource), workers: Int,
    slides: SlideAccess, shelf: any FeatureShelf, environment: UseCaseEnvironment, pattern: LabelPattern? = nil
  ) {
    self.folder = folder
    self.load = load
    self.workers = workers
    self.slides = slides
    self.shelf = shelf
    self.environment = environment
    self.pattern = pattern
  }
}
