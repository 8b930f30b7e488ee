import FeatureFiles
import Files
import NeuralNetworks
import Testing

@testable import Sentences

@Suite("Sentences about weights, networks and bundles")
struct NetworkSentenceTests {
  @Test(
    "say of weights what they are, and what to do instead",
    arguments: [
      (
        .file(.missingTensor(file: "w", tensor: "t")), .badData,
        "w: the tensor \"t\" is missing; make the file again"
      ),
      (
        .pickle(file: "w.pth"), .badData,
        "w.pth: a pickle of PyTorch, which can run code and is never opened; write its tensors in Python: "
          + "d = torch.load(\"weights.pt\", map_location=\"cpu\", weights_only=True); d = d.get(\"state_dict\", d); "
          + "safetensors.torch.save_file({k: v.clone() for k, v in d.items()}, \"model.safetensors\")"
      ),
      (
        .pointer(file: "w"), .badData,
        "w: only a note of Git LFS, not the weights; fetch them with git lfs pull"
      ),
      (
        .noWeights(folder: "f", files: ["a", "b", "c", "d", "e", "g"]), .badData,
        "f: no safetensors file among \"a\", \"b\", \"c\", \"d\" and 2 more; put model.safetensors there"
      ),
      (
        .noWeights(folder: "f", files: []), .badData,
        "f: no safetensors file among nothing; put model.safetensors there"
      ),
      (
        .severalWeights(folder: "f", files: ["a", "b"]), .badData,
        "f: several files of weights (\"a\", \"b\"); name one of them"
      ),
      (
        .badShards(index: "i.json", reason: .unreadable), .badData,
        "i.json: not a list of the weights' parts; fetch the weights again"
      ),
      (
        .badShards(index: "i.json", reason: .unsafeName("../w")), .badData,
        "i.json: names the part \"../w\", which is not a safetensors file beside it; fetch the weights again"
      ),
      (
        .badShards(index: "i.json", reason: .empty), .badData, "i.json: names no part; fetch the weights again"
      ),
      (
        .unknownLayout(file: "w", keys: ["a"], known: ["ViT", "DINOv2", "ResNet"]), .badData,
        "w: the tensors (\"a\") are of no network that is known here; name the weights of ViT, DINOv2 or ResNet"
      ),
      (
        .foreign(file: "w", network: "CLIP", known: ["ViT", "DINOv2", "ResNet"]), .badData,
        "w: these are the weights of CLIP, which is not run here; run here are ViT, DINOv2 and ResNet"
      ),
      (
        .variant(file: "w", layout: "ViT", variant: "registers"), .badData,
        "w: a ViT with registers, which is not run here; name weights without it"
      ),
      (
        .ambiguous(file: "w", tensor: "t", names: ["a", "b"]), .badData,
        "w: \"a\", \"b\" both stand for \"t\"; keep one of them"
      ),
      (
        .missing(file: "w", layout: "ViT", tensor: "t"), .badData,
        "w: the tensor \"t\" of a ViT is missing: the file is of another network, or not whole; name the weights of "
          + "one that is run here"
      ),
      (
        .unused(file: "w", layout: "ViT", tensors: ["t"]), .badData,
        "w: a ViT has no tensor \"t\"; these are the weights of another network; name those of one that is run here"
      ),
      (
        .shape(file: "w", tensor: "t", expected: [-1, 3], found: [4, 5]), .badData,
        "w: \"t\" has the shape [4, 5], expected is [any, 3]; these are the weights of another network, or cut; fetch "
          + "them again, or name others"
      ),
      (
        .notFinite(file: "w", tensor: "t", index: 7, kind: .nan), .badData,
        "w: element 7 of \"t\" is NaN: the training or the conversion of these weights went wrong; name others"
      ),
    ] as [(WeightsFailure, Exit, String)])
  func weights(failure: WeightsFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say of a configuration which entry is wrong, and which option says it",
    arguments: [
      (
        .configuration(file: "c", entry: "eps", expected: "a number", found: "x"), .badData,
        "c: \"eps\" is \"x\", expected is a number; correct it, or use --preset"
      ),
      (
        .configuration(file: "c", entry: "eps", expected: "a number", found: nil), .badData,
        "c: \"eps\" is missing, expected is a number; correct it, or use --preset"
      ),
      (
        .aggregatorConfiguration(file: "c", entry: "n_top", expected: "a number", found: "x"), .badData,
        "c: \"n_top\" is \"x\", expected is a number; correct it"
      ),
      (
        .untold(file: "c", entries: ["mean"], presets: []), .badData,
        "c: nothing says \"mean\", which the weights do not show; write it there"
      ),
      (
        .untold(file: "c", entries: ["mean"], presets: ["uni", "phikon"]), .badData,
        "c: nothing says \"mean\", which the weights do not show; write it there, or use --preset uni or phikon"
      ),
      (
        .unknownPreset(name: "unu", known: ["uni", "phikon"]), .usage,
        "there is no preset \"unu\"; there are uni, phikon"
      ),
      (
        .preset(name: "uni", file: "w", what: "the width", expected: "1024", found: "768"), .badData,
        "w: not the weights of uni: the width is 768, expected is 1024; leave --preset out, or name another"
      ),
      (
        .precision(.brainFloat, layout: "ResNet"), .usage,
        "a ResNet does not run in bf16; leave --precision out"
      ),
      (
        .noBrainFloats, .usage,
        "this processor does not multiply in bf16 (it has neither AVX512_BF16 nor AMX); leave --precision out"
      ),
      (
        .brainFloats(function: "dnnl_f", status: 3), .ourFault,
        "bf16: dnnl_f of oneDNN failed (status 3); use --precision f32"
      ),
    ] as [(WeightsFailure, Exit, String)])
  func configurations(failure: WeightsFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say of a bundle what does not hold, and what to do",
    arguments: [
      (
        .file(.missingTensor(file: "b", tensor: "t")), .badData,
        "b: the tensor \"t\" is missing; make the file again"
      ),
      (
        .badCard(file: "m", reason: "line 3"), .badData,
        "m: not the card of a model bundle (line 3); train or fetch the bundle again"
      ),
      (
        .unsupportedFormat(file: "m", expected: 2, found: 3), .badData,
        "m: a bundle of format 3, this Coverslip reads 2; update it"
      ),
      (
        .unsupportedAggregator(file: "m", expected: "clam", found: "mil"), .badData,
        "m: networks of the kind \"mil\", this Coverslip runs clam; update it"
      ),
      (
        .unsafeName(card: "m", name: "../x"), .badData,
        "m: names the file \"../x\", which is not in the bundle; fetch the bundle again"
      ),
      (
        .digest(file: "m", expected: "0123456789abcdef", found: "fedcba9876543210"), .badData,
        "m: was changed (SHA-256 fedcba987654, the card says 0123456789ab); fetch the bundle again"
      ),
      (
        .inconsistent(file: "m", what: "the width", expected: "3", found: "4"), .badData,
        "m: the width is 4, expected is 3; fetch the bundle again"
      ),
      (
        .misfit(file: "m", what: "the width", expected: "3", found: "4"), .badData,
        "m: the width is 4, expected is 3; name a file that fits"
      ),
      (
        .unlisted(folder: "f", files: ["a"]), .badData,
        "f: the card does not list \"a\"; remove what is not the bundle's, or fetch the bundle again"
      ),
      (
        .width(expected: 3, found: 4), .badData, "the tiles have 4 features, the model takes 3; encode them again"
      ),
      (
        .notFinite(tile: 5, feature: 6, kind: .infinite), .badData,
        "feature 6 of tile 5 is infinite; encode the slide again"
      ),
      (
        .weights(.pointer(file: "w")), .badData,
        "w: only a note of Git LFS, not the weights; fetch them with git lfs pull"
      ),
      (
        .aggregator(.width(expected: 3, found: 4)), .badData,
        "the tiles have 4 features, the network takes 3; encode them with its encoder"
      ),
      (
        .noSlideScore(aggregator: "TITAN"), .badData,
        "TITAN gives several classes, or an embedding, and no one slide score that tiles explain; take a network with "
          + "one or two, or say which logit is the score by \"score\" in the config.json beside the weights"
      ),
      (
        .assumed(encoder: "e", [.heads(6, width: 384)]), .badData,
        "e: 6 attention heads for a network 384 wide, which neither weights nor configuration show; --heads, or "
          + "\"heads\" in config.json, says it: too little to make calls with; write it into the config.json beside "
          + "the weights, or give --heads"
      ),
      (
        .occupied(path: "f"), .cannotWrite,
        "f: something that is not a model bundle is there; name another folder"
      ),
      (
        .system(path: "f", operation: "rename", code: 13), .cannotWrite,
        "f: rename failed (Permission denied); check the folder and the disk"
      ),
    ] as [(BundleFailure, Exit, String)])
  func bundles(failure: BundleFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say of an aggregator what it cannot answer for",
    arguments: [
      (.empty, "the feature file has no tile to answer for; encode the slide again"),
      (
        .notFinite(tile: 5, feature: 6, kind: .infinite),
        "feature 6 of tile 5 is infinite; encode the slide again"
      ),
      (
        .overflow,
        "the features or the network's weights are so large that its answer is not a number; look for the largest of "
          + "both"
      ),
    ] as [(AggregatorFailure, String)])
  func aggregators(failure: AggregatorFailure, sentence: String) {
    #expect(failure.words == CommandFailure(.badData, sentence))
  }

