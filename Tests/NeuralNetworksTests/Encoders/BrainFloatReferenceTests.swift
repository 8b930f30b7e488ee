import BrainFloats
import FeatureFiles
import Testing

@testable import NeuralNetworks

@Suite(
  "Published encoders with their products in bf16",
  .enabled(if: BrainFloat.isAvailable, "the processor does not multiply brain floats"))
struct BrainFloatReferenceTests {
  @Test(
    "a reference folder's features on its tiles point where its library's do",
    .enabled(if: !EncoderCase.references.isEmpty, "the reference folder is not here"), arguments: EncoderCase.references
  )
  func reference(_ example: EncoderCase) throws {
    let encoder = try EncoderNetwork.load(folder: example.folder)
    guard case .transformer(let network) = encoder.network else { return }
    let expected = try SafetensorsFile(path: "\(example.folder)/expected.safetensors").floats("features")
    let found = try BrainFloatTransformer(network).features(of: try example.images())
    let cosine = leastCosine(found, expected, width: network.featureCount)
    print("\(example.testDescription), bf16: cosine \(cosine)")
    #expect(cosine >= wantedCosine)
  }
}
