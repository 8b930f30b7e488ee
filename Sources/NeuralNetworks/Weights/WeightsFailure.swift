import FeatureFiles

/// Why a file of weights cannot be used. Names come from the file: strip control characters before they reach a
/// terminal.
public enum WeightsFailure: Error, Hashable, Sendable {
  /// The file cannot be read, or is not a safetensors file.
  case file(FeatureFileFailure)
  /// A pickle of PyTorch (`.pt`, `.pth`, `.ckpt`, `.bin`), which can run code when it is opened and is therefore never
  /// opened.
  case pickle(file: String)
  /// A note of Git LFS that stands for the file: the weights were not fetched.
  case pointer(file: String)
  /// A folder without weights in the safetensors format; `files` are what else is there.
  case noWeights(folder: String, files: [String])
  /// A folder with several files of weights, of which one must be named.
  case severalWeights(folder: String, files: [String])
  /// The list of the parts of sharded weights cannot be followed.
  case badShards(index: String, reason: ShardFault)
  /// The keys are those of no network that is known where they are read; `keys` are the first few.
  case unknownLayout(file: String, keys: [String], known: [String])
  /// The network is known by its names, and is not run here at all; `known` are those that are.
  case foreign(file: String, network: String, known: [String])
  /// The network is known, and this variant of it is not run here.
  case variant(file: String, layout: String, variant: String)
  /// Two tensors have the same name without the prefixes of wrappers.
  case ambiguous(file: String, tensor: String, names: [String])
  /// A tensor that the recognised network needs is not there.
  case missing(file: String, layout: String, tensor: String)
  /// Tensors that the recognised network does not use: the weights are of another network.
  case unused(file: String, layout: String, tensors: [String])
  /// A tensor has another shape than the rest of the network asks for; -1 stands for any.
  case shape(file: String, tensor: String, expected: [Int], found: [Int])
  /// A value is not a finite number; `index` counts elements from 0.
  case notFinite(file: String, tensor: String, index: Int, kind: NotFinite)
  /// An entry of the configuration beside an aggregator cannot be, or contradicts the weights.
  case aggregatorConfiguration(file: String, entry: String, expected: String, found: String)
  /// Something that the weights of an encoder cannot tell is not told by the configuration either, or both disagree.
  case configuration(file: String, entry: String, expected: String, found: String?)
  /// What nothing tells and weights cannot: entries that `file` must have, and the presets whose networks have this
  /// shape.
  case untold(file: String, entries: [String], presets: [String])
  /// There is no preset of this name; `known` are those that there are.
  case unknownPreset(name: String, known: [String])
  /// The weights are not those of the preset that was asked for: what disagrees, and how.
  case preset(name: String, file: String, what: String, expected: String, found: String)
  /// Networks of this layout do not run in this arithmetic.
  case precision(Precision, layout: String)
  /// The processor does not multiply in bf16.
  case noBrainFloats
  /// A function of oneDNN said no when bf16 was prepared; `status` is its `dnnl_status_t`.
  case brainFloats(function: String, status: UInt32)
}

/// What is wrong with a list of parts (`model.safetensors.index.json`).
public enum ShardFault: Hashable, Sendable {
  /// The index is not a JSON object with a `weight_map` of names.
  case unreadable
  /// The index names a file that is not beside it.
  case unsafeName(String)
  /// The index does not name any file.
  case empty
}
