import Evaluation
import Basics
import Foundation
import Labels
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// A bundle in words.
package struct BundleText {
  package let text: String

  package init(_ bundle: ModelBundle) {
    let card = bundle.card
    let demo = card.demonstration ? "DEMO " : ""
    var lines = ["\(demo)\(card.name) \(card.version)   \(bundle.digest)", "\(card.description)"]
    lines += Self.encoder(card.encoder)
    lines.append(
      "aggregator   \(card.aggregator), \(card.members.count) \(card.members.count == 1 ? "network" : "networks")")
    if case .published = bundle.networks { lines.append("slide score  \(bundle.networks.rule.words)") }
    lines += Self.prognosis(card.combined, card.curves)
    lines += Self.training(card)
    lines += ((card.training?.warnings ?? []) + bundle.cautions.map(\.words)).map { "warning      \($0)" }
    if card.distribution == nil {
      lines.append("not known    the tiles of its training: no case can be told to be out of distribution")
    }
    if card.tileCohort == nil {
      lines.append("not known    the attention over the tiles of its training: no heat map can be held to them")
    }
    if card.training != nil, bundle.trainingMembers == nil {
      lines.append("not known    who it was trained on: evaluate cannot tell whether a patient is among them")
    }
    lines += Self.measured(card.performance)
    if card.performance.isEmpty { lines.append("measured     nothing") }
    text =
      ([lines[0].printable] + lines.dropFirst().map { ("  " + $0).printableLine } + ["", ResearchUse.sentence])
      .joined(separator: "\n")
  }

  private static func encoder(_ card: EncoderCard) -> [String] {
    let tiles = "\(card.tilePixels) px at \(card.mpp) um/px"
    if let named = card.named {
      return ["encoder      features of \(named.name), \(named.width) a tile, without its weights; \(tiles)"]
    }
    guard let network = card.network else { return ["encoder      \(card.kind), \(card.width) features, \(tiles)"] }
    return ["encoder      \(network.layout)", "tiles        \(tiles)"]
  }

  private static func prognosis(_ model: CombinedModel, _ curves: [SurvivalCurve]) -> [String] {
    let variables = model.slideAndClinical.covariates.map(\.rawValue).joined(separator: ", ")
    let threshold =
      NumberText.shell.significant(model.threshold * 100, 6) + " % within "
      + NumberText.shell.significant(model.horizonYears, 6) + " years"
    let later = model.tenYearReach(curves).phrase(horizon: model.horizonYears, .shell)
    return [
      "combined     \(variables); \(model.slideAndClinical.count.counted("patient")), "
        + "\(model.slideAndClinical.events.counted("event"))",
      "high         from \(threshold)",
    ] + (later.map { ["10 years     \($0)"] } ?? [])
  }

  private static func training(_ card: ModelCard) -> [String] {
    guard let training = card.training else { return ["training     published networks, not trained here"] }
    let source = training.source
    let recipes = training.plan.candidates.enumerated().map { index, recipe in
      let chosen = training.choices.count { $0.candidate == index + 1 }
      return "recipe \(index + 1)     \(recipe.words); chosen in \(chosen) of \(training.choices.count.counted("fold"))"
    }
    let table =
      source.table.isEmpty
      ? []
      : [
        "table        \(source.table), time in \(source.timeUnit), a relapse is \(source.eventValue); \(source.digest)"
      ]
    return [
      "training     \(training.cohort), \(training.events.counted("event")), \(training.tiles.counted("tile")), "
        + "seed \(training.plan.seed)",
      "plan         \(training.plan.words)",
    ] + recipes + ["threshold    \(training.threshold)"] + table
      + (source.software.isEmpty ? [] : ["trained by   \(source.software)"])
  }

  /// Figures of the same patients below a line that says who they are and how it was taken.
  private static func measured(_ figures: [Statistic]) -> [String] {
    var last: String?
    return figures.flatMap { figure -> [String] in
      let basis = figure.basis()
      defer { last = basis }
      return (basis == last ? [] : ["measured     \(basis)"]) + ["             \(figure.line())"]
    }
  }
}
