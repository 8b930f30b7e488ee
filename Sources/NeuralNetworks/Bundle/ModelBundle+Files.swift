import Cryptography
import FeatureFiles
import Files
import Glibc

extension ModelBundle {
  static let cardName = "model.toml"
  /// A card of an ensemble with a thousand features has some 100 kB; a network of the largest encoder, some 10 MB.
  private static let cardLimit = 16 << 20
  private static let fileLimit = 1 << 30

  /// Reads the bundle in the folder `path` and checks it: the layout's version, the SHA-256 of every file but the
  /// encoder's weights, every shape, every value finite. A file is read once, so that what was checked is what is used,
  /// and a file that the card does not list is not read at all; the weights of the encoder, which may be gigabytes, are
  /// checked by ``loadEncoder(precision:)`` and mapped afterwards.
  ///
  /// - Throws: ``BundleFailure``: `file` where a file cannot be read or its tensors are not what they must be;
  ///   `badCard`, `unsupportedFormat` or `unsupportedAggregator` where the card is not one that this version reads;
  ///   `unsafeName` where it names a file outside of the folder; `digest` where a file is not the one that the card was
  ///   written for; `inconsistent` where a value is not possible; `weights` or `noSlideScore` where a network cannot be
  ///   used.
  public static func load(_ path: String) throws(BundleFailure) -> ModelBundle {
    let (text, cardFile) = try text(of: "\(path)/\(cardName)")
    let card = try ModelCard(toml: text, file: cardFile)
    try check(card, cardFile)
    let width = card.encoder.width
    let networks = try SlideNetworks(card, in: path)
    let distribution = try card.distribution.map { (file) throws(BundleFailure) in
      try TileDistribution(open(file, in: path), width: width)
    }
    let members = try card.trainingMembers.map { (file) throws(BundleFailure) in
      try TrainingMembers(
        verified(file, in: path), file: "\(path)/\(file.file)", salt: card.training?.source.digest ?? "")
    }
    let files = card.files
    return ModelBundle(
      card: card, networks: networks, distribution: distribution, trainingMembers: members, cardText: text,
      sources: Dictionary(files.map { ($0.file, "\(path)/\($0.file)") }) { first, _ in first })
  }

  /// The text of a card: of the file `path`, or of the one in the folder `path`.
  static func cardText(at path: String) throws(BundleFailure) -> (text: String, file: String) {
    try text(of: names(in: path) == nil ? path : "\(path)/\(cardName)")
  }

  private static func text(of file: String) throws(BundleFailure) -> (text: String, file: String) {
    let bytes = try read(file, limit: cardLimit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .badCard(file: file, reason: "the file is not UTF-8")
    }
    return (text, file)
  }

  private static func check(_ card: ModelCard, _ file: String) throws(BundleFailure) {
    try require(!card.members.isEmpty, file, "members", "at least one", "none")
    try require(card.encoder.width > 0, file, "encoder.features", "at least one", "none")
    let (mpp, threshold) = (card.encoder.mpp, card.combined.threshold)
    try require(mpp > 0 && mpp < 100, file, "encoder.mpp", "above 0 um/px", "\(mpp)")
    let side = card.encoder.tilePixels
    try require((14...4096).contains(side), file, "encoder.tilePixels", "14 to 4096 px", "\(side)")
    try require(threshold > 0 && threshold < 1, file, "combined.threshold", "between 0 and 1", "\(threshold)")
    for entry in card.files where !entry.isSafe { throw .unsafeName(card: file, name: entry.file) }
  }

  private static func require(
    _ holds: Bool, _ file: String, _ what: String, _ expected: String, _ found: String
  ) throws(BundleFailure) {
    guard holds else { throw .inconsistent(file: file, what: what, expected: expected, found: found) }
  }

  static func open(_ entry: BundleFile, in folder: String) throws(BundleFailure) -> SafetensorsFile {
    let bytes = try verified(entry, in: folder)
    do { return try SafetensorsFile(bytes: bytes, name: "\(folder)/\(entry.file)") } catch { throw .file(error) }
  }

  /// The bytes of a file of the bundle, of which the digest was taken.
  static func verified(_ entry: BundleFile, in folder: String) throws(BundleFailure) -> [UInt8] {
    let path = "\(folder)/\(entry.file)"
    let bytes = try read(path, limit: fileLimit)
    let found = SHA256Hex.digest(bytes)
    guard found == entry.sha256 else { throw .digest(file: path, expected: entry.sha256, found: found) }
    return bytes
  }

  private static func read(_ path: String, limit: Int) throws(BundleFailure) -> [UInt8] {
    do { return try WholeFile.read(path, limit: limit) } catch { throw .file(.file(error)) }
  }

  /// Writes the folder `path`: beside it, every file and the folder `fsync`ed, then renamed, so that a bundle is whole
  /// wherever it stands. An older bundle is replaced; anything else that stands there is left.
  ///
  /// - Throws: ``BundleFailure``: `occupied` where something that is not a bundle stands at `path`; `system` or `file`
  ///   where a file or folder cannot be read, written or put in its place; `digest` or `inconsistent` where a file to
  ///   be copied is not the one of the card any more, or is not known.
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

