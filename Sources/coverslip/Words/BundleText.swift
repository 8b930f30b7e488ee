import Foundation
import NeuralNetworks
import Prognosis

/// A bundle in words.
struct BundleText {
  let text: String

  init(_ bundle: ModelBundle) {
    let card = bundle.card
    let demo = card.demonstration ? "DEMO " : ""
    var lines = ["\(demo)\(card.name) \(card.version)   \(bundle.digest)", "\(card.description)"]
    lines += Self.encoder(card.encoder)
    lines.append(
      "aggregator   \(card.aggregator), \(card.members.count) \(card.members.count == 1 ? "network" : "networks")")
    lines += Self.prognosis(card.combined)
    lines.append("training     \(Self.training(card))")
    lines += (card.training?.warnings ?? []).map { "warning      \($0)" }
    if card.distribution == nil {
      lines.append("not known    the tiles of its training: no case can be told to be out of distribution")
    }
    lines += card.performance.map { "measured     \($0.line)" }
    if card.performance.isEmpty { lines.append("measured     nothing") }
    text = ([lines[0].printable] + lines.dropFirst().map { "  " + $0.printable } + ["", Software.researchUseOnly])
      .joined(separator: "\n")
  }

  private static func encoder(_ card: EncoderCard) -> [String] {
    let tiles = "\(card.tilePixels) px at \(card.mpp) um/px"
    guard let network = card.network else { return ["encoder      \(card.kind), \(card.width) features, \(tiles)"] }
    return ["encoder      \(network.layout)", "tiles        \(tiles)"]
  }

  private static func prognosis(_ model: CombinedModel) -> [String] {
    let variables = model.slideAndClinical.covariates.map(\.rawValue).joined(separator: ", ")
    let threshold = String(format: "%g %% within %g years", model.threshold * 100, model.horizonYears)
    return [
      "combined     \(variables); \(model.slideAndClinical.count) patients, \(model.slideAndClinical.events) events",
      "high         from \(threshold)",
    ]
  }

  private static func training(_ card: ModelCard) -> String {
    guard let training = card.training else { return "published networks, not trained here" }
    return "\(training.cohort), \(training.events) events, \(training.tiles) tiles, seed \(training.plan.seed)"
  }
}
