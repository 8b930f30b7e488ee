import Sentences
import FeatureFiles

/// Feature files that are there before the slides of a cohort are encoded. They are taken only where encoding would
/// write the same: of that slide, by that encoder, of as many tiles. What a file does not say is no obstacle but for
/// one thing: files of older versions and of other programs do not say how many tiles were wanted at most, and are
/// taken to be of all. So they pass where all are wanted, and not where a sample is.
struct KeptFeatures {
  let shelf: CohortFeatures
  /// As the slides are to be encoded; `nil` of all.
  let maxTiles: Int?

  /// The slides that have no file yet. Looks at every file's header, and counts those that are not as wanted. A file is
  /// looked for under the slide's own name first.
  func open(_ jobs: [SlideEncoding]) throws -> [SlideEncoding] {
    var faults: [String] = []
    let open = try jobs.filter { job in
      let names = [SlideName(job.slide).stem, fileName(job.slide), fileStem(job.output)]
      let paths = names.compactMap { shelf.file(named: [$0]) }
      let own = try paths.first { path in
        try FeatureOrigin(path: path).slide.map { SlideName($0).isSame(as: SlideName(job.slide)) } ?? true
      }
      guard let path = own ?? paths.first else { return true }
      if let fault = fault(try FeatureOrigin(path: path), job) { faults.append("\(path): \(fault)") }
      return false
    }
    guard let first = faults.first else { return open }
    let remedy =
      faults.count == 1
      ? "remove the file" : "\(faults.count - 1) more files are not as wanted; remove them"
    throw CommandFailure(.badData, "\(first); \(remedy), or name another --features folder")
  }

  private func fault(_ found: FeatureOrigin, _ job: SlideEncoding) -> String? {
    if let slide = found.slide, !SlideName(slide).isSame(as: SlideName(job.slide)) {
      return "the features are of the slide «\(slide)», wanted are those of «\(fileName(job.slide))»"
    }
    if let fault = shelf.encoderFault(name: found.encoder, digest: found.encoderDigest) { return fault.reason }
    guard found.maxTiles != maxTiles else { return nil }
    return "\(found.maxTiles.map(Self.sample) ?? "it does not say that it is of a sample"), wanted \(wanted)"
  }

  private var wanted: String { maxTiles.map { "are at most \($0)" } ?? "are all" }

  private static func sample(_ tiles: Int) -> String { "the features are of at most \(tiles) tiles" }
}
