import FeatureFiles

/// Why a file of weights cannot be used. Names come from the file: strip control characters before they reach a terminal.
public enum WeightsFailure: Error, Hashable, Sendable {
  /// The file cannot be read, or is no safetensors file.
  case file(FeatureFileFailure)
  /// A pickle of PyTorch (`.pt`, `.pth`, `.ckpt`, `.bin`), which can run code when it is opened and is therefore never opened.
  case pickle(file: String)
  /// The keys are those of no network that is known; `keys` are the first few.
  case unknownLayout(file: String, keys: [String])
  /// A tensor that the recognised network needs is not there.
  case missing(file: String, layout: String, tensor: String)
  /// Tensors that the recognised network does not use: the weights are of another network.
  case unused(file: String, layout: String, tensors: [String])
  /// A tensor has another shape than the rest of the network asks for; -1 stands for any.
  case shape(file: String, tensor: String, expected: [Int], found: [Int])
  /// A value is not a finite number; `index` counts elements from 0.
  case notFinite(file: String, tensor: String, index: Int)
  /// Something that weights cannot tell is not told by the configuration either, or both disagree.
  case configuration(file: String, entry: String, expected: String, found: String?)
}