  /// Requires that ``write(to:)`` may write to `path`, before anything is computed for it.
  ///
  /// - Throws: ``BundleFailure/occupied(path:)`` where something that is not a bundle, nor an empty folder, stands
  ///   there.
  public static func checkPlace(_ path: String) throws(BundleFailure) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, isBundleOrEmpty(path) else { throw .occupied(path: path) }
  }

  private func writeFiles(_ folder: String) throws(BundleFailure) {
    for part in card.folders { try Self.system(folder, "mkdir", mkdir("\(folder)/\(part)", 0o755)) }
    for file in card.files where generated[file.file] == nil { try copy(file, to: "\(folder)/\(file.file)") }
    do throws(FileFailure) {
      for (name, bytes) in generated { try AtomicFile.writeThrough(bytes, to: "\(folder)/\(name)") }
      for part in card.folders { try AtomicFile.synchronizeFolder(of: "\(folder)/\(part)/.") }
      try AtomicFile.synchronizeFolder(of: "\(folder)/\(Self.cardName)")
    } catch {
      throw .file(.file(error))
    }
  }

  /// The files that are made of what is in memory.
  private var generated: [String: [UInt8]] {
    var files = [Self.cardName: Array(cardText.utf8)]
    if case .trained(let ensemble) = networks {
      for (entry, member) in zip(card.members, ensemble.members) { files[entry.file] = member.document.bytes }
    }
    if let entry = card.distribution, let distribution { files[entry.file] = distribution.document.bytes }
    if let entry = card.trainingMembers, let trainingMembers { files[entry.file] = trainingMembers.bytes }
    return files
  }

  /// Copies a file from where it is; its digest must still be that of the card.
  private func copy(_ entry: BundleFile, to path: String) throws(BundleFailure) {
    guard let source = sources[entry.file] else {
      throw .inconsistent(file: Self.cardName, what: entry.file, expected: "a file to copy", found: "none")
    }
    let found: String
    do { found = try FileDigest.copying(source, to: path) } catch { throw .file(.file(error)) }
    guard found == entry.sha256 else { throw .digest(file: source, expected: entry.sha256, found: found) }
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
    do { try AtomicFile.synchronizeFolder(of: path) } catch { throw .file(.file(error)) }
  }

  private static func isBundleOrEmpty(_ path: String) -> Bool {
    guard let names = names(in: path) else { return false }
    return names.isEmpty || names.contains(cardName)
  }

  /// Removes a bundle's folder with the folders in it; nothing there is fine. A link is removed and not followed.
  static func remove(_ folder: String) throws(BundleFailure) {
    guard let names = names(in: folder) else { return }
    for name in names {
      let path = "\(folder)/\(name)"
      var status = stat()
      let isFolder = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      if isFolder { try remove(path) } else { try system(path, "unlink", unlink(path)) }
    }
    try system(folder, "rmdir", rmdir(folder))
  }

  /// The names in a folder, or `nil` where there is no folder.
  static func names(in folder: String) -> [String]? {
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

  /// The encoder of a bundle that has one of its own, after the SHA-256 of its weights was checked; `nil` where it is
  /// built in.
  ///
  /// - Throws: ``BundleFailure``: `file` or `digest` where the weights cannot be read or are not those of the card;
  ///   `badCard` where the card does not say what the encoder needs; `weights` where they cannot be used; `width` where
  ///   the encoder gives another number of features.
  public func loadEncoder(precision: Precision) throws(BundleFailure) -> EncoderNetwork? {
    guard let network = card.encoder.network else { return nil }
    try verifyEncoder()
    let found = network.settings(tilePixels: card.encoder.tilePixels, mpp: card.encoder.mpp)
    guard let settings = found else {
      throw .badCard(file: Self.cardName, reason: "the section encoder.network holds no settings of an encoder")
    }
    let encoder: EncoderNetwork
    do {
      let paths = network.weights.compactMap { sources[$0.file] }
      encoder = try EncoderNetwork.load(weights: paths, settings: settings, precision: precision)
    } catch {
      throw .weights(error)
    }
    guard encoder.featureCount == width else { throw .width(expected: width, found: encoder.featureCount) }
    return encoder
  }

  /// Compares the SHA-256 of every file of the encoder with the card's.
  ///
  /// - Throws: ``BundleFailure``: `file` where a file cannot be read, `digest` where it is another.
  public func verifyEncoder() throws(BundleFailure) {
    for file in card.encoder.network?.weights ?? [] {
      if let path = sources[file.file] { try Self.verify(file, at: path) }
    }
  }

  /// Compares the SHA-256 of a file with the card's.
  static func verify(_ file: BundleFile, at path: String) throws(BundleFailure) {
    let found = try BundleFile(file.file, of: path)
    guard found == file else { throw .digest(file: path, expected: file.sha256, found: found.sha256) }
  }
}

extension BundleFile {
  /// The entry of the file at `path`, which lies in the bundle as `file`.
  init(_ file: String, of path: String) throws(BundleFailure) {
    let digest: String
    do { digest = try FileDigest.of(path) } catch { throw .file(.file(error)) }
    self.init(file: file, sha256: digest)
  }
}
