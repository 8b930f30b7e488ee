import ArgumentParser
import Files
import NeuralNetworks
import Sentences
import UseCases

/// Which encoder, and what its files do not say.
package struct EncodingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("morphometry, or the folder of a network's weights.", valueName: "encoder"))
  package var encoder = EncoderCard.morphometry

  @Option(
    help: ArgumentHelp(
      "What a published network wants, by its name: \(EncoderPreset.all.map(\.name).joined(separator: ", ")).",
      valueName: "name"))
  package var preset: String?

  @Option(
    help: "Attention heads of the network, where no configuration says it.", transform: WholeNumber.from(1))
  package var heads: Int?

  @OptionGroup package var arithmetic: PrecisionOptions

  package init() {}

  package func validate() throws {
    guard encoder == EncoderCard.morphometry, preset != nil || heads != nil else { return }
    throw ValidationError("--preset and --heads are for networks; name the folder with --encoder.")
  }

  /// Which encoder was chosen.
  package var choice: EncoderChoice {
    EncoderChoice(
      network: encoder == EncoderCard.morphometry ? nil : FilePaths.absolute(encoder),
      options: EncoderOptions(preset: preset, heads: heads), precision: arithmetic.precision)
  }
}

/// How matrix products are computed.
package struct PrecisionOptions: ParsableArguments {
  @Option(help: "Matrix products of networks: f32, or bf16 where the processor has it. Findings record it.")
  package var precision: Precision = .single

  package init() {}
}

extension Precision: ExpressibleByArgument {}
