import FeatureFiles
import Glibc

extension ModelBundle {
  private static let cardName = "model.toml"
  /// A card of an ensemble with a thousand features has some 100 kB; a network of the largest encoder, some 10 MB.
  private static let cardLimit = 16 << 20
  private static let fileLimit = 1 << 30

  /// Reads the bundle in the folder `path` and checks all of it: the layout's version, the SHA-256 of every file, every
  /// shape, every value finite. A file is read once, so that what was checked is what is used.
  public static func load(_ path: String) throws(BundleFailure) -> ModelBundle {
    let cardFile = "\(path)/\(cardName)"
    let bytes = try read(cardFile, limit: cardLimit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .badCard(file: cardFile, reason: "the file is not UTF-8")
    }
    let card = try ModelCard(toml: text, file: cardFile)
    try check(card, cardFile)
    let width = card.encoder.features.count
    var members: [AttentionMIL] = []
    for member in card.members { members.append(try AttentionMIL(open(member, in: path), width: width)) }
    let distribution = try TileDistribution(open(card.distribution, in: path), width: width)
    return ModelBundle(card: card, ensemble: Ensemble(members), distribution: distribution, cardText: text)
  }

  private static func check(_ card: ModelCard, _ file: String) throws(BundleFailure) {
    guard card.aggregator == aggregator else {
      throw .unsupportedAggregator(file: file, expected: aggregator, found: card.aggregator)
    }
    try require(!card.members.isEmpty, file, "members", "at least one", "none")
    try require(!card.encoder.features.isEmpty, file, "encoder.features", "at least one", "none")
    let (mpp, threshold) = (card.encoder.mpp, card.combined.threshold)
    try require(mpp > 0 && mpp < 100, file, "encoder.mpp", "above 0 um/px", "\(mpp)")
    try require(threshold > 0 && threshold < 1, file, "combined.threshold", "between 0 and 1", "\(threshold)")
    for entry in card.members + [card.distribution] {
      guard !entry.file.isEmpty, entry.file != "..", entry.file != ".", !entry.file.contains("/"),
        !entry.file.contains("\0")
      else { throw .unsafeName(card: file, name: entry.file) }
    }
  }

  private static func require(
    _ holds: Bool, _ file: String, _ what: String, _ expected: String, _ found: String
  ) throws(BundleFailure) {
    guard holds else { throw .inconsistent(file: file, what: what, expected: expected, found: found) }
  }

  private static func open(_ entry: BundleFile, in folder: String) throws(BundleFailure) -> SafetensorsFile {
    let path = "\(folder)/\(entry.file)"
    let bytes = try read(path, limit: fileLimit)
    let found = sha256(bytes)
    guard found == entry.sha256 else { throw .digest(file: path, expected: entry.sha256, found: found) }
    do { return try SafetensorsFile(bytes: bytes, name: path) } catch { throw .file(error) }
  }

  private static func read(_ path: String, limit: Int) throws(BundleFailure) -> [UInt8] {
    do { return try WholeFile.read(path, limit: limit) } catch { throw .file(error) }
  }

  /// Writes the folder `path`: beside it, every file and the folder `fsync`ed, then renamed, so that a bundle is whole
  /// wherever it stands. An older bundle is replaced; anything else that stands there is left, and refused.
  public func write(to path: String) throws(BundleFailure) {
    let beside = "\(path).\(getpid()).partial"
    try Self.remove(beside)
    do throws(BundleFailure) {
      try Self.system(beside, "mkdir", mkdir(beside, 0o755))
      try writeFiles(beside)
      try Self.replace(path, with: beside)
    } catch {
      try? Self.remove(beside)
      throw error
    }
  }

  private func writeFiles(_ folder: String) throws(BundleFailure) {
    do throws(FeatureFileFailure) {
      for (entry, member) in zip(card.members, ensemble.members) {
        try AtomicFile.writeThrough(member.document.bytes, to: "\(folder)/\(entry.file)")
      }
      try AtomicFile.writeThrough(distribution.document.bytes, to: "\(folder)/\(card.distribution.file)")
      try AtomicFile.writeThrough(Array(cardText.utf8), to: "\(folder)/\(Self.cardName)")
      try AtomicFile.synchronizeFolder(of: "\(folder)/\(Self.cardName)")
    } catch {
      throw .file(error)
    }
  }

  /// Puts the new folder in its place. An older bundle is moved aside first and back where that fails: the C library's
  /// `rename` replaces a folder only where it is empty.
  private static func replace(_ path: String, with beside: String) throws(BundleFailure) {
    let older = "\(path).\(getpid()).older"
    try remove(older)
    var status = stat()
    let exists = lstat(path, &status) == 0
    if exists {
      guard status.st_mode & S_IFMT == S_IFDIR, isBundleOrEmpty(path) else { throw .occupied(path: path) }
      try system(path, "rename", rename(path, older))
    }
    guard rename(beside, path) == 0 else {
      let code = errno
      if exists { rename(older, path) }
      throw .system(path: path, operation: "rename", code: code)
    }
    try remove(older)
    do { try AtomicFile.synchronizeFolder(of: path) } catch { throw .file(error) }
  }

  private static func isBundleOrEmpty(_ path: String) -> Bool {
    guard let names = names(in: path) else { return false }
    return names.isEmpty || names.contains(cardName)
  }

  /// Removes a flat folder and what is in it; nothing there is fine.
  private static func remove(_ folder: String) throws(BundleFailure) {
    guard let names = names(in: folder) else { return }
    for name in names { try system("\(folder)/\(name)", "unlink", unlink("\(folder)/\(name)")) }
    try system(folder, "rmdir", rmdir(folder))
  }

  /// The names in a folder, or `nil` where there is no folder.
  private static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static func system(_ path: String, _ operation: String, _ result: Int32) throws(BundleFailure) {
    guard result == 0 else { throw .system(path: path, operation: operation, code: errno) }
  }
}
