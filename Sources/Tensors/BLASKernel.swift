/// Which of its kernels OpenBLAS runs, who chose it, and whether the processor could do better.
///
/// OpenBLAS chooses by a table of processors when it is loaded, before `main`. One that its table lacks gets a kernel
/// for SSE, at about a quarter of the speed: 0.3.21, Debian 12's, does not know Emerald Rapids (family 6, model 207),
/// nor AMD's family 26. The environment variable `OPENBLAS_CORETYPE` names another kernel.
public struct BLASKernel: Equatable, Sendable {
  /// Who chose the kernel.
  public enum Origin: Sendable {
    /// OpenBLAS chose it, by its own table.
    case library
    /// The user chose it, who set `OPENBLAS_CORETYPE`.
    case user
    /// This program chose it, by ``faster(on:than:)``.
    case program
  }

  /// The name as OpenBLAS spells it: `Haswell`, `SkylakeX`.
  public let name: String
  /// Who chose it.
  public let origin: Origin
  /// The kernel that this processor should run instead; `nil` where `name` will do.
  public let faster: String?

  /// A kernel by its name, who chose it, and a faster one where there is one.
  public init(name: String, origin: Origin, faster: String?) {
    self.name = name
    self.origin = origin
    self.faster = faster
  }

  /// Kernels of OpenBLAS for processors without AVX, as `openblas_get_corename` spells them.
  private static let narrow: Set<String> = [
    "katmai", "coppermine", "northwood", "prescott", "banias", "atom", "core2", "penryn", "dunnington", "nehalem",
    "athlon", "opteron", "opteron_sse3", "opteron(sse3)", "barcelona", "nano", "bobcat", "generic",
  ]

  /// The kernel to name in `OPENBLAS_CORETYPE`, where `running` is one for SSE and the processor has wider vectors;
  /// `nil` where the running one may stay, or is not known here.
  ///
  /// Only instructions that `processor` has are asked for. A kernel for wider vectors that OpenBLAS chose itself is
  /// never overruled: its authors measure what is fastest on a processor that they know.
  public static func faster(on processor: Processor, than running: String) -> String? {
    guard narrow.contains(running.lowercased()) else { return nil }
    switch processor.vectors {
    case .sse: return nil
    case .avx: return "Sandybridge"
    case .avx2: return isFromAMD(processor) ? "Zen" : "Haswell"
    case .avx512: return "SkylakeX"
    }
  }

  /// Hygon's processors are Zen under a licence.
  private static func isFromAMD(_ processor: Processor) -> Bool {
    ["AuthenticAMD", "HygonGenuine"].contains(processor.vendor)
  }
}
