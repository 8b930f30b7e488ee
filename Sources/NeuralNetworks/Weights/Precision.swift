import BrainFloats

/// The arithmetic of an encoder's matrix products. Whatever is between them is single precision in both.
public enum Precision: String, CaseIterable, Hashable, Sendable {
  /// Single precision; the default, on every processor.
  case single = "f32"
  /// Factors rounded to brain floats, sums in single precision; on processors with AVX512_BF16 or AMX.
  case brainFloat = "bf16"

  /// Whether this processor has it.
  public var isAvailable: Bool { self == .single || BrainFloat.isAvailable }
}
