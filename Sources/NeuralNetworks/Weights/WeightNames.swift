/// The names of a network's tensors without the prefixes of the wrappers that held it when it was saved.
///
/// Lightning and DataParallel write `model.` and `module.`, transformers the name of the backbone (`vit.`, `dinov2.`)
/// before the names that the library's own files have. A prefix is stripped wherever it stands, also where other
/// tensors, as of a head, do not have it.
enum WeightNames {
  static let prefixes = ["model.", "module.", "vit.", "dinov2.", "backbone.", "teacher.", "_orig_mod."]

  /// `name` without prefixes.
  static func stripped(_ name: String) -> String {
    var rest = name.replacing(".module.", with: ".")
    while let prefix = prefixes.first(where: rest.hasPrefix) { rest.removeFirst(prefix.count) }
    return rest
  }

  /// facebookresearch's DINOv2 may store its blocks in chunks, `blocks.CHUNK.BLOCK.`, where the block counts through
  /// all of them.
  private static func unchunked(_ name: String) -> String {
    let parts = name.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "blocks", Int(parts[1]) != nil, Int(parts[2]) != nil else { return name }
    return "blocks.\(parts[2]).\(parts[3])"
  }

  /// Name without prefixes to place, for the names at each place; or the first two that fall together. Blocks that fall
  /// together without their chunks are no chunks: EfficientNet counts them anew in each of its stages.
  static func index(_ names: [String]) -> Result<[String: Int], Collision> {
    let index = self.index(names, as: { unchunked(stripped($0)) })
    if case .success = index { return index }
    return self.index(names, as: stripped)
  }

  private static func index(_ names: [String], as change: (String) -> String) -> Result<[String: Int], Collision> {
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() {
      if let other = places.updateValue(place, forKey: change(name)) {
        return .failure(Collision(tensor: change(name), names: [names[other], name]))
      }
    }
    return .success(places)
  }

  /// Two names that are the same without prefixes.
  struct Collision: Error, Hashable {
    let tensor: String
    let names: [String]
  }
}
