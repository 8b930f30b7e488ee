import Files

/// What the first bytes of a file say.
enum FileKind: Equatable {
  case hdf5, numPy, numPyArchive, pickle
  /// safetensors has no signature: whatever is none of the others.
  case safetensors

  init(path: String) throws(FeatureFileFailure) {
    let file = try OpenFile.opening(path)
    let start = try file.bytes(0..<min(8, file.count))
    switch start {
    case [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]: self = .hdf5
    case _ where start.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]): self = .numPy
    // A zip archive, as numpy.savez and torch.save write one, and the protocol byte of older pickles.
    case _ where start.starts(with: [0x50, 0x4B, 0x03, 0x04]):
      self = try Self.firstName(file).hasSuffix(".npy") ? .numPyArchive : .pickle
    case _ where start.count > 1 && start[0] == 0x80 && (2...5).contains(start[1]) && Self.isPickle(start):
      self = .pickle
    default: self = .safetensors
    }
  }

  /// The name of a zip archive's first entry: its length is the 16-bit number at byte 26, the name follows at byte 30
  /// (PKWARE, APPNOTE 6.3.10, 4.3.7).
  private static func firstName(_ file: OpenFile) throws(FeatureFileFailure) -> String {
    guard file.count > 30 else { return "" }
    let length = try file.bytes(26..<28)
    let end = min(file.count, 30 + Int(length[0]) + Int(length[1]) << 8)
    return String(decoding: try file.bytes(30..<end), as: UTF8.self)
  }

  /// The header length of a small safetensors file may start with 80 02 as well; its upper bytes are 0 then.
  private static func isPickle(_ start: [UInt8]) -> Bool { start.dropFirst(4).contains { $0 != 0 } }
}
