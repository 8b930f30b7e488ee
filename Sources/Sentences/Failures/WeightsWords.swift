import FeatureFiles
import NeuralNetworks
import UseCases

extension WeightsFailure: Worded {
  package var words: CommandFailure { CommandFailure(exit, sentence) }

  private var exit: Exit {
    switch self {
    case .file(let failure): failure.words.exit
    case .unknownPreset, .precision, .noBrainFloats: .usage
    case .brainFloats: .ourFault
    case .pickle, .pointer, .noWeights, .severalWeights, .badShards, .unknownLayout, .foreign, .variant, .ambiguous,
      .missing, .unused, .shape, .notFinite, .configuration, .aggregatorConfiguration, .untold, .preset:
      .badData
    }
  }

  private var sentence: String {
    switch self {
    case .file(let failure): failure.words.sentence
    case .pickle(let file):
      "\(file): a pickle of PyTorch, which can run code and is never opened; write its tensors in Python: "
        + "d = torch.load(\"weights.pt\", map_location=\"cpu\", weights_only=True); d = d.get(\"state_dict\", d); "
        + "safetensors.torch.save_file({k: v.clone() for k, v in d.items()}, \"model.safetensors\")"
    case .pointer(let file): "\(file): only a note of Git LFS, not the weights; fetch them with git lfs pull"
    case .noWeights(let folder, let files):
      "\(folder): no safetensors file among \(listed(files)); put model.safetensors there"
    case .severalWeights(let folder, let files):
      "\(folder): several files of weights (\(listed(files))); name one of them"
    case .badShards(let index, let reason): "\(index): \(reason.words); fetch the weights again"
    case .unknownLayout(let file, let keys, let known):
      "\(file): the tensors (\(listed(keys))) are of no network that is known here; name the weights of "
        + known.joined(separator: ", ").replacing(/, ([^,]+)$/) { " or \($0.1)" }
    case .foreign(let file, let network, let known):
      "\(file): these are the weights of \(network), which is not run here; run here are "
        + known.joined(separator: ", ").replacing(/, ([^,]+)$/) { " and \($0.1)" }
    case .variant(let file, let layout, let variant):
      "\(file): a \(layout) with \(variant), which is not run here; name weights without it"
    case .ambiguous(let file, let tensor, let names):
      "\(file): \(listed(names)) both stand for \"\(tensor)\"; keep one of them"
    case .missing(let file, let layout, let tensor):
      "\(file): the tensor \"\(tensor)\" of a \(layout) is missing: the file is of another network, or not whole; name "
        + "the weights of one that is run here"
    case .unused(let file, let layout, let tensors):
      "\(file): a \(layout) has no tensor \(listed(tensors)); these are the weights of another network; name those "
        + "of one that is run here"
    case .shape(let file, let tensor, let expected, let found):
      "\(file): \"\(tensor)\" has the shape \(found), expected is \(shapeWords(expected)); these are the weights of "
        + "another network, or cut; fetch them again, or name others"
    case .notFinite(let file, let tensor, let index, let kind):
      "\(file): element \(index) of \"\(tensor)\" is \(kind.rawValue): the training or the conversion of these weights "
        + "went wrong; name others"
    case .configuration(let file, let entry, let expected, let found):
      "\(file): \"\(entry)\" is \(found.map { "\"\($0)\"" } ?? "missing"), expected is \(expected); correct it, or use "
        + "--preset"
    case .aggregatorConfiguration(let file, let entry, let expected, let found):
      "\(file): \"\(entry)\" is \"\(found)\", expected is \(expected); correct it"
    case .untold(let file, let entries, let presets):
      "\(file): nothing says \(listed(entries)), which the weights do not show; write it there"
        + (presets.isEmpty ? "" : ", or use --preset \(presets.joined(separator: " or "))")
    case .unknownPreset(let name, let known):
      "there is no preset \"\(name)\"; there are "
        + "\(known.joined(separator: ", "))"
    case .preset(let name, let file, let what, let expected, let found):
      "\(file): not the weights of \(name): \(what) is \(found), expected is \(expected); leave --preset out, or name "
        + "another"
    case .precision(let precision, let layout):
      "a \(layout) does not run in \(precision.rawValue); leave --precision out"
    case .noBrainFloats:
      "this processor does not multiply in bf16 (it has neither AVX512_BF16 nor AMX); leave --precision out"
    case .brainFloats(let function, let status):
      "bf16: \(function) of oneDNN failed (status \(status)); use --precision f32"
    }
  }
}

