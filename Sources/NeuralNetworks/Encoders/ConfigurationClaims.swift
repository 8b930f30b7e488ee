/// What a configuration says of a network beyond what its weights leave open: held against the weights, or refused,
/// never dropped.
///
/// Such files are written by timm (`model_args`, `pretrained_cfg`), by transformers, and by whoever exports weights. An
/// entry either says how the network is built, which the weights show or which is run here in one way only; or how
/// pixels are prepared; or it is a note.
struct ConfigurationClaims {
  /// One entry.
  struct Claim: Hashable {
    /// With the section that it stands in: `model_args.act_layer`.
    let entry: String
    let value: ConfigurationValue
    let file: String
    /// Without the section.
    let key: String
    /// Whether it is an argument of the network's constructor, each of which changes the network.
    let isArgument: Bool
  }

  private(set) var claims: [Claim] = []

  /// Takes all entries of one file.
  mutating func take(_ entries: [String: ConfigurationValue], file: String) {
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      guard case .object(let inner) = value, let section = Self.sections[key] else {
        claims.append(Claim(entry: key, value: value, file: file, key: key, isArgument: false))
        continue
      }
      guard section != .ignored else { continue }
      for (key2, value) in inner.sorted(by: { $0.key < $1.key }) {
        claims.append(
          Claim(
            entry: "\(key).\(key2)", value: value, file: file, key: key2, isArgument: section == .arguments))
      }
    }
  }

  /// What an object in such a file holds.
  private enum Section { case arguments, preparation, ignored }

  private static let sections: [String: Section] = [
    "model_args": .arguments, "vision_config": .arguments, "pretrained_cfg": .preparation, "text_config": .ignored,
    "id2label": .ignored, "label2id": .ignored, "auto_map": .ignored,
  ]
}

extension ConfigurationClaims {
  /// The value of the first claim of this key.
  func value(_ key: String) -> Claim? { claims.first { $0.key == key } }

  /// Throws where an entry contradicts the weights, or asks for what is not run here; returns the entries that nothing
  /// here understands.
  func check(_ facts: [String: Fact]) throws(WeightsFailure) -> [String] {
    var unread: [String] = []
    for claim in claims where claim.value != .null {
      if let fact = facts[claim.key] {
        guard !fact.holds(claim.value) else { continue }
        throw .configuration(
          file: claim.file, entry: claim.entry, expected: fact.expected, found: "\(claim.value)")
      }
      if let fixed = Self.fixed[claim.key] {
        guard !fixed.holds(claim.value) else { continue }
        throw .configuration(
          file: claim.file, entry: claim.entry, expected: "\(fixed.expected): nothing else is run here",
          found: "\(claim.value)")
      }
      guard !Self.read.contains(claim.key), !Self.notes.contains(claim.key), !claim.key.hasPrefix("_") else { continue }
      guard !claim.isArgument else {
        throw .configuration(
          file: claim.file, entry: claim.entry, expected: "no such argument: it is not run here",
          found: "\(claim.value)")
      }
      unread.append(claim.entry)
    }
    return unread
  }

  /// What the weights, or what is run here, say of an entry.
  struct Fact: Sendable {
    let expected: String
    let holds: @Sendable (ConfigurationValue) -> Bool

    init(expected: String, _ holds: @escaping @Sendable (ConfigurationValue) -> Bool) {
      (self.expected, self.holds) = (expected, holds)
    }

    static func number(_ value: Int) -> Fact {
      Fact(expected: "\(value), as the weights are") { $0.side == Double(value) }
    }

    static func flag(_ value: Bool, _ why: String = ", as the weights are") -> Fact {
      Fact(expected: "\(value)\(why)") { $0 == .flag(value) || $0 == .number(value ? 1 : 0) }
    }

    /// The last part of a dotted name, whatever its case: `torch.nn.modules.activation.GELU`.
    static func name(_ names: [String], _ why: String = "") -> Fact {
      Fact(expected: names.map { "\"\($0)\"" }.joined(separator: " or ") + why) { value in
        guard case .text(let text) = value else { return false }
        let last = text.split(whereSeparator: { ".'> ".contains($0) }).last.map { $0.lowercased() } ?? ""
        return names.contains { $0.lowercased() == last }
      }
    }
  }

