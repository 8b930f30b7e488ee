import ArgumentParser
import Arguments
import Basics
import Console
import Files
import Foundation
import NeuralNetworks
import Sentences
import Settings
import UseCases

/// `coverslip model`: bundles of published networks.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Put model bundles together, show them, check them.",
    subcommands: [Make.self, Show.self, Verify.self])

  /// `coverslip model make`
  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make", abstract: "An encoder, aggregators and a fitted combined model become a bundle.",
      discussion: CommandHelp.makeModel)

    @OptionGroup var encoding: EncodingOptions

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("Aggregators, safetensors, all of one kind; their scores are averaged.", valueName: "file"))
    var aggregator: [String]

    @Option(help: ArgumentHelp("Where the combined model comes from.", valueName: "bundle or file"))
    var clinical: String

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("Feature files of training slides, one per patient, at least two.", valueName: "file"))
    var features: [String] = []

    @Option(help: "The bundle's name; default: its folder's.") var name: String?
    @Option(name: .customLong("bundle-version"), help: "The bundle's version.") var version = "1"
    @Option(help: "The bundle's folder.") var out: String

    func run() throws {
      let make = MakeModel(
        name: name ?? URL(fileURLWithPath: FilePaths.absolute(out)).lastPathComponent, version: version,
        encoder: encoding.choice, aggregators: aggregator.map { FilePaths.absolute($0) },
        clinical: FilePaths.absolute(clinical),
        features: features.map { FilePaths.absolute($0) })
      let notices = NoticeBoard.environment().notices
      Standard.output(BundleText(try make(into: FilePaths.absolute(out), on: FeatureFolder(), notices)).text)
    }
  }

  /// `coverslip model show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "What a bundle says of itself.")

    @Argument(help: "The bundle, a folder; default: the shipped one.") var bundle: String?

    func run() throws {
      let path = bundle.map { FilePaths.absolute($0) } ?? Places.current.demonstrationBundle
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
      let path = bundle.map { FilePaths.absolute($0) } ?? Places.current.demonstrationBundle
      let loaded = try ModelBundle.verify(path)
      _ = try loaded.loadEncoder(precision: .single)
      Standard.output(
        "\(loaded.card.name.printable) \(loaded.card.version.printable): every digest holds  \(loaded.digest)")
    }
  }
}
