import Microscopy

/// Feature files that are there before the slides of a cohort are encoded. They are taken only where encoding would
/// write the same: of that slide, by that encoder, of as many tiles. What a file does not say is not an obstacle but
/// for one thing: files of older versions and of other programs do not say how many tiles were wanted at most, and are
/// taken to be of all. So they pass where all are wanted, and not where a sample is.
package struct KeptFeatures: Sendable {
  let shelf: CohortFeatures
  /// As the slides are to be encoded; `nil` of all.
  let maxTiles: Int?

  package init(shelf: CohortFeatures, maxTiles: Int?) {
    self.shelf = shelf
    self.maxTiles = maxTiles
  }

  /// The slides that have no file yet. Looks at every file's header, and counts those that are not as wanted. A file is
  /// looked for under the slide's own name first.
  package func open(_ jobs: [CohortFolder.Encoding]) throws -> [CohortFolder.Encoding] {
    var faults: [(file: String, fault: KeptFault)] = []
    let open = try jobs.filter { job in
      let names = [SlideName(job.slide).stem, fileName(job.slide), fileStem(job.output)]
      let paths = names.compactMap { shelf.file(named: [$0]) }
      let own = try paths.first { path in
        try shelf.files.origin(path).slide.map { SlideName($0).isSame(as: SlideName(job.slide)) } ?? true
      }
      guard let path = own ?? paths.first else { return true }
      if let fault = fault(try shelf.files.origin(path), job) { faults.append((path, fault)) }
      return false
    }
    guard let first = faults.first else { return open }
    throw CohortReadingFailure.notAsWanted(file: first.file, first.fault, more: faults.count - 1)
  }

  private func fault(_ found: FeatureOrigin, _ job: CohortFolder.Encoding) -> KeptFault? {
    if let slide = found.slide, !SlideName(slide).isSame(as: SlideName(job.slide)) {
      return .slide(slide, wanted: fileName(job.slide))
    }
    if let fault = shelf.encoderFault(name: found.encoder, digest: found.encoderDigest) { return .encoder(fault) }
    return found.maxTiles == maxTiles ? nil : .tiles(atMost: found.maxTiles, wanted: maxTiles)
  }
}
