import FeatureFiles
import Foundation
import Testing

@testable import NeuralNetworks

@Suite("A file of an aggregator")
struct AggregatorFileTests {
  @Test(
    "the network is recognised from its keys",
    arguments: zip(
      [
        "ilse-gated", "ilse-plain", "clam-sb-parallel", "clam-sb-ungated", "clam-mb-three", "mcat", "mil-lab",
        "chowder",
        "dsmil-1", "dsmil-2", "transmil", "stamp-vit", "clam-sb-plain-dropout", "chief-slide", "feather-slide",
      ],
      [
        "gated attention MIL", "attention MIL", "CLAM-SB", "CLAM-SB", "CLAM-MB", "MCAT attention MIL", "MIL-Lab ABMIL",
        "Chowder", "DSMIL", "DSMIL", "TransMIL", "STAMP vit", "CLAM-SB", "CHIEF slide encoder", "FEATHER slide encoder",
      ]))
  func recognised(file: String, name: String) throws {
    #expect(try AggregatorFile.load("\(AggregatorCase.fixtureFolder)/\(file).safetensors").name == name)
  }

  @Test("keys of no known network are listed with the aggregators that are known")
  func unknown() {
    let known = [
      "CHIEF slide encoder", "MCAT attention MIL", "CLAM-SB", "CLAM-MB", "Owkin ABMIL", "Chowder", "TransMIL",
      "STAMP vit", "DSMIL",
      "gated attention MIL", "attention MIL", "MIL-Lab ABMIL", "FEATHER slide encoder", "mean pool",
    ]
    expect(["blocks.0.attn.qkv.weight": [6, 2]]) {
      .unknownLayout(file: $0, keys: ["blocks.0.attn.qkv.weight"], known: known)
    }
  }

  @Test("a tensor that the network needs is named where it is missing")
  func missing() {
    var shapes = Self.clam
    shapes["attention_net.3.attention_b.0.bias"] = nil
    expect(shapes) {
      .missing(file: $0, layout: "CLAM-SB", tensor: "attention_net.3.attention_b.0.bias")
    }
  }

  @Test("tensors that the network does not use are named")
  func unused() {
    let shapes = Self.clam.merging(["omic_net.0.weight": [2, 2]]) { first, _ in first }
    expect(shapes) { .unused(file: $0, layout: "CLAM-SB", tensors: ["omic_net.0.weight"]) }
  }

  @Test("a tensor whose shape does not fit the others is named with both shapes")
  func shape() {
    var shapes = Self.clam
    shapes["attention_net.3.attention_a.0.weight"] = [3, 7]
    expect(shapes) {
      .shape(file: $0, tensor: "attention_net.3.attention_a.0.weight", expected: [-1, 4], found: [3, 7])
    }
    shapes = Self.clam
    shapes["classifiers.weight"] = [2, 5]
    expect(shapes) { .shape(file: $0, tensor: "classifiers.weight", expected: [-1, 4], found: [2, 5]) }
  }

  @Test("a value that is not a number is named with its place")
  func notFinite() {
    expect(Self.clam, bad: "classifiers.bias") {
      .notFinite(file: $0, tensor: "classifiers.bias", index: 1, kind: .nan)
    }
  }

  @Test("distances in the attention are refused, because a bag has no places")
  func alibi() {
    let shapes = [
      "class_token": [4], "project_features.0.weight": [4, 3],
      "transformer.layers.0.0.mhsa.query_encoders.0.weight": [2, 4],
    ]
    expect(shapes) {
      .variant(file: $0, layout: "STAMP vit", variant: "attention by distance (ALiBi)")
    }
  }

