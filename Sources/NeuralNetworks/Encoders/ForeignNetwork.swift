/// A published network that is known by the names of its tensors, and that is not run here: so that whoever has its
/// weights is told what they are, and not that they are broken.
struct ForeignNetwork: Hashable {
  /// As a sentence names it: `a Swin transformer`.
  let words: String

  /// `nil` where the names are of a network that is run here, or of none that is known.
  init?(recognisedIn weights: WeightFile) {
    guard let found = Self.known.first(where: { $0.probe(weights) }) else { return nil }
    words = found.words
  }

  private struct Sign: Sendable {
    let words: String
    let probe: @Sendable (WeightFile) -> Bool

    init(_ words: String, _ probe: @escaping @Sendable (WeightFile) -> Bool) {
      (self.words, self.probe) = (words, probe)
    }
  }

  /// The first that fits: what is more special stands before what is more general. Names as of timm 1, transformers 4
  /// and 5, open_clip 2, and the authors' repositories.
  private static let known: [Sign] = [
    Sign("MUSK (BEiT-3)") { $0.holds(prefix: "beit3.") },
    Sign("CONCH (a CoCa of open_clip)") {
      $0.has("visual.trunk.patch_embed.proj.weight") && $0.holds(prefix: "visual.attn_pool_contrast.")
    },
    Sign("an open_clip model with a vision tower of timm") {
      $0.has("visual.trunk.patch_embed.proj.weight") || $0.holds(prefix: "visual.trunk.blocks.0.")
    },
    Sign("CLIP (OpenAI's or open_clip's vision transformer)") {
      $0.has("visual.class_embedding") || $0.holds(prefix: "visual.transformer.resblocks.0.")
        || $0.holds(prefix: "transformer.resblocks.0.")
    },
    Sign("CLIP with a residual network (open_clip)") {
      $0.has("visual.conv1.weight") && $0.holds(prefix: "visual.layer1.")
    },
    Sign("CLIP (transformers)") {
      $0.has("vision_model.embeddings.class_embedding") || $0.has("embeddings.class_embedding")
    },
    Sign("SigLIP (transformers)") {
      $0.has("vision_model.embeddings.position_embedding.weight") || $0.has("embeddings.position_embedding.weight")
    },
    Sign("a Swin transformer (transformers)") {
      $0.holds(prefix: "encoder.layers.0.blocks.0.attention.") || $0.holds(prefix: "swin.encoder.layers.0.")
    },
    Sign("a Swin transformer of version 2") {
      $0.has("layers.0.blocks.0.attn.logit_scale") || $0.has("layers.0.blocks.0.attn.cpb_mlp.0.weight")
    },
    Sign("a Swin transformer without CTransPath's stem of convolutions") {
      $0.has("layers.0.blocks.0.attn.relative_position_bias_table") && !$0.has("patch_embed.proj.0.weight")
    },
    Sign("DINOv3 (transformers), a vision transformer with rotary positions") {
      $0.has("embeddings.patch_embeddings.weight")
        && ($0.has("layer.0.layer_scale1.lambda1") || $0.has("embeddings.register_tokens"))
    },
    Sign("DINOv3 (facebookresearch), a vision transformer with rotary positions") {
      $0.has("storage_tokens") || $0.has("rope_embed.periods")
    },
    Sign("BEiT, whose positions are relative") {
      $0.has("blocks.0.attn.relative_position_bias_table") || $0.holds(prefix: "rel_pos_bias.")
        || $0.has("layers.0.lambda_1") || $0.has("encoder.layer.0.lambda_1")
    },
    Sign("SAM's vision transformer") { $0.has("blocks.0.attn.rel_pos_h") },
    Sign("DINOv3 or another vision transformer with rotary positions") {
      $0.has("patch_embed.proj.weight") && $0.holds(prefix: "blocks.0.") && !$0.has("pos_embed")
    },
    Sign("EVA, a vision transformer with rotary positions") {
      $0.has("blocks.0.attn.q_bias") || $0.has("blocks.0.attn.rope.freqs")
        || $0.has("blocks.0.attn.inner_attn_ln.weight")
        || $0.holds(prefix: "rope.")
    },
    Sign("SigLIP or another vision transformer without a class token, whose tokens are pooled by attention") {
      $0.has("attn_pool.latent") && !$0.has("cls_token")
    },
    Sign("a vision transformer without a class token") {
      $0.has("patch_embed.proj.weight") && $0.holds(prefix: "blocks.0.") && !$0.has("cls_token")
        || $0.has("embeddings.position_embeddings") && !$0.has("embeddings.cls_token")
    },
    Sign("a vision transformer of transformers without position embeddings, as one with rotary positions has none") {
      $0.has("embeddings.patch_embeddings.projection.weight") && $0.has("embeddings.cls_token")
        && !$0.has("embeddings.position_embeddings")
    },
    Sign("CLIP's vision transformer in timm, with a layer norm before the blocks") { $0.has("norm_pre.weight") },
    Sign("a distilled DeiT, with a second class token") { $0.has("dist_token") },
    Sign("a masked autoencoder with its decoder") {
      $0.has("decoder_pos_embed") || $0.holds(prefix: "decoder_blocks.0.")
    },
    Sign("ConvNeXt") {
      $0.has("stages.0.blocks.0.conv_dw.weight") || $0.has("stages.0.0.dwconv.weight")
        || $0.has("encoder.stages.0.layers.0.dwconv.weight")
    },
    Sign("EfficientNet") { $0.has("conv_stem.weight") },
    Sign("a ResNet of transformers, whose names are not read") { $0.has("embedder.embedder.convolution.weight") },
    Sign("a ResNet of basic blocks (ResNet-18 or ResNet-34)") {
      $0.has("conv1.weight") && $0.has("layer1.0.conv2.weight") && !$0.has("layer1.0.conv3.weight")
    },
  ]
}
