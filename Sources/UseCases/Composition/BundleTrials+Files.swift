import NeuralNetworks

extension BundleTrials {
  /// Trials of findings whose result files lie on this machine.
  package convenience init(_ bundle: ModelBundle, in results: ResultFiles) {
    self.init(bundle, shelf: FeatureFolder(), place: { results.place(of: $0) })
  }
}
