import FeatureFiles

/// What stands under the name of a safetensors file and is none.
extension WeightFile {
  /// Endings of what PyTorch pickles.
  static let pickleEndings = [".pt", ".pth", ".ckpt", ".bin", ".pkl"]

  static func mapped(_ path: String) throws(WeightsFailure) -> SafetensorsFile {
    guard !pickleEndings.contains(where: path.lowercased().hasSuffix) else { throw .pickle(file: path) }
    do {
      return try SafetensorsFile(mapping: path)
    } catch {
      throw disguise(error, path) ?? .file(error)
    }
  }

  /// The first eight bytes, which claim a length that cannot be, tell what the file is.
  ///
  /// PyTorch writes a zip archive (`PK`, 3, 4) or a bare pickle (0x80, protocol 2 to 5); Git LFS a text that starts
  /// with `version `.
  private static func disguise(_ failure: FeatureFileFailure, _ path: String) -> WeightsFailure? {
    guard case .badHeader(_, _, .length(let claimed, _)) = failure else { return nil }
    let first = (0..<8).map { UInt8(truncatingIfNeeded: claimed >> ($0 * 8)) }
    if first.starts(with: [0x50, 0x4B, 3, 4]) { return .pickle(file: path) }
    if first[0] == 0x80, (2...5).contains(first[1]) { return .pickle(file: path) }
    return first == Array("version ".utf8) ? .pointer(file: path) : nil
  }
}
