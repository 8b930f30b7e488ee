import Files
import Microscopy
import NeuralNetworks
import Tables

/// Slides, the slides of a cohort, or a file of tiles, into feature files of this machine.
package struct EncodeFiles: Sendable {
  private let out: NamedFile
  private let encoder: EncoderChoice
  private let workers: Int
  private let environment: UseCaseEnvironment

  /// - Parameters:
  ///   - out: the file, or the folder, to write.
  ///   - workers: threads that read and encode.
  package init(into out: NamedFile, encoder: EncoderChoice, workers: Int, environment: UseCaseEnvironment) {
    self.out = out
    self.encoder = encoder
    self.workers = workers
    self.environment = environment
  }

  /// What was written.
  package struct Written: Sendable {
    package let content: Content
    /// Precision of the encoder's matrix products; `nil` for morphometry, which has none.
    package let precision: Precision?

    package enum Content: Hashable, Sendable {
      /// One file of `tiles` tiles, each of `features` features.
      case file(path: String, tiles: Int, features: Int)
      /// Several files in a folder; `failed` of `slides` slides have none.
      case folder(slides: Int, failed: Int)
    }
  }

  /// Encodes the tiles of the file at `path`.
  ///
  /// - Throws: an ``EncodingFailure`` where they are not what the encoder wants; `Cancelled`; what is wrong with a
  ///   file.
  package func tiles(at path: String) throws -> Written {
    let answer = try EncodeTiles(encoder: encoder, environment: environment)(
      { try TileStack(path: path) }, path: path, workers: workers)
    try FeatureFolder().write(answer, to: out.path)
    let features = answer.network.featureCount
    return Written(
      content: .file(path: out.path, tiles: answer.count, features: features), precision: answer.network.precision)
  }

  /// Encodes the slides at absolute paths: one into the file itself, where it does not name a folder.
  ///
  /// - Throws: an ``EncodingFailure``, `Cancelled`, and what is wrong with a slide or the encoder.
  package func slides(_ paths: [String], _ sampling: SlideEncoding.Sampling) throws -> Written {
    let target = EncodingTarget(out, layout: sampling.layout)
    if paths.count == 1, !FilePaths.isFolder(out.path) { return try one(try target.one(paths[0]), sampling) }
    return try all(sampling, of: .paths) { target.each(paths) }
  }

  /// Encodes the slides of a cohort.
  ///
  /// - Parameter path: of its table, or of the folder that holds it.
  /// - Throws: that the table cannot be read, what is wrong with its rows, and as ``slides(_:_:)``.
  package func cohort(
    at path: String, _ reading: CohortFolder.Reading, _ sampling: SlideEncoding.Sampling
  ) throws -> Written {
    let target = EncodingTarget(out, layout: sampling.layout)
    return try all(sampling, of: .column) { try target.cohort(path, reading, files: .system, environment.notices) }
  }

  private func one(_ job: SlideEncoding, _ sampling: SlideEncoding.Sampling) throws -> Written {
    let encode = try encoding(sampling)
    let tiles = try encode.one(job, workers: workers)
    return Written(
      content: .file(path: job.output, tiles: tiles, features: encode.encoder.featureCount),
      precision: encode.encoder.precision)
  }

  private func all(
    _ sampling: SlideEncoding.Sampling, of remedy: SlideRemedy, _ jobs: () throws -> [SlideEncoding]
  ) throws -> Written {
    let encode = try encoding(sampling)
    let jobs = try jobs()
    try EncodeSlides.requireOwnFiles(jobs)
    try encode.requireSlides(of: jobs, remedy)
    try SharedFolder.make(out.path)
    let failed = try encode.all(jobs, workers: workers)
    return Written(content: .folder(slides: jobs.count, failed: failed), precision: encode.encoder.precision)
  }

  private func encoding(_ sampling: SlideEncoding.Sampling) throws -> EncodeSlides {
    try EncodeSlides(
      SlideEncoder(encoder, environment.notices), sampling, slides: .files, shelf: FeatureFolder(),
      truth: { try TileTruthTable(path: $0, files: .system) }, environment: environment)
  }
}
