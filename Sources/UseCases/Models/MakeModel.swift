import NeuralNetworks
import TissueAnalysis

/// An encoder, published aggregators and a fitted combined model become a bundle.
package struct MakeModel: Sendable {
  /// The bundle's name.
  package let name: String
  /// The bundle's version.
  package let version: String
  package let encoder: EncoderChoice
  /// Files of aggregators, all of one kind.
  package let aggregators: [String]
  /// A bundle, or a file, with the combined model.
  package let clinical: String
  /// Feature files of training slides, one per patient.
  package let features: [String]

  package init(
    name: String, version: String, encoder: EncoderChoice, aggregators: [String], clinical: String, features: [String]
  ) {
    self.name = name
    self.version = version
    self.encoder = encoder
    self.aggregators = aggregators
    self.clinical = clinical
    self.features = features
  }

  /// Writes the bundle into the folder `out`, and answers it as it is read from there.
  ///
  /// - Throws: what is wrong with a file, or why the folder cannot be written.
  package func callAsFunction(into out: String, on shelf: any FeatureShelf, _ notices: Notices) throws -> ModelBundle {
    let bundle = try assembly(shelf, notices).bundle()
    bundle.networks.assumptions.forEach { notices(.encoder(.aggregatorAssumed($0))) }
    bundle.cautions.forEach { notices(.encoder(.caution($0))) }
    try bundle.write(to: out)
    return try ModelBundle.load(out)
  }

  private func assembly(_ shelf: any FeatureShelf, _ notices: Notices) throws -> BundleAssembly {
    let prognosis = try PrognosisCard(path: clinical)
    let bags = try features.map { try Bag(file: $0, on: shelf) }
    switch try SlideEncoder(encoder, notices) {
    case .network(let network):
      return try BundleAssembly(
        name: name, version: version, encoder: network, aggregators: aggregators, prognosis: prognosis,
        trainingBags: bags)
    case .morphometry:
      return BundleAssembly(
        name: name, version: version, encoder: MorphometryEncoder.card, aggregators: aggregators, prognosis: prognosis,
        trainingBags: bags)
    }
  }
}
