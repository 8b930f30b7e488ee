import FeatureFiles
import Testing

@testable import NeuralNetworks

@Suite("Encoders that are known and not run here")
final class ForeignNetworkTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "are told as what they are",
    arguments: [
      (["patch_embed.proj.weight", "blocks.0.norm1.weight", "cls_token", "reg_token"], "rotary positions"),
      (["patch_embed.proj.weight", "blocks.0.norm1.weight", "pos_embed"], "without a class token"),
      (["patch_embed.proj.weight", "blocks.0.norm1.weight", "pos_embed", "attn_pool.latent"], "SigLIP"),
      (["patch_embed.proj.weight", "blocks.0.attn.q_bias", "cls_token", "pos_embed"], "EVA"),
      (["patch_embed.proj.weight", "blocks.0.norm1.weight", "cls_token", "pos_embed", "norm_pre.weight"], "CLIP"),
      (["patch_embed.proj.weight", "layers.0.blocks.0.attn.relative_position_bias_table"], "Swin"),
      (["model.layers.0.blocks.0.attn.logit_scale"], "Swin"),
      (["swin.encoder.layers.0.blocks.0.attention.self.query.weight"], "Swin"),
      (["embeddings.patch_embeddings.weight", "embeddings.register_tokens", "layer.0.norm1.weight"], "DINOv3"),
      (["storage_tokens", "rope_embed.periods", "patch_embed.proj.weight", "blocks.0.norm1.weight"], "DINOv3"),
      (["vision_model.embeddings.class_embedding", "text_model.embeddings.token_embedding.weight"], "CLIP"),
      (["visual.class_embedding", "visual.transformer.resblocks.0.ln_1.weight", "logit_scale"], "CLIP"),
      (["visual.trunk.patch_embed.proj.weight", "visual.attn_pool_contrast.query", "text.cls_emb"], "CONCH"),
      (["visual.trunk.patch_embed.proj.weight", "visual.trunk.blocks.0.norm1.weight", "text.proj"], "open_clip"),
      (["conv1.weight", "layer1.0.conv1.weight", "layer1.0.conv2.weight", "layer3.0.conv2.weight"], "ResNet-18"),
      (["beit3.encoder.layers.0.ffn.A.fc1.weight"], "MUSK"), (["stages.0.blocks.0.conv_dw.weight"], "ConvNeXt"),
      (["embeddings.cls_token", "layers.0.lambda_1"], "BEiT"), (["conv_stem.weight"], "EfficientNet"),
      (["embeddings.patch_embeddings.projection.weight", "embeddings.cls_token", "layers.0.x"], "without position"),
    ])
  func named(tensors: [String], words: String) throws {
    let weights = EditableWeights(Dictionary(uniqueKeysWithValues: tensors.map { ($0, ([1], [1])) }))
    let path = try folder.write("model.safetensors", weights.bytes)
    #expect {
      try EncoderNetwork.load(folder: folder.path)
    } throws: { error in
      guard case WeightsFailure.foreign(path, let network, EncoderReader.known) = error else { return false }
      return network.contains(words)
    }
  }

  @Test("no network that is run here is taken for one of them", arguments: EncoderCase.fixtures)
  func own(_ example: EncoderCase) throws {
    let weights = try WeightFile(parts: WeightFolder.files(example.folder))
    #expect(ForeignNetwork(recognisedIn: weights) == nil)
  }
}
