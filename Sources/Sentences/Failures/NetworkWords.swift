import NeuralNetworks

extension BundleFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .file(let failure): failure.words
    case .badCard(let file, let reason):
      CommandFailure(.badData, "\(file): not the card of a model bundle (\(reason)); train or fetch the bundle again")
    case .unsupportedFormat(let file, let expected, let found):
      CommandFailure(.badData, "\(file): a bundle of format \(found), this Coverslip reads \(expected); update it")
    case .unsupportedAggregator(let file, let expected, let found):
      CommandFailure(.badData, "\(file): networks of the kind \"\(found)\", this Coverslip runs \(expected); update it")
    case .unsafeName(let card, let name):
      CommandFailure(
        .badData,
        "\(card): names the file \"\(name)\", which is not in the bundle; fetch the bundle again")
    case .digest(let file, let expected, let found):
      CommandFailure(
        .badData,
        "\(file): was changed (SHA-256 \(found.prefix(12)), the card says \(expected.prefix(12))); "
          + "fetch the bundle again")
    case .inconsistent(let file, let what, let expected, let found):
      CommandFailure(.badData, "\(file): \(what) is \(found), expected is \(expected); fetch the bundle again")
    case .misfit(let file, let what, let expected, let found):
      CommandFailure(.badData, "\(file): \(what) is \(found), expected is \(expected); name a file that fits")
    case .unlisted(let folder, let files):
      CommandFailure(
        .badData,
        "\(folder): the card does not list \(listed(files)); remove what is not the bundle's, or fetch the bundle again"
      )
    case .width(let expected, let found):
      CommandFailure(.badData, "the tiles have \(found) features, the model takes \(expected); encode them again")
    case .notFinite(let tile, let feature, let kind):
      CommandFailure(.badData, "feature \(feature) of tile \(tile) is \(kind.rawValue); encode the slide again")
    case .weights(let failure): failure.words
    case .aggregator(let failure): failure.words
    case .noSlideScore(let aggregator):
      CommandFailure(
        .badData,
        "\(aggregator) gives several classes, or an embedding, and no one slide score that tiles explain; take a "
          + "network with one or two, or say which logit is the score by \"score\" in the config.json beside the "
          + "weights")
    case .assumed(let encoder, let assumptions):
      CommandFailure(
        .badData,
        "\(encoder): \(assumptions.map(\.words).joined(separator: "; ")): too little to make calls with; write it into "
          + "the config.json beside the weights, or give --heads")
    case .occupied(let path):
      CommandFailure(.cannotWrite, "\(path): something that is not a model bundle is there; name another folder")
    case .system(let path, let operation, let code):
      CommandFailure(.cannotWrite, "\(path): \(operation) failed (\(systemWord(code))); check the folder and the disk")
    }
  }
}

extension AggregatorFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .empty: CommandFailure(.badData, "the feature file has no tile to answer for; encode the slide again")
    case .width(let expected, let found):
      CommandFailure(
        .badData, "the tiles have \(found) features, the network takes \(expected); encode them with its encoder")
    case .notFinite(let tile, let feature, let kind):
      CommandFailure(.badData, "feature \(feature) of tile \(tile) is \(kind.rawValue); encode the slide again")
    case .overflow:
      CommandFailure(
        .badData,
        "the features or the network's weights are so large that its answer is not a number; look for the largest "
          + "of both"
      )
    }
  }
}
