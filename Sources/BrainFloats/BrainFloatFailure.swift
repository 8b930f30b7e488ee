/// Why a bf16 product cannot be made or carried out.
public enum BrainFloatFailure: Error, Hashable, Sendable {
  /// The processor has neither AVX512_BF16 nor AMX, or oneDNN is forbidden to use them.
  case unavailable
  /// A function of oneDNN said no; `status` is its `dnnl_status_t` (1: out of memory, 2: invalid arguments, 3:
  /// unimplemented, 5: runtime error).
  case refused(function: String, status: UInt32)
}
