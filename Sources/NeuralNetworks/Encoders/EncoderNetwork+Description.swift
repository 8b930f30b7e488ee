extension EncoderNetwork: CustomStringConvertible {
  /// One line: what the network was recognised as, its sizes, and its feature. For example `timm VisionTransformer,
  /// ViT-B/14: 768 wide, 12 deep, 12 heads, 4 registers, SwiGLU, LayerScale; feature: class token [768]`.
  public var description: String {
    "\(sizes); feature: \(settings.feature.rawValue) [\(featureCount)]"
  }

  private var sizes: String {
    switch network {
    case .transformer(let network): "\(layout), \(network.sizes)"
    case .residual(let network):
      "\(layout): \(network.layers.map { "\($0.count)" }.joined(separator: ", ")) bottlenecks"
    case .swin(let network):
      "\(layout): \(network.stages.map { "\($0.blocks.count)" }.joined(separator: ", ")) blocks"
    }
  }
}

extension VisionTransformer {
  fileprivate var sizes: String {
    let parts = [
      "\(architecture.width) wide", "\(blocks.count) deep", "\(architecture.heads) heads",
      architecture.registers > 0 ? "\(architecture.registers) registers" : nil, isGated ? "SwiGLU" : "GELU",
      blocks.first?.scale1 == nil ? nil : "LayerScale",
      blocks.first?.query.bias == nil ? "no query, key and value bias" : nil,
    ]
    return "\(published)/\(architecture.patch): \(parts.compactMap { $0 }.joined(separator: ", "))"
  }

  private var isGated: Bool { if case .swiglu = blocks.first?.feedForward { true } else { false } }

  /// The letter of a published width.
  private var published: String {
    switch architecture.width {
    case 384: "ViT-S"
    case 768: "ViT-B"
    case 1024: "ViT-L"
    case 1280: "ViT-H"
    case 1536: "ViT-g"
    default: "ViT"
    }
  }
}
