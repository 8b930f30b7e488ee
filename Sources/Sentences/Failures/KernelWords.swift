import Tensors

extension BLASKernel {
  /// What runs, who chose it, and what would be faster.
  package var words: String {
    let start = "OpenBLAS \(BLAS.version), kernel \(name)"
    switch (origin, faster) {
    case (.library, nil): return start
    case (.library, let faster?):
      return start + "; \(faster) suits this processor and is several times faster: export "
        + "\(BLASStart.variable)=\(faster)"
    case (.program, nil): return start + " (chosen by Coverslip, as this OpenBLAS does not know the processor)"
    case (.program, let faster?):
      return start + "; this OpenBLAS has no kernel \(faster), which the processor could run"
    case (.user, nil): return start + " (\(BLASStart.variable) is set)"
    case (.user, let faster?):
      return start + " (\(BLASStart.variable) is set); \(faster) suits this processor and is several times faster"
    }
  }
}
