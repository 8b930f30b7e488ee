import Basics
import Sentences
import ArgumentParser
import Foundation
import Labels
import NeuralNetworks
import TissueAnalysis

/// `coverslip model`: bundles of published networks.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Put model bundles together, show them, check them.",
    subcommands: [Make.self, Show.self, Verify.self])

  /// `coverslip model make`
  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make", abstract: "An encoder, aggregators and a fitted combined model become a bundle.",
      discussion: """
        --clinical names a bundle, or a TOML file with the section [combined]: how a slide score and clinical variables \
        become a probability. It must have been fitted on scores of the same networks, or the probabilities mean nothing. \
        Without --features the bundle cannot tell a case that is unlike its training, and every finding says so.
        """)

    @OptionGroup var encoding: EncodingOptions

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("Aggregators, safetensors, all of one kind; their scores are averaged.", valueName: "file"))
    var aggregator: [String]

    @Option(help: ArgumentHelp("Where the combined model comes from.", valueName: "bundle or file"))
    var clinical: String

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("Feature files of training slides, one a patient, two at least.", valueName: "file"))
    var features: [String] = []

    @Option(help: "The bundle's name; default: its folder's.") var name: String?
    @Option(name: .customLong("bundle-version"), help: "The bundle's version.") var version = "1"
    @Option(help: "The bundle's folder.") var out: String

    func run() throws {
      let bundle = try assembly().bundle()
      bundle.networks.assumptions.forEach { Standard.error("assumed: \($0.words)") }
      bundle.cautions.forEach { Standard.error("warning: \($0.words)") }
      try bundle.write(to: absolutePath(out))
      Standard.output(BundleText(try ModelBundle.load(absolutePath(out))).text)
    }

    private func assembly() throws -> BundleAssembly {
      let prognosis = try PrognosisCard(path: absolutePath(clinical))
      let name = name ?? URL(fileURLWithPath: absolutePath(out)).lastPathComponent
      let paths = aggregator.map { absolutePath($0) }
      let bags = try features.map { try Bag(file: absolutePath($0)) }
      switch try encoding.load() {
      case .network(let network):
        return try BundleAssembly(
          name: name, version: version, encoder: network, aggregators: paths, prognosis: prognosis, trainingBags: bags)
      case .morphometry:
        return BundleAssembly(
          name: name, version: version, encoder: MorphometryEncoder.card, aggregators: paths, prognosis: prognosis,
          trainingBags: bags)
      }
    }
  }

  /// `coverslip model show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "What a bundle says of itself.")

    @Argument(help: "The bundle, a folder; default: the shipped one.") var bundle: String?

    func run() throws {
      let path = bundle.map { absolutePath($0) } ?? Places.current.demonstrationBundle
      Standard.output(BundleText(try ModelBundle.load(path)).text)
    }
  }

  /// `coverslip model verify`
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check the digest of every file of a bundle and that there are no others, and read its networks.")

    @Argument(help: "The bundle, a folder; default: the shipped one.") var bundle: String?

    func run() throws {
      let path = bundle.map { absolutePath($0) } ?? Places.current.demonstrationBundle
      let loaded = try ModelBundle.verify(path)
      _ = try loaded.loadEncoder(precision: .single)
      Standard.output(
        "\(loaded.card.name.printable) \(loaded.card.version.printable): every digest holds  \(loaded.digest)")
    }
  }
}

extension MorphometryEncoder {
  /// As bundles name it.
  static var card: EncoderCard {
    let encoder = MorphometryEncoder(stains: .ruifrok)
    return EncoderCard(
      kind: encoder.name, mpp: encoder.mpp, tilePixels: encoder.tilePixels,
      features: MorphometryEncoder.features.map(\.name))
  }
}