  @Test(
    "say what was assumed of an encoder and where to say it",
    arguments: [
      (
        .unread(["a", "b"]),
        "\"a\", \"b\" in the configuration is not understood and not applied; remove it there where it changes nothing "
          + "of the network, or use --preset"
      ),
      (
        .gate("silu"),
        "silu in the gate of SwiGLU, as every published network has it; \"act_layer\" in config.json says it"
      ),
    ] as [(EncoderAssumption, String)])
  func encoderAssumptions(assumption: EncoderAssumption, words: String) { #expect(assumption.words == words) }

  @Test(
    "say what was assumed of an aggregator and where to say it",
    arguments: [
      (
        .activation("gelu"),
        "gelu between the layers, as the authors publish it; \"mlp_activation\" in config.json beside the weights says "
          + "it"
      ),
      (
        .extremes(top: 25, bottom: 10),
        "the 25 highest and the 10 lowest scores go into the head; \"n_top\" and \"n_bottom\" in config.json beside "
          + "the weights say it"
      ),
      (
        .heads(8, width: 512),
        "8 attention heads for a network 512 wide, as the authors publish it; \"n_heads\" in config.json beside the "
          + "weights says it"
      ),
      (
        .score(.difference),
        "the score is logit 1 - logit 0, as of a classifier; of a survival head, as CHIEF's, it is logit 1; \"score\" "
          + "in config.json beside the weights says it"
      ),
      (
        .unread(["x"]),
        "\"x\" in config.json beside the weights tells nothing of the network; it is not read here"
      ),
    ] as [(AggregatorAssumption, String)])
  func aggregatorAssumptions(assumption: AggregatorAssumption, words: String) { #expect(assumption.words == words) }

  @Test(
    "write the rule of a slide score as a formula",
    arguments: [
      (.logit, "the logit"), (.logitAt(2), "logit 2"), (.difference, "logit 1 - logit 0"),
      (.survival, "minus the sum of the survival over the bins"), (.none, "no one number"),
    ] as [(SlideScoreRule, String)])
  func rules(rule: SlideScoreRule, words: String) { #expect(rule.words == words) }
}
