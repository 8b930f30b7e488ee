import Testing

@testable import Tensors

@Suite("The kernel that OpenBLAS runs")
struct BLASKernelTests {
  /// Registers as `cpuid` shows them; ecx of leaf 1 has FMA (12), OSXSAVE (27), AVX (28); ebx of leaf 7 has BMI1 (3),
  /// AVX2 (5), BMI2 (8), and AVX-512 F (16), DQ (17), CD (28), BW (30), VL (31).
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let vendor: String
    let signature: UInt32
    var leaf1: UInt32 = 0x1800_1000
    var leaf7: UInt32 = 0xD003_0128
    var kept: UInt64 = 0xE7
    let family: Int
    let model: Int
    let vectors: Processor.Vectors
    /// What Debian 12's OpenBLAS 0.3.21 runs on it.
    let running: String
    let faster: String?
  }

  static let examples = [
    Example(
      testDescription: "Emerald Rapids", vendor: "GenuineIntel", signature: 0xC06F2, family: 6, model: 207,
      vectors: .avx512, running: "Prescott", faster: "SkylakeX"),
    Example(
      testDescription: "Emerald Rapids whose system keeps no 512-bit registers", vendor: "GenuineIntel",
      signature: 0xC06F2, kept: 0x07, family: 6, model: 207, vectors: .avx2, running: "Prescott", faster: "Haswell"),
    Example(
      testDescription: "Emerald Rapids whose hypervisor hides AVX-512", vendor: "GenuineIntel", signature: 0xC06F2,
      leaf7: 0x128, family: 6, model: 207, vectors: .avx2, running: "Prescott", faster: "Haswell"),
    Example(
      testDescription: "Sapphire Rapids, known", vendor: "GenuineIntel", signature: 0x806F8, family: 6, model: 143,
      vectors: .avx512, running: "SkylakeX", faster: nil),
    Example(
      testDescription: "Sapphire Rapids, its own kernel", vendor: "GenuineIntel", signature: 0x806F8, family: 6,
      model: 143, vectors: .avx512, running: "SapphireRapids", faster: nil),
    Example(
      testDescription: "Zen 3", vendor: "AuthenticAMD", signature: 0xA20F10, leaf7: 0x128, kept: 0x07, family: 25,
      model: 33, vectors: .avx2, running: "Zen", faster: nil),
    Example(
      testDescription: "a Zen that the library does not know", vendor: "AuthenticAMD", signature: 0xA20F10,
      leaf7: 0x128, kept: 0x07, family: 25, model: 33, vectors: .avx2, running: "Barcelona", faster: "Zen"),
    Example(
      testDescription: "Zen 5", vendor: "AuthenticAMD", signature: 0xB40F40, family: 26, model: 68, vectors: .avx512,
      running: "Barcelona", faster: "SkylakeX"),
    Example(
      testDescription: "Nehalem, without AVX", vendor: "GenuineIntel", signature: 0x106A5, leaf1: 0, leaf7: 0, kept: 0,
      family: 6, model: 26, vectors: .sse, running: "Nehalem", faster: nil),
    Example(
      testDescription: "AVX whose registers the system does not keep", vendor: "GenuineIntel", signature: 0x206A7,
      kept: 0x03, family: 6, model: 42, vectors: .sse, running: "Nehalem", faster: nil),
    Example(
      testDescription: "AVX without AVX2, unknown", vendor: "GenuineIntel", signature: 0xC06F2, leaf1: 0x1800_0000,
      leaf7: 0, kept: 0x07, family: 6, model: 207, vectors: .avx, running: "Prescott", faster: "Sandybridge"),
    Example(
      testDescription: "AVX-512 without its byte and word instructions (Knights Landing)", vendor: "GenuineIntel",
      signature: 0x50671, leaf7: 0x1001_0128, family: 6, model: 87, vectors: .avx2, running: "Haswell", faster: nil),
    Example(
      testDescription: "a kernel that is newer than this program", vendor: "GenuineIntel", signature: 0xC06F2,
      family: 6, model: 207, vectors: .avx512, running: "DiamondRapids", faster: nil),
  ]

  @Test("is chosen by what cpuid says, never with instructions that the processor lacks", arguments: examples)
  func choice(example: Example) {
    let letters = Array(example.vendor.utf8)
    let words = (0..<3).map { word in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(letters[word * 4 + $1]) << ($1 * 8) }
    }
    let processor = Processor(
      vendor: words, signature: example.signature, leaf1: example.leaf1, leaf7: example.leaf7, kept: example.kept)
    #expect(
      processor
        == Processor(
          vendor: example.vendor, family: example.family, model: example.model, vectors: example.vectors))
    #expect(BLASKernel.faster(on: processor, than: example.running) == example.faster)
  }

  private static let emerald = Processor(vendor: "GenuineIntel", family: 6, model: 207, vectors: .avx512)

  private func plan(
    running: String = "Prescott", _ environment: [String: String] = [:], isReplaceable: Bool = true
  ) -> BLASStart.Plan {
    BLASStart.plan(
      Self.emerald, running: running, environment: environment, process: 71, isReplaceable: isReplaceable)
  }

  @Test("the program starts itself once more where the library chose worse, and only then")
  func restarts() {
    #expect(plan() == .restart(kernel: "SkylakeX"))
    #expect(plan(running: "SkylakeX") == .goOn(.library))
    #expect(plan(isReplaceable: false) == .goOn(.library))
  }

  @Test("a user's own choice stands, also an empty one and one of another process")
  func ownChoice() {
    #expect(plan(["OPENBLAS_CORETYPE": "Prescott"]) == .goOn(.user))
    #expect(plan(["OPENBLAS_CORETYPE": ""]) == .goOn(.user))
    #expect(plan(["OPENBLAS_CORETYPE": "Prescott", BLASStart.marker: "70"]) == .goOn(.user))
  }

  @Test("the process that was started again goes on, also where the kernel did not change")
  func once() {
    #expect(plan(["OPENBLAS_CORETYPE": "SkylakeX", BLASStart.marker: "71"]) == .goOn(.program))
    #expect(plan(running: "SkylakeX", [BLASStart.marker: "71"]) == .goOn(.program))
  }

  @Test("of this machine has a name and a version")
  func here() {
    #expect(!BLAS.kernel.name.isEmpty)
    #expect(BLAS.version.split(separator: ".").count >= 2)
  }
}
