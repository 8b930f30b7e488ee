import Basics
import Cryptography
import SurvivalStatistics

/// Who a model was trained on, as hashes of features and outcome together, so that a patient can be found again
/// whatever they are called, and nobody can be read out of them.
///
/// A hash is PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2) of a digest of the tiles, the time and the event, salted with the
/// digest of the training's table: with the same table a training gives the same bytes. It is slow on purpose, because
/// whoever has a patient's features could otherwise try out their outcomes.
public struct TrainingMembers: Hashable, Sendable {
  /// Ascending, so that their order tells nothing; 64 hexadecimal digits each.
  let hashes: [String]
  /// See above; empty where the table is not known.
  let salt: String

  /// How many patients there are.
  public var count: Int { hashes.count }

  /// NIST SP 800-132 asks for at least 1,000.
  static let rounds = 10_000
  private static let format = "training-members/1 pbkdf2-hmac-sha256 \(rounds)"

  init(_ digests: [PatientDigest], salt: String, workers: Int) {
    self.salt = salt
    hashes = Self.hashes(digests, salt: salt, workers: workers).sorted()
  }

  /// Reads a file of a bundle.
  init(_ bytes: [UInt8], file: String, salt: String) throws(BundleFailure) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == Self.format else {
      throw .inconsistent(file: file, what: "kind of file", expected: Self.format, found: lines.first ?? "nothing")
    }
    let found = Array(lines.dropFirst())
    if let wrong = found.first(where: { $0.utf8.count != 64 || !$0.utf8.allSatisfy(Self.isDigit) }) {
      throw .inconsistent(file: file, what: "hash", expected: "64 hexadecimal digits", found: String(wrong.prefix(80)))
    }
    hashes = found.sorted()
    self.salt = salt
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// A line a patient.
  var bytes: [UInt8] { Array(([Self.format] + hashes).joined(separator: "\n").utf8) + [0x0A] }

  /// The indices of those of `patients` who are among them; on `workers` threads.
  public func indices(of patients: [PatientDigest], workers: Int) -> [Int] {
    let known = Set(hashes)
    let found = Self.hashes(patients, salt: salt, workers: workers)
    return found.indices.filter { known.contains(found[$0]) }
  }

  private static func hashes(_ patients: [PatientDigest], salt: String, workers: Int) -> [String] {
    WorkQueue.map(patients.count, workers: workers) { (index) throws(Never) in
      SHA256Hex.text(KeyDerivation.pbkdf2(patients[index].bytes, salt: Array(salt.utf8), rounds: rounds))
    }
  }
}

/// A patient's tiles and outcome in 32 bytes, the same in whatever order the tiles stand.
public struct PatientDigest: Hashable, Sendable {
  let bytes: [UInt8]

  /// Times are told apart to a millionth of a year, half a minute: what a conversion of units rounds is the same time.
  public init(_ bag: Bag, _ outcome: SurvivalTime) {
    var hash = SHA256Stream()
    hash.update(Array("\(bag.width) \(bag.count) \(Self.text(outcome))".utf8))
    for tile in Self.tiles(bag).sorted(by: { $0.lexicographicallyPrecedes($1) }) { hash.update(tile) }
    bytes = hash.bytes
  }

  private static func text(_ outcome: SurvivalTime) -> String {
    let millionths = (outcome.time * 1e6).rounded()
    return "\(Int64(exactly: millionths) ?? -1) \(outcome.event)"
  }

  /// SHA-256 of each tile's numbers, as little-endian bits; -0 is 0.
  private static func tiles(_ bag: Bag) -> [[UInt8]] {
    (0..<bag.count).map { tile in
      let numbers = bag.features[tile * bag.width..<(tile + 1) * bag.width].map { ($0 + 0).bitPattern.littleEndian }
      var hash = SHA256Stream()
      numbers.withUnsafeBytes { hash.update($0) }
      return hash.bytes
    }
  }
}
