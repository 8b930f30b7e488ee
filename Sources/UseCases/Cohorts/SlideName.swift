/// The last part of a path as tables write it.
///
/// A path of Windows, `X:\slides\a.svs`, is one too: tables come from there.
package func fileName(_ path: String) -> String {
  let isOfWindows = path.contains("\\") && !path.contains("/")
  return path.split(separator: isOfWindows ? "\\" : "/").last.map(String.init) ?? path
}

/// The same without its ending; a dot at the beginning begins none.
package func fileStem(_ path: String) -> String {
  let name = fileName(path)
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
  return String(name[..<dot])
}

/// The name of a slide's file, with and without what tells its kind.
package struct SlideName: Hashable, Sendable {
  /// With its ending.
  package let name: String
  /// Without an ending that slides have: in `TCGA-BH-A0B3-01Z-00-DX1.3F2A` the dot begins none.
  package let stem: String

  private static let endings: Set<String> = [
    "svs", "tif", "tiff", "ndpi", "mrxs", "scn", "bif", "vms", "vmu", "svslide", "czi", "dcm", "isyntax", "qptiff",
    "zvi", "vsi", "lif", "png", "jpg", "jpeg", "afi", "sdpc", "kfb",
  ]

  /// Of a path, or of a name that other tools wrote without its ending.
  package init(_ path: String) {
    name = fileName(path)
    let stem = fileStem(path)
    let ending = name.dropFirst(stem.count + 1).lowercased()
    self.stem = Self.endings.contains(ending) ? stem : name
  }

  /// Whether a file that names this slide can be of `other`: one name, or one where one of the two lacks its ending.
  package func isSame(as other: SlideName) -> Bool { name == other.name || stem == other.stem }
}
