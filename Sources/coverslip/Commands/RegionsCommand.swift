import ArgumentParser
import Arguments
import Console
import Microscopy
import Sentences
import Settings
import UseCases

/// `coverslip regions CASE`: what is marked on the slides of a case, as GeoJSON out and in.
struct RegionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regions", abstract: "What is marked on a case's slides, as GeoJSON.", discussion: CommandHelp.regions)
  @Argument(help: "The case.") var id: String
  @Option(help: "Which slide, from 1; default: the only one.", transform: WholeNumber.from(1)) var slide: Int?
  @Option(help: "A file to write into; default: stdout.") var out: String?
  @Option(name: .customLong("import"), help: "A file whose regions are kept.") var taken: String?
  @Option(help: "Whose marks these are; default: the account's name.") var reviewer: String?
  @Option(help: "What coordinates are counted from: qupath, level0; default: what the file says, else qupath.")
  var origin: RegionOrigin?
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let (id, slide, origin, name) = (id, slide, origin, reviewer ?? Places.current.printedName)
    let store = taken == nil ? try options.openToRead() : try options.open().opened(for: .reviewer(name))
    let exchange = ExchangeRegions(store: store, keys: .system, slides: SlideAccess.viewing)
    guard let taken else {
      let text = try waiting { try await exchange.regions(of: id, slide: slide, origin: origin ?? .quPath) }
      return try out.map { try GivenFile.write(Array(text.utf8), to: $0) } ?? Standard.output(bytes: Array(text.utf8))
    }
    Standard.output(
      try waiting { try await exchange.take(taken, into: id, slide: slide, origin: origin, by: name).words })
  }
}