  @Test("the configuration beside the weights says what they cannot")
  func configuration() throws {
    let chowder = try folder(copying: "chowder", configuration: #"{"n_top": 5, "n_bottom": 1, "activations": "ReLU"}"#)
    let network = try #require(try AggregatorFile.load(chowder) as? Chowder)
    #expect(network.top == 5 && network.bottom == 1)
    #expect(network.head.activation == .relu)
    #expect(network.assumptions.isEmpty)
  }

  @Test("what neither weights nor configuration tell is said")
  func assumptions() throws {
    func assumed(_ name: String) throws -> [AggregatorAssumption] {
      try AggregatorFile.load("\(AggregatorCase.fixtureFolder)/\(name).safetensors").assumptions
    }
    #expect(try assumed("chowder") == [.activation("Sigmoid"), .extremes(top: 3, bottom: 3)])
    #expect(try assumed("stamp-vit") == [.heads(8, width: 32)])
    #expect(try assumed("clam-sb-parallel").isEmpty)
    let half = try folder(copying: "chowder", configuration: #"{"n_top": 3}"#)
    #expect(try AggregatorFile.load(half).assumptions == [.activation("Sigmoid")], "n_bottom follows from n_top")
  }

  @Test(
    "a survival head of two logits is read as its configuration says, and a classifier's rule is said to be assumed")
  func survivalHead() throws {
    let path = try folder() + "/model.safetensors"
    var document = SafetensorsDocument()
    for (name, shape) in Self.clam {
      document.add(name, shape: shape, floats: (0..<shape.reduce(1, *)).map { Float($0 % 5) / 4 - 0.4 })
    }
    try document.write(to: path)
    let bag = try #require(Bag(features: [1, 2, 3, -1, 0.5, 2], count: 2, width: 3))
    let assumed = try AggregatorFile.load(path)
    #expect(assumed.rule == .difference && assumed.assumptions == [.score(.difference)])
    let file = (path as NSString).deletingLastPathComponent + "/config.json"
    for said in ["logit 1", "logit_1", "Logit1"] {
      try Data(#"{"score": "\#(said)", "source": "hms-dbmi/CHIEF"}"#.utf8).write(to: URL(fileURLWithPath: file))
      let told = try AggregatorFile.load(path)
      let output = try told.evaluate(bag)
      #expect(told.rule == .logitAt(1) && told.assumptions.isEmpty)
      #expect(output.score == Double(output.logits[1]) && output.rule.code == "logit 1")
      guard case .parts(let parts, .linear, let baseline?) = output.contributions else {
        return #expect(Bool(false), "the score is linear in what is pooled")
      }
      #expect(abs(parts.reduce(0.0) { $0 + Double($1) } + baseline - Double(output.logits[1])) < 1e-5)
    }
    try Data(#"{"score": "logit 2"}"#.utf8).write(to: URL(fileURLWithPath: file))
    let failure = WeightsFailure.aggregatorConfiguration(
      file: file, entry: "score", expected: #""difference" or "logit 0" or "logit 1" or "survival""#, found: "logit 2")
    #expect(throws: failure) { try AggregatorFile.load(path) }
  }

  @Test("an entry that is not understood is said")
  func unread() throws {
    let chowder = try folder(
      copying: "chowder", configuration: #"{"n_top": 3, "activations": "ReLU", "sharpness": 2, "_note": 1}"#)
    #expect(try AggregatorFile.load(chowder).assumptions == [.unread(["sharpness"])])
  }

  @Test("Chowder on fewer tiles than its extremes says so")
  func fewTiles() throws {
    let network = try AggregatorFile.load("\(AggregatorCase.fixtureFolder)/chowder.safetensors")
    func remarks(_ tiles: Int) throws -> [AggregatorRemark] {
      let features = [Float](repeating: 0.5, count: tiles * network.width)
      return try network.evaluate(#require(Bag(features: features, count: tiles, width: network.width))).remarks
    }
    #expect(try remarks(5) == [.fewTiles(5, extremes: 6)])
    #expect(try remarks(6).isEmpty)
  }

  @Test("Owkin's ABMIL: a head of one layer needs no activation, of two it is assumed; a temperature is refused")
  func owkin() throws {
    #expect(try AggregatorFile.load(owkin(["mlp.0": [1, 4]])).assumptions.isEmpty)
    let two = try owkin(["mlp.0.0": [2, 4], "mlp.1": [1, 2]])
    #expect(try AggregatorFile.load(two).assumptions == [.activation("ReLU")])
    let file = (two as NSString).deletingLastPathComponent + "/config.json"
    try Data(#"{"temperature": 1, "mlp_activation": "ReLU"}"#.utf8).write(to: URL(fileURLWithPath: file))
    #expect(try AggregatorFile.load(two).assumptions.isEmpty)
    try Data(#"{"temperature": 0.5}"#.utf8).write(to: URL(fileURLWithPath: file))
    let failure = WeightsFailure.aggregatorConfiguration(file: file, entry: "temperature", expected: "1", found: "0.5")
    #expect(throws: failure) { try AggregatorFile.load(two) }
  }

  @Test(
    "a configuration that contradicts the weights, or is none, is refused",
    arguments: [
      (#"{"n_top": 5, "n_bottom": 5}"#, "n_top, n_bottom", "6 together", "5, 5"),
      (#"{"activations": "Mish"}"#, "activations", "ReLU or Sigmoid", "Mish"),
      (#"{"n_top": "many"}"#, "n_top", "Int", "another type"),
      ("no JSON", "the file", "JSON", "something else"),
    ])
  func badConfiguration(text: String, entry: String, expected: String, found: String) throws {
    let weights = try folder(copying: "chowder", configuration: text)
    let file = (weights as NSString).deletingLastPathComponent + "/config.json"
    let failure = WeightsFailure.aggregatorConfiguration(file: file, entry: entry, expected: expected, found: found)
    #expect(throws: failure) {
      try AggregatorFile.load(weights)
    }
  }

  /// CLAM-SB for 3 features, 4 hidden units, 2 gates and 2 classes.
  static let clam: [String: [Int]] = [
    "attention_net.0.weight": [4, 3], "attention_net.0.bias": [4], "attention_net.3.attention_a.0.weight": [2, 4],
    "attention_net.3.attention_a.0.bias": [2], "attention_net.3.attention_b.0.weight": [2, 4],
    "attention_net.3.attention_b.0.bias": [2], "attention_net.3.attention_c.weight": [1, 2],
    "attention_net.3.attention_c.bias": [1], "classifiers.weight": [2, 4], "classifiers.bias": [2],
  ]

  /// Writes tensors of these shapes, the second value of `bad` not a number; loading them must fail so.
  private func expect(_ shapes: [String: [Int]], bad: String? = nil, _ failure: (String) -> WeightsFailure) {
    var document = SafetensorsDocument()
    for (name, shape) in shapes {
      var values = [Float](repeating: 0.5, count: shape.reduce(1, *))
      if name == bad { values[1] = .nan }
      document.add(name, shape: shape, floats: values)
    }
    #expect(throws: Never.self) {
      let path = try folder() + "/weights.safetensors"
      try document.write(to: path)
      #expect(throws: failure(path)) { try AggregatorFile.load(path) }
    }
  }

  /// Owkin's ABMIL for 3 features and 4 hidden units with layers of these shapes on top; the path of its weights.
  private func owkin(_ head: [String: [Int]]) throws -> String {
    let path = try folder() + "/model.safetensors"
    try SmallABMIL.document(head: head).write(to: path)
    return path
  }

  /// A new folder with one of the fixtures and a configuration; the path of the weights in it.
  private func folder(copying name: String, configuration: String) throws -> String {
    let folder = try folder()
    let weights = "\(folder)/model.safetensors"
    try FileManager.default.copyItem(
      atPath: "\(AggregatorCase.fixtureFolder)/\(name).safetensors", toPath: weights)
    try Data(configuration.utf8).write(to: URL(fileURLWithPath: "\(folder)/config.json"))
    return weights
  }

  private func folder() throws -> String {
    let path = NSTemporaryDirectory() + "coverslip-aggregator-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
