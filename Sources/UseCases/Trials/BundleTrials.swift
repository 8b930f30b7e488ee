import Casework
import Microscopy
import NeuralNetworks
import Prognosis
import Synchronization
import TissueAnalysis

/// Asks the bundle that made a finding again, of the features that the finding's result file keeps, without the tiles
/// whose middle lies in one of the regions. Nothing is encoded, and no pixel is read.
package final class BundleTrials: RegionTrials {
  private let bundle: ModelBundle
  private let shelf: any FeatureShelf
  private let place: @Sendable (_ resultFile: String) -> String
  /// The tiles that were asked about last.
  private let kept = Mutex<KeptTiles?>(nil)

  /// - Parameter place: where a result file is by now.
  package init(_ bundle: ModelBundle, shelf: any FeatureShelf, place: @escaping @Sendable (String) -> String) {
    self.bundle = bundle
    self.shelf = shelf
    self.place = place
  }

  package func trial(_ request: RegionTrialRequest) throws(TrialFailure) -> RegionTrial {
    let finding = request.finding
    let tiles = try tiles(of: finding)
    let isLeft = tiles.squares.map { square in !request.boxes.contains { $0.holds(square) } }
    let gone = zip(tiles.copies.counts, isLeft).reduce(0) { $1.1 ? $0 : $0 + $1.0 }
    let left = isLeft.count { $0 }
    let available = max(0, finding.tilesAvailable - gone)
    let side = bundle.card.encoder.mpp * Double(bundle.card.encoder.tilePixels)
    var trial = RegionTrial(
      findingID: finding.id, boxes: request.boxes, tiles: left, tilesLeftOut: isLeft.count - left,
      reasons: [.tooLittleTissue])
    guard left > 0, available >= QualityJudgement.minimumTiles(of: side) else { return trial }
    let scored = try score(tiles.bag(of: isLeft))
    let quality = QualitySummary(
      tiles: left, tilesAvailable: available, minimumTiles: QualityJudgement.minimumTiles(of: side),
      outOfDistributionShare: scored.outOfDistributionShare ?? 0,
      outOfDistributionLimit: scored.outOfDistributionLimit ?? 1)
    let verdict = bundle.combined.verdict(
      score: scored.score.mean, scoreSD: scored.score.standardDeviation, clinical: request.clinical, quality: quality)
    (trial.score, trial.call, trial.reasons) = (scored.score.mean, verdict.call, verdict.reasons)
    trial.probability5y = verdict.call.isAnswer ? verdict.estimate?.probability : nil
    return trial
  }

  /// Rounding of another run: the order in which a processor's threads sum.
  private static let tolerance = 1e-4

  /// The finding's tiles, of which the bundle gave the finding's score again.
  private func tiles(of finding: Finding) throws(TrialFailure) -> KeptTiles {
    if let kept = kept.withLock({ $0 }), kept.findingID == finding.id { return kept }
    guard finding.model.digest == bundle.digest else {
      throw .otherModel(name: finding.model.name, version: finding.model.version)
    }
    guard let file = finding.resultFile else { throw .notReproduced }
    let tiles: KeptTiles
    do {
      let path = place(file)
      tiles = KeptTiles(findingID: finding.id, try shelf.findings(at: path), try shelf.matrix(at: path))
    } catch {
      throw .noFeatures(error)
    }
    guard tiles.isWhole, let told = finding.score,
      abs(try score(tiles.bag(of: tiles.squares.map { _ in true })).score.mean - told) <= Self.tolerance
    else { throw .notReproduced }
    kept.withLock { $0 = tiles }
    return tiles
  }

  private func score(_ bag: Bag) throws(TrialFailure) -> BundleScore {
    do { return try bundle.score(bag) } catch { throw .noAnswer(error) }
  }
}

/// The tiles of a finding with the features that the networks saw.
private struct KeptTiles: Sendable {
  let findingID: String
  let squares: [TissueSquare]
  let copies: TileCopies
  private let features: FeatureMatrix

  init(findingID: String, _ file: TileFindings, _ features: FeatureMatrix) {
    self.findingID = findingID
    self.features = features
    squares = (0..<file.count).map { index in
      let site = file.columns[index]
      return TissueSquare(slide: Int(file.slides[index]), x: site.x, y: site.y, side: site.side)
    }
    copies = TileCopies(counts: file.weights?.map { max(1, Int($0.rounded())) } ?? squares.map { _ in 1 })
  }

  /// Whether there are features of every tile.
  var isWhole: Bool { features.count == squares.count }

  /// What the networks look at of the tiles that are left.
  func bag(of isLeft: [Bool]) -> Bag {
    let rows = isLeft.indices.filter { isLeft[$0] }
    let width = features.width
    let values = rows.flatMap { features.values[($0 * width)..<(($0 + 1) * width)] }
    let repeated = TileCopies(counts: rows.map { copies.counts[$0] }).repeated(values, width: width)
    return Bag(features: repeated, count: repeated.count / max(1, width), width: width) ?? .empty
  }
}
