import Basics
import BrainFloats
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
    case (.transformer(let network), .brainFloat):
      guard case .none = network.head else { throw .precision(precision, layout: "network with a head") }
      return try Self.brainFloats(network)
    case (.residual(let network), .single):
      let pool = WorkspacePool { ResidualWorkspace(for: network) }
      return { tiles in pool.use { network.features(of: tiles, workspace: $0) } }
    case (.swin(let network), .single): return { tiles in network.features(of: tiles) }
    case (.swin, .brainFloat): throw .precision(precision, layout: SwinReader.layout)
    case (.residual, .brainFloat): throw .precision(precision, layout: ResidualReader.layout)
    }
  }

  /// The first workspace is made at once, so that a machine that cannot says so before the first tile.
  private static func brainFloats(_ network: VisionTransformer) throws(WeightsFailure) -> EncoderNetwork.Forward {
    do {
      let rounded = try BrainFloatTransformer(network)
      let first = try BrainFloatVisionWorkspace(for: rounded)
      let pool = WorkspacePool(first) { try? BrainFloatVisionWorkspace(for: rounded) }
      return { tiles in
        let features = pool.use { room in room.flatMap { try? rounded.features(of: tiles, workspace: $0) } }
        return features ?? [Float](repeating: .nan, count: tiles.count * network.featureCount)
      }
    } catch .refused(let function, let status) {
      throw .brainFloats(function: function, status: status)
    } catch {
      throw .noBrainFloats
    }
  }
}
