import Microscopy

extension EncoderNetwork {
  /// A forward pass with its memory, for any number of threads at once.
  typealias Forward = @Sendable ([RGBAImage]) -> [Float]
}

extension EncoderNetwork.Network {
  /// The forward pass in an arithmetic, which this machine and the network must have.
  func forward(_ precision: Precision) throws(WeightsFailure) -> EncoderNetwork.Forward {
    switch (self, precision) {
    case (.transformer(let network), .single):
      let pool = WorkspacePool { VisionWorkspace(for: network) }
      return { tiles in pool.use { network.features(of: tiles, workspace: $0) } }
    case (.transformer, .brainFloat): throw .noBrainFloats
    case (.residual(let network), .single):
      let pool = WorkspacePool { ResidualWorkspace(for: network) }
      return { tiles in pool.use { network.features(of: tiles, workspace: $0) } }
    case (.residual, .brainFloat): throw .precision(precision, layout: ResidualReader.layout)
    }
  }
}
