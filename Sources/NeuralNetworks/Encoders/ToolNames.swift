/// What tools that extract features mean by the name of an encoder, where it is not what the preset of that name gives.
enum ToolNames {
  /// Features per tile by the plain name (see ``EncoderPreset/plain(_:)``); several where tools differ.
  ///
  /// TRIDENT 0.3 (patch_encoder_models/load.py) keeps the class token of Midnight and H0-mini by default, STAMP 2.4
  /// that of Virchow2 (`virchow2`) and both parts under `virchow-full`; CONCH and MUSK are not run here, and have
  /// features all the same.
  static let widths: [String: [Int]] = [
    "conch": [512], "conchv1": [512], "mahmoodconch": [512], "musk": [1024, 2048], "plip": [512],
    "virchow": [1280, 2560], "virchow2": [1280, 2560], "virchowfull": [2560], "virchow2full": [2560],
    "midnight": [1536, 3072], "midnight12k": [1536, 3072], "h0mini": [768, 1536], "openmidnight": [1536],
    "resnet50": [1024, 2048], "resnet50trunc": [1024], "univ1": [1024], "mahmooduni": [1024], "univ2": [1536],
    "uni2": [1536],
    "mahmooduni2": [1536], "gigapath": [1536], "hoptimus0": [1536], "phikonv2": [1024], "dinobloom": [384],
    "genbiopathfm": [4608],
    "ticon": [1536],
  ]
}
