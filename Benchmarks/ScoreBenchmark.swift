import Basics
import FeatureFiles
import Foundation
import Microscopy
import NeuralNetworks
import SlideWriting

/// The whole `coverslip score` of a case with ViT-S/16, against encoding as many tiles that lie in memory.
enum ScoreBenchmark {
  private static let tiles = 400
  private static let workers = 2

  static func run(_ folder: String) throws {
    let encoder = folder + "/vits16"
    try writeEncoder(encoder)
    try writeAggregator(folder + "/meanpool.safetensors")
    let casebook = try prepare(folder, encoder: encoder)
    let network = try EncoderNetwork.load(
      folder: encoder, options: EncoderOptions(preset: "lunit-vits16"), precision: .single)
    let held = MorphometryBenchmark.tiles(32)
    var (alone, whole): ([Timing], [Timing]) = ([], [])
    for _ in 0..<3 {
      alone.append(Timing.of { encode(held, network) })
      whole.append(
        try Timing.of {
          try Program.run(
            "score", "A", "--model", folder + "/bundle", "--max-tiles", "\(tiles)", "--casebook", casebook)
        })
    }
    let (encoding, scoring) = (middle(alone), middle(whole))
    report("encode alone, \(tiles) tiles", encoding, "s", 1)
    report("the whole score", scoring, "s", 1)
    report("ratio (wanted below 1.1)", scoring / encoding, "")
  }

  private static func prepare(_ folder: String, encoder: String) throws -> String {
    let (slide, casebook) = (folder + "/score.svs", folder + "/score.sqlite")
    let recipe = SlideRecipe(seed: 21, size: PixelSize(width: 10_000, height: 10_000), highGradeFraction: 0.3)
    try SlideJob(recipe: recipe, slide: slide, truth: nil).run()
    try Program.run(
      "model", "make", "--encoder", encoder, "--preset", "lunit-vits16", "--aggregator",
      folder + "/meanpool.safetensors",
      "--clinical", Program.folder + "/coverslip_coverslip.resources/demonstration", "--out", folder + "/bundle")
    try Program.run("add", slide, "--case", "A", "--casebook", casebook)
    return casebook
  }

  /// As many tiles as are scored, on as many workers, eight at a time as `score` takes them.
  private static func encode(_ held: [RGBAImage], _ network: EncoderNetwork) {
    let eight = Array(held.prefix(8))
    WorkQueue.run(workers: workers) { _ in
      for _ in 0..<tiles / workers / 8 { _ = network.encode(eight) }
    }
  }

  private static func middle(_ runs: [Timing]) -> Double { runs.map(\.wall).sorted()[runs.count / 2] }

  /// Random weights of ViT-S/16 under timm's names.
  private static func writeEncoder(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var (document, state) = (SafetensorsDocument(), UInt32(1))
    func add(_ name: String, _ shape: [Int], scale: Float, around center: Float = 0) {
      let values = (0..<shape.reduce(1, *)).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return center + scale * Float(Int32(bitPattern: state)) / Float(1 << 31)
      }
      document.add(name, shape: shape, floats: values)
    }
    func linear(_ name: String, _ inputs: Int, _ outputs: Int) {
      add(name + ".weight", [outputs, inputs], scale: (3 / Float(inputs)).squareRoot())
      add(name + ".bias", [outputs], scale: 0.1)
    }
    func norm(_ name: String) {
      add(name + ".weight", [384], scale: 0.5, around: 1)
      add(name + ".bias", [384], scale: 0.1)
    }
    add("cls_token", [1, 1, 384], scale: 1)
    add("pos_embed", [1, 197, 384], scale: 0.5)
    add("patch_embed.proj.weight", [384, 3, 16, 16], scale: 0.06)
    add("patch_embed.proj.bias", [384], scale: 0.1)
    for block in 0..<12 {
      norm("blocks.\(block).norm1")
      linear("blocks.\(block).attn.qkv", 384, 1152)
      linear("blocks.\(block).attn.proj", 384, 384)
      norm("blocks.\(block).norm2")
      linear("blocks.\(block).mlp.fc1", 384, 1536)
      linear("blocks.\(block).mlp.fc2", 1536, 384)
    }
    norm("norm")
    try document.write(to: folder + "/model.safetensors")
  }

  /// A mean pool with one logit.
  private static func writeAggregator(_ path: String) throws {
    var document = SafetensorsDocument()
    document.add("mlp.0.weight", shape: [1, 384], floats: (0..<384).map { Float($0 % 7) * 0.01 })
    document.add("mlp.0.bias", shape: [1], floats: [0])
    try document.write(to: path)
  }
}

/// The built `coverslip` beside the benchmark.
enum Program {
  static var folder: String { URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path }

  /// Runs a command to its end and answers the peak of its resident memory, KiB (`wait4`, `ru_maxrss`); throws where it
  /// fails.
  @discardableResult
  static func run(_ arguments: String...) throws -> Int {
    let program = folder + "/coverslip"
    var pid: pid_t = 0
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    guard posix_spawn(&pid, program, nil, nil, argv, environ) == 0 else { throw CocoaError(.executableNotLoadable) }
    var (status, usage): (Int32, rusage) = (0, rusage())
    wait4(pid, &status, 0, &usage)
    guard status == 0 else { throw CocoaError(.executableRuntimeMismatch) }
    return usage.ru_maxrss
  }
}
