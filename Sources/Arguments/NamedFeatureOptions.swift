import ArgumentParser
import Sentences
import UseCases

/// Features that another program made with an encoder of which no weights are here.
package struct NamedFeatureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The encoder's name, as the feature files give it; no weights are needed.", valueName: "name"))
  package var encoderName: String?
  @Option(help: "With --encoder-name: features per tile.", transform: WholeNumber.within(1...100_000))
  package var featureWidth: Int?
  @Option(help: "With --encoder-name: micrometres per pixel of the tiles, where the files do not say it.")
  package var tileMpp: Double?
  @Option(
    help: "With --encoder-name: side of the tiles in pixels, where the files do not say it.",
    transform: WholeNumber.within(14...4096))
  package var tilePixels: Int?

  package init() {}

  package func validate() throws {
    guard encoderName != nil else {
      guard featureWidth == nil, tileMpp == nil, tilePixels == nil else {
        throw ValidationError("--feature-width, --tile-mpp and --tile-pixels go with --encoder-name.")
      }
      return
    }
    guard featureWidth != nil else { throw ValidationError("--encoder-name wants --feature-width with it.") }
    guard tileMpp.map({ $0 > 0 && $0 < 100 }) ?? true else {
      throw ValidationError("--tile-mpp takes micrometres per pixel above 0.")
    }
  }

  /// The encoder; `nil` where no name was given.
  package var encoder: NamedEncoder? {
    encoderName.flatMap { name in
      featureWidth.map { NamedEncoder(name: name, width: $0, tileMPP: tileMpp, tilePixels: tilePixels) }
    }
  }
}
