import CVectors

/// What cpuid tells of a processor, as far as the choice of a kernel needs it.
///
/// Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, CPUID, and volume 1, section 14.3 on
/// asking the operating system; AMD64 Architecture Programmer's Manual, volume 3, appendix E.
public struct Processor: Hashable, Sendable {
  /// The widest vectors that processor and operating system both offer.
  public enum Vectors: Int, Comparable, Sendable {
    /// 128 bits: SSE, which every x86-64 has.
    case sse
    /// 256 bits without fused multiply-add.
    case avx
    /// 256 bits with AVX2 and FMA3: x86-64-v3.
    case avx2
    /// 512 bits with F, CD, BW, DQ and VL: x86-64-v4.
    case avx512

    /// Whether the first vectors are narrower.
    public static func < (first: Vectors, second: Vectors) -> Bool { first.rawValue < second.rawValue }
  }

  /// `GenuineIntel`, `AuthenticAMD`; empty where the processor is not an x86.
  public let vendor: String
  /// The family, with the extended family added: 6 of Intel's processors since 1995, 25 (0x19) of AMD's Zen 3 and 4.
  public let family: Int
  /// The model, with the extended model in front: 207 (0xCF) of Emerald Rapids.
  public let model: Int
  /// The widest vectors that may be used.
  public let vectors: Vectors

  /// A processor as CPUID tells of it.
  public init(vendor: String, family: Int, model: Int, vectors: Vectors) {
    self.vendor = vendor
    self.family = family
    self.model = model
    self.vectors = vectors
  }

  /// Reads raw registers of cpuid.
  ///
  /// - Parameters:
  ///   - vendor: ebx, edx and ecx of leaf 0.
  ///   - signature: eax of leaf 1.
  ///   - leaf1: ecx of leaf 1.
  ///   - leaf7: ebx of leaf 7, subleaf 0.
  ///   - kept: the register XCR0; 0 where the operating system has not enabled it.
  public init(vendor: [UInt32], signature: UInt32, leaf1: UInt32, leaf7: UInt32, kept: UInt64) {
    let letters = vendor.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    let base = Int(signature >> 8 & 0xF)
    let extends = base == 6 || base == 15
    self.init(
      vendor: String(decoding: letters.filter { $0 != 0 }, as: UTF8.self),
      family: base == 15 ? base + Int(signature >> 20 & 0xFF) : base,
      model: Int(signature >> 4 & 0xF) + (extends ? Int(signature >> 16 & 0xF) << 4 : 0),
      vectors: Self.vectors(leaf1: leaf1, leaf7: leaf7, kept: kept))
  }

  /// The processor that runs this.
  public static let current: Processor = {
    let facts = cpuid_read()
    return Processor(
      vendor: [facts.vendor.0, facts.vendor.1, facts.vendor.2], signature: facts.signature, leaf1: facts.leaf1_ecx,
      leaf7: facts.leaf7_ebx, kept: facts.kept_registers)
  }()

  private static func vectors(leaf1: UInt32, leaf7: UInt32, kept: UInt64) -> Vectors {
    let has = { (register: UInt32, bits: [UInt32]) in bits.allSatisfy { register >> $0 & 1 == 1 } }
    // XCR0: bits 1 and 2 for the 256-bit registers, 5 to 7 for the masks and the 512-bit ones.
    guard has(leaf1, [osxsave, avx]), kept & 0x06 == 0x06 else { return .sse }
    guard has(leaf1, [fma]), has(leaf7, [bmi1, avx2, bmi2]) else { return .avx }
    guard has(leaf7, [avx512f, avx512dq, avx512cd, avx512bw, avx512vl]), kept & 0xE6 == 0xE6 else { return .avx2 }
    return .avx512
  }

  private static let (fma, osxsave, avx): (UInt32, UInt32, UInt32) = (12, 27, 28)
  private static let (bmi1, avx2, bmi2): (UInt32, UInt32, UInt32) = (3, 5, 8)
  private static let (avx512f, avx512dq, avx512cd, avx512bw, avx512vl): (UInt32, UInt32, UInt32, UInt32, UInt32) =
    (16, 17, 28, 30, 31)
}
