import Labels
import UseCases

extension EncodingFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .withoutWeights(let encoder):
      CommandFailure(
        .badData,
        "the bundle was trained on features of \"\(encoder)\" without its weights, and encodes no slide; give the "
          + "case's feature files with --features")
    case .unknownEncoder(let kind):
      CommandFailure(
        .badData,
        "the bundle wants the encoder \"\(kind)\", which this Coverslip does not have; update Coverslip")
    case .noPrecision(let precision):
      CommandFailure(
        .usage, "--precision \(precision.rawValue) is for networks, morphometry has no such choice; leave it out")
    case .morphometryOfTiles:
      CommandFailure(.usage, "morphometry is set to a slide's stains; encode slides, or name a network's folder")
    case .notTiles(let path, let type, let shape):
      CommandFailure(.badData, "\(path): \"tiles\" is \(type) \(shape), wanted is U8 [n, side, side, 3]; write it so")
    case .tileSide(let path, let found, let expected):
      CommandFailure(.badData, "\(path): tiles of \(found) px, the encoder wants \(expected) px; cut them so")
    case .notFinite(let place, let feature, let kind):
      CommandFailure(
        .badData,
        "\(place.words): feature \(feature) is \(kind.rawValue), nothing was written; check the weights, and mean, std "
          + "and eps in the config.json beside them")
    case .noSlide(let first, let others, let remedy):
      CommandFailure(
        .noInput, "\(first): neither this slide is there nor any of the \(others) others; \(remedy.words)")
    case .sharedFile(let file, let slides):
      CommandFailure(
        .usage,
        "\(slides.joined(separator: " and ")) would both become \(file); encode them one by one, each with its own "
          + "--out")
    case .layoutDisagrees(let file, let layout, let ending):
      CommandFailure(
        .usage, "\(file): --layout \(layout) writes .\(ending); let --out end so, or leave --layout out")
    case .slidesFailed(let count):
      CommandFailure(
        .badData,
        "\(count.counted("slide")) could not be encoded; mend them, or leave them out with --skip; nothing was trained")
    case .noFolder(let path, let reason):
      CommandFailure(.cannotWrite, "cannot make the folder \(path): \(reason); check the path and its permissions")
    }
  }
}

extension TilePlace {
  fileprivate var words: String {
    switch self {
    case .file(let path, let index): "\(path): tile \(index)"
    case .slide(let path, let x, let y): "\(path): the tile at (\(x), \(y))"
    }
  }
}

extension SlideRemedy {
  fileprivate var words: String {
    switch self {
    case .paths: "check the paths, or mount the share that they are on"
    case .column: "check the column slide, or mount the share that they are on"
    case .folder: "name with --slides the folder in which the paths of the column slide begin"
    }
  }
}