  /// Entries that are read elsewhere.
  private static let read: Set<String> = [
    "name", "mean", "std", "image_mean", "image_std", "do_normalize", "do_rescale", "rescale_factor", "layer_norm_eps",
    "batch_norm_eps", "feature", "heads", "num_heads", "num_attention_heads", "tile_px", "mpp", "architecture",
    "input_size",
    "crop_size", "size", "do_center_crop", "do_resize", "qkv_bias",
  ]

  /// Entries on which no feature of a tile of the network's own size depends.
  private static let notes: Set<String> = [
    // Whoever exports weights.
    "description", "source", "layout", "real", "made_with", "license", "licence", "url", "repository", "version",
    "author",
    "authors", "citation", "comment", "note", "notes", "tags", "library", "library_name", "paper", "date", "params",
    "sha256",
    // transformers: training, labels, other outputs.
    "architectures", "model_type", "auto_map", "torch_dtype", "dtype", "transformers_version", "id2label", "label2id",
    "problem_type", "initializer_range", "hidden_dropout_prob", "attention_probs_dropout_prob", "drop_path_rate",
    "encoder_stride", "stage_names", "out_features", "out_indices", "apply_layernorm", "reshape_hidden_states",
    "use_mask_token", "num_labels", "layerscale_value", "pooler_act", "pooler_output_size", "return_dict",
    "output_attentions", "output_hidden_states", "use_cache", "torchscript", "chunk_size_feed_forward",
    "projection_dim",
    "attn_implementation", "initializer_factor", "logit_scale_init_value",
    // transformers: preparation of pictures of another size, of which tiles have none.
    "resample", "image_processor_type", "feature_extractor_type", "processor_class", "do_convert_rgb", "data_format",
    "input_data_format", "default_to_square", "device", "return_tensors", "crop_pct", "crop_mode", "interpolation",
    "disable_grouping", "size_divisor", "antialias",
    // timm: training, classifier, and what the weights show by themselves.
    "num_classes", "drop_rate", "pos_drop_rate", "patch_drop_rate", "proj_drop_rate", "attn_drop_rate", "weight_init",
    "fix_init", "dynamic_img_size", "dynamic_img_pad", "strict_img_size", "init_values", "no_embed_class", "tag",
    "custom_load",
    "fixed_input_size", "pool_size", "first_conv", "classifier", "hf_hub_id", "hf_hub_filename", "origin_url",
    "paper_name", "paper_ids", "min_input_size", "test_input_size", "test_crop_pct", "features_only", "pretrained",
    "checkpoint_path", "img_size_train", "head_init_scale", "block_chunks", "drop_path_uniform", "file",
  ]

  /// Entries that only have one value here.
  private static let fixed: [String: Fact] = [
    "num_channels": .number(3), "in_chans": .number(3), "class_token": .flag(true, ""), "pre_norm": .flag(false, ""),
    "qk_norm": .flag(false, ""), "fc_norm": .flag(false, ""), "final_norm": .flag(true, ""),
    "scale_attn_norm": .flag(false, ""), "scale_mlp_norm": .flag(false, ""), "proj_bias": .flag(true, ""),
    "ffn_bias": .flag(true, ""), "do_flip_channel_order": .flag(false, ""), "do_pad": .flag(false, ""),
    "use_abs_pos_emb": .flag(true, ""), "use_rel_pos_bias": .flag(false, ""), "use_rot_pos_emb": .flag(false, ""),
    "pos_embed": .name(["learn"]), "position_embedding_type": .name(["absolute"]),
    "norm_layer": .name(["LayerNorm", "layernorm", "LayerNorm2d"]),
    "block_fn": .name(["Block", "Bottleneck", "SwinTransformerBlock"]), "attn_layer": .name(["Attention"]),
    "embed_layer": .name(["PatchEmbed", "ConvStem"]), "rescale_offset": .flag(false, ""),
  ]
}
