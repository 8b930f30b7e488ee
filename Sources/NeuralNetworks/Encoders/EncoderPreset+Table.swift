extension EncoderPreset {
  /// The published encoders whose networks are known here, those that need least first.
  ///
  /// Sizes, epsilon and feature: the `config.json` of each repository, or the arguments of `timm.create_model` on its
  /// model card (mahmoodlab/TRIDENT, patch_encoder_models/load.py, has the same); timm's layer norms add 1e-6.
  /// Normalisation: `preprocessor_config.json` or `pretrained_cfg` there. Licences: the model cards; "believed" where
  /// the card was not seen.
  public static let all: [EncoderPreset] = first + more

  private static let first: [EncoderPreset] = [
    // facebook/dinov2-small: hidden 384, 12 layers, 6 heads, patch 14; positions of 518 px, interpolated.
    transformer("dinov2-small", "facebook/dinov2-small", .dinov2, (384, 12, 14, 0, 6), licence: "Apache-2.0"),
    // vit_small_patch16_224 and vit_base_patch16_224, 0.5 throughout.
    transformer(
      "kaiko-vits16", "1aurent/vit_small_patch16_224.kaiko_ai_towards_large_pathology_fms", .timm, (384, 12, 16, 0, 6),
      .half, block: basic, licence: "kaiko.ai non-commercial"),
    transformer(
      "lunit-vits16", "1aurent/vit_small_patch16_224.lunit_dino", .timm, (384, 12, 16, 0, 6), .lunit, block: basic,
      licence: "Lunit non-commercial"),
    // ResNet-50 of torchvision's first ImageNet weights, after layer3.
    EncoderPreset(
      name: "resnet50-clam", repository: "timm/resnet50.tv_in1k",
      shape: .residual(blocks: [3, 4, 6], channels: 1024), normalisation: .imageNet, epsilon: 1e-5,
      feature: .meanOfLayer3, block: "", licence: "torchvision, BSD-3-Clause"),
    // layer_norm_eps 1e-12 as ViTModel's default.
    transformer(
      "phikon", "owkin/phikon", .vitModel, (768, 12, 16, 0, 12), block: basic, epsilon: 1e-12,
      licence: "Owkin non-commercial"),
    transformer(
      "kaiko-vitb16", "1aurent/vit_base_patch16_224.kaiko_ai_towards_large_pathology_fms", .timm, (768, 12, 16, 0, 12),
      .half, block: basic, licence: "kaiko.ai non-commercial"),
    // The card offers the class token alone, and with the mean patch token; the latter by a config.json.
    transformer(
      "h0-mini", "bioptimus/H0-mini", .timm, (768, 12, 14, 4, 12), .optimus, block: gated,
      licence: "believed CC-BY-NC-ND-4.0, gated"),
    transformer("phikon-v2", "owkin/phikon-v2", .dinov2, (1024, 24, 16, 0, 16), licence: "Owkin non-commercial"),
    transformer("uni", "MahmoodLab/UNI", .timm, (1024, 24, 16, 0, 16), licence: "CC-BY-NC-ND-4.0, gated"),
    transformer(
      "virchow", "paige-ai/Virchow", .timm, (1280, 32, 14, 0, 16), block: gated, feature: .classTokenAndMeanPatch,
      licence: "Apache-2.0"),
    transformer(
      "virchow2", "paige-ai/Virchow2", .timm, (1280, 32, 14, 4, 16), block: gated, feature: .classTokenAndMeanPatch,
      licence: "CC-BY-NC-ND-4.0, gated"),
    transformer(
      "uni2-h", "MahmoodLab/UNI2-h", .timm, (1536, 24, 14, 8, 24), block: gated, licence: "CC-BY-NC-ND-4.0, gated"),
    transformer(
      "h-optimus-0", "bioptimus/H-optimus-0", .timm, (1536, 40, 14, 4, 24), .optimus, block: gated,
      licence: "Apache-2.0"),
    transformer(
      "prov-gigapath", "prov-gigapath/prov-gigapath", .timm, (1536, 40, 16, 0, 24), block: gated,
      licence: "Apache-2.0, gated terms"),
    // The card's feature for slides is the class token with the mean patch token.
    transformer(
      "midnight", "kaiko-ai/midnight", .dinov2, (1536, 40, 14, 0, 24), .half, block: gated,
      feature: .classTokenAndMeanPatch,
      licence: "believed MIT"),
  ]

  /// Published after the others, and those that tools run (mahmoodlab/TRIDENT 0.3, patch_encoder_models/load.py;
  /// KatherLab/STAMP 2.4, preprocessing/extractor).
  private static let more: [EncoderPreset] = [
    transformer(
      "kaiko-vits8", "1aurent/vit_small_patch8_224.kaiko_ai_towards_large_pathology_fms", .timm, (384, 12, 8, 0, 6),
      .half,
      block: basic, licence: "kaiko.ai non-commercial"),
    transformer(
      "lunit-vits8", "1aurent/vit_small_patch8_224.lunit_dino", .timm, (384, 12, 8, 0, 6), .lunit, block: basic,
      licence: "Lunit non-commercial"),
    transformer(
      "kaiko-vitb8", "1aurent/vit_base_patch8_224.kaiko_ai_towards_large_pathology_fms", .timm, (768, 12, 8, 0, 12),
      .half,
      block: basic, licence: "kaiko.ai non-commercial"),
    // Swin-T behind a stem of convolutions; tiles of 256 um (mahmoodlab/TRIDENT: 256 px at 10x; STAMP: 256 um), 224 px.
    EncoderPreset(
      name: "ctranspath", repository: "MahmoodLab/hest-bench, fm_v1/ctranspath",
      shape: .swin(width: 768, depths: [2, 2, 6, 2]), normalisation: .imageNet, epsilon: 1e-5, feature: .meanToken,
      block: "", licence: "GPL-3.0", mpp: 256.0 / 224,
      toolNames: ["ctranspath", "chief-ctranspath", "chief_ctranspath"]),
    // dinov2's code with four registers; the class token after the last layer norm is the pooler's output.
    transformer(
      "hibou-b", "histai/hibou-b", .dinov2WithRegisters, (768, 12, 14, 4, 12), .hibou, licence: "Apache-2.0",
      toolNames: ["hibou_b"]),
    // Built for 518 px, positions resampled to 224.
    transformer(
      "kaiko-vitl14", "1aurent/vit_large_patch14_reg4_dinov2.kaiko_ai_towards_large_pathology_fms", .timm,
      (1024, 24, 14, 4, 16), .half, licence: "kaiko.ai non-commercial"),
    transformer(
      "hibou-l", "histai/hibou-L", .dinov2WithRegisters, (1024, 24, 14, 4, 16), .hibou, licence: "Apache-2.0",
      toolNames: ["hibou_l"]),
    // As timm reads it, or as its authors store it, in the layout of facebookresearch.
    transformer(
      "gpfm", "majiabo/GPFM", .timm, (1024, 24, 14, 0, 16), licence: "believed CC-BY-NC-ND-4.0",
      libraries: [.timm, .facebook]),
    transformer("mstar", "Wangyh/mSTAR", .timm, (1024, 24, 16, 0, 16), licence: "CC-BY-NC-ND-4.0, gated"),
    transformer(
      "keep", "Astaxanthin/KEEP", .keep, (1024, 24, 16, 0, 16), feature: .projectedClassToken, licence: "MIT"),
    // Tiles of 512 px at 0.5 um/px brought to 448 px.
    transformer(
      "conch-v1.5", "MahmoodLab/conchv1_5", .conch, (1024, 24, 16, 0, 16), feature: .pooledTokens,
      licence: "CC-BY-NC-ND-4.0, gated", mpp: 256.0 / 448, tilePixels: 448,
      toolNames: ["conch_v15", "conch1_5", "conchv1_5", "mahmood-conch1_5"]),
    transformer(
      "h-optimus-1", "bioptimus/H-optimus-1", .timm, (1536, 40, 14, 4, 24), .optimus, block: gated,
      licence: "CC-BY-NC-ND-4.0, gated", toolNames: ["hoptimus1", "h_optimus_1"]),
    transformer(
      "openmidnight", "SophontAI/OpenMidnight", .facebook, (1536, 40, 14, 4, 24), block: gated, licence: "MIT"),
  ]

  private static let basic = "GELU"
  private static let scaled = "GELU, LayerScale"
  private static let gated = "SwiGLU, LayerScale"

  /// `sizes` are width, depth, patch, registers, heads.
  private static func transformer(
    _ name: String, _ repository: String, _ library: TransformerLibrary, _ sizes: (Int, Int, Int, Int, Int),
    _ normalisation: ChannelNormalisation = .imageNet, block: String = scaled, epsilon: Float = 1e-6,
    feature: EncoderFeature = .classToken, licence: String, mpp: Double = 0.5, tilePixels: Int = 224,
    toolNames: [String] = [], libraries: [TransformerLibrary]? = nil
  ) -> EncoderPreset {
    EncoderPreset(
      name: name, repository: repository,
      shape: .transformer(
        library: library, width: sizes.0, depth: sizes.1, patch: sizes.2, registers: sizes.3, heads: sizes.4),
      normalisation: normalisation, epsilon: epsilon, feature: feature, block: block, licence: licence, mpp: mpp,
      tilePixels: tilePixels, toolNames: toolNames, libraries: libraries ?? [library])
  }
}