/// The first few names, in quotes.
package func listed(_ names: [String]) -> String {
  let shown = names.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
  return names.isEmpty ? "nothing" : names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
}

/// A shape for people; -1 stands for any.
package func shapeWords(_ dimensions: [Int]) -> String {
  "[\(dimensions.map { $0 < 0 ? "any" : "\($0)" }.joined(separator: ", "))]"
}

extension ShardFault {
  fileprivate var words: String {
    switch self {
    case .unreadable: "not a list of the weights' parts"
    case .unsafeName(let name): "names the part \"\(name)\", which is not a safetensors file beside it"
    case .empty: "names no part"
    }
  }
}

extension EncoderAssumption {
  /// For a warning.
  package var words: String {
    switch self {
    case .heads(let heads, let width):
      "\(heads) attention heads for a network \(width) wide, which neither weights nor configuration show; "
        + "--heads, or \"heads\" in config.json, says it"
    case .unread(let entries):
      "\(listed(entries)) in the configuration is not understood and not applied; remove it there where it changes "
        + "nothing of the network, or use --preset"
    case .gate(let name):
      "\(name) in the gate of SwiGLU, as every published network has it; \"act_layer\" in config.json says it"
    }
  }
}

extension AggregatorAssumption {
  /// For a warning.
  package var words: String {
    switch self {
    case .activation(let name):
      "\(name) between the layers, as the authors publish it; \"mlp_activation\" in config.json beside the weights "
        + "says it"
    case .extremes(let top, let bottom):
      "the \(top) highest and the \(bottom) lowest scores go into the head; \"n_top\" and \"n_bottom\" in config.json "
        + "beside the weights say it"
    case .heads(let heads, let width):
      "\(heads) attention heads for a network \(width) wide, as the authors publish it; \"n_heads\" in config.json "
        + "beside the weights says it"
    case .score(let rule):
      "the score is \(rule.words), as of a classifier; of a survival head, as CHIEF's, it is logit 1; \"score\" in "
        + "config.json beside the weights says it"
    case .unread(let entries):
      "\(listed(entries)) in config.json beside the weights tells nothing of the network; it is not read here"
    }
  }
}

extension SlideScoreRule {
  /// As a formula.
  package var words: String {
    switch self {
    case .logit: "the logit"
    case .logitAt(let index): "logit \(index)"
    case .difference: "logit 1 - logit 0"
    case .survival: "minus the sum of the survival over the bins"
    case .none: "no one number"
    }
  }
}

extension HeaderFault {
  /// What is wrong, for people.
  package var words: String {
    switch self {
    case .length(let claimed, let available): "a header of \(claimed) bytes is claimed where \(available) are there"
    case .expected(let what): "expected is \(what)"
    case .duplicate(let name): "\"\(name)\" stands twice"
    case .unknownType(let tensor, let type): "\"\(tensor)\" is of the unknown type \"\(type)\""
    case .shapeOverflow(let tensor): "the shape of \"\(tensor)\" is too large"
    case .offsetsOutside(let tensor, let begin, let end, let available):
      "\"\(tensor)\" lies at bytes \(begin) to \(end) of its data, of which \(available) are there: the file is cut, "
        + "or its header lies"
    case .sizeDisagrees(let tensor, let expected, let found):
      "\"\(tensor)\" has \(found) bytes where its shape needs \(expected)"
    case .overlap(let tensor, let other): "\"\(tensor)\" and \"\(other)\" overlap"
    case .hole(let begin, let end): "bytes \(begin) to \(end) belong to no tensor"
    }
  }
}
