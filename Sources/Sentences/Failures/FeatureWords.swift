import Basics
import Foundation
import Labels
import UseCases

extension FeatureFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .toolsWidth(let path, let encoder, let published, let found):
      CommandFailure(
        .badData,
        "\(path): names the encoder \"\(encoder)\", whose features are \(Self.either(published)) wide, and has "
          + "\(found); "
          + "name the file of that encoder, or extract the features again")
    case .noWidth(let path):
      CommandFailure(
        .badData, "\(path): the file is empty and does not say how wide its features are; encode again")
    case .misfit(let path, let misfit):
      CommandFailure(
        .badData,
        "\(path): \(misfit.found), the bundle wants \(misfit.expected); encode the slide with the bundle's encoder")
    case .otherSlide(let path, let contradiction):
      CommandFailure(.badData, "\(path): \(contradiction.words); name the file of this slide")
    case .tileTwice(let path, let x, let y):
      CommandFailure(
        .badData, "\(path): the tile at (\(x), \(y)) stands twice and would count twice; encode the slide again")
    case .otherWeights(let path, let encoder):
      CommandFailure(
        .badData,
        "\(path): made with other weights or settings of \"\(encoder)\" than the bundle's; encode the slide with the "
          + "bundle's encoder")
    case .otherName(let path, let thing, let found, let expected):
      CommandFailure(
        .badData,
        "\(path): names the \(thing.rawValue) \"\(found)\", wanted is \"\(expected)\"; name the right file, or give "
          + "--trust-names where the same \(thing.rawValue) has two names")
    case .fileCount(let slides, let files):
      CommandFailure(
        .usage,
        "the case has \(slides.counted("slide")) and \(files) feature files were given; give one per slide, in "
          + "the order of "
          + "`coverslip show`")
    case .unknownTiles(let encoder):
      CommandFailure(
        .usage,
        "neither the feature files nor what is known of \"\(encoder)\" says how large its tiles are; give --tile-mpp "
          + "and --tile-pixels, so that the bundle takes features of such tiles only")
    }
  }

  fileprivate static func either(_ numbers: [Int]) -> String { numbers.map { "\($0)" }.joined(separator: " or ") }
}

extension FeatureMisfit {
  fileprivate var found: String {
    switch self {
    case .width(let found, _, let encoder, let meanings): "\(found) features a tile\(Self.words(encoder, meanings))"
    case .scale(let found, _): "tiles at \(found) um/px"
    case .pixels(let found, _): "tiles of \(found) px"
    case .side(let found, _): "a tile of \(NumberText.shell.significant(found)) um"
    }
  }

  fileprivate var expected: String {
    switch self {
    case .width(_, let expected, _, _): "\(expected)"
    case .scale(_, let expected): "\(expected) um/px"
    case .pixels(_, let expected): "\(expected) px"
    case .side(_, let expected): "\(expected) um"
    }
  }

  /// What tools mean by the name that the file gives its encoder, where they mean several things.
  private static func words(_ encoder: String?, _ meanings: [Int]) -> String {
    guard let encoder, meanings.count > 1 else { return "" }
    return " (\"\(encoder)\" has \(FeatureFailure.either(meanings)), by the tool)"
  }
}

extension FeatureContradiction {
  fileprivate var words: String {
    switch self {
    case .size(let found, let expected):
      "is of a slide of \(found[0]) x \(found[1]) px, this one has \(expected[0]) x \(expected[1]) px"
    case .scale(let found, let expected): "is of a slide of \(found) um/px, this one has \(expected) um/px"
    case .outside(let x, let y, let width, let height):
      "has a tile at (\(x), \(y)), outside the slide of \(width) x \(height) px"
    }
  }
}
