import Casework
import TransparencyLog

/// A witness of ledgers: a second party with a key and a memory of its own.
///
/// It cosigns a head only where the entries of the head that it cosigned last begin those of the new one. It keeps what
/// it cosigns before anybody gets it.
package struct LedgerWitness: Sendable {
  private let shelf: any WitnessShelf
  private let cryptography: LogCryptography
  private let clock: WallClock

  package init(_ shelf: any WitnessShelf, cryptography: LogCryptography, clock: WallClock) {
    self.shelf = shelf
    self.cryptography = cryptography
    self.clock = clock
  }

  /// What is known of a log.
  private struct Memory {
    let key: VerifierKey
    let head: SignedCheckpoint?
  }

  private static let namePrefix = "witness/"

  /// The witness's key; made with its name at the first use.
  ///
  /// - Parameter name: like a URL without its scheme; default: of random digits.
  /// - Throws: `badName`, `nameIsFixed`, `badKeyFile`, as ``LogFailure``.
  package func key(named name: String? = nil) throws -> SignerKey {
    let key = try existingKey() ?? newKey(named: name)
    guard name == nil || name == key.verifier.name else {
      throw LogFailure.nameIsFixed(path: shelf.path, name: key.verifier.name)
    }
    return key
  }

  private func existingKey() throws -> SignerKey? {
    guard let bytes = try shelf.key() else { return nil }
    do throws(NoteFailure) { return try cryptography.key(bytes, .cosignature) } catch {
      throw LogFailure.badKeyFile(path: shelf.path, error)
    }
  }

  private func newKey(named name: String?) throws -> SignerKey {
    let chance = String(cryptography.chainDigest(cryptography.newSeed()).prefix(16))
    let name = name ?? Self.namePrefix + chance
    guard let key = try? cryptography.newKey(name, .cosignature) else { throw LogFailure.badName(name) }
    _ = try shelf.createKey(Array((key.text + "\n").utf8))
    return try existingKey() ?? key
  }

  /// Cosigns the head of a casebook that this process can read, after it has proved itself.
  ///
  /// - Parameter trusted: the log's key as its owner gave it; default: the one that is known, and at the first time
  ///   the one beside the casebook.
  /// - Throws: a ``WitnessFailure``, and what ``LedgerLog/head(named:)`` throws.
  package func witness(_ log: LedgerLog, trusted: String? = nil, named name: String? = nil) async throws -> Testimony {
    let lock = try shelf.lock()
    defer { lock.release() }
    let logKey = try await log.key().verifier
    let known = try memory(of: logKey.name)
    let request = try await log.request(old: known?.head?.checkpoint.size ?? 0)
    return try judge(request, known, trusted: trusted ?? logKey.text, named: name)
  }

  /// Cosigns the head of a request that came as a file, from a log that this process cannot read.
  ///
  /// - Parameter trusted: the log's key as its owner gave it; asked for the first time.
  /// - Throws: `notAHead`, a ``WitnessFailure``.
  package func witness(
    _ bytes: [UInt8], at path: String, trusted: String? = nil, named name: String? = nil
  ) throws -> Testimony {
    let lock = try shelf.lock()
    defer { lock.release() }
    let request: WitnessRequest
    do { request = try WitnessRequest(parsing: bytes) } catch {
      throw LogFailure.notAHead(path: path, error)
    }
    return try judge(
      request, try memory(of: request.head.checkpoint.origin), trusted: trusted, named: name)
  }

  private func judge(
    _ request: WitnessRequest, _ known: Memory?, trusted: String?, named name: String?
  ) throws -> Testimony {
    let origin = request.head.checkpoint.origin
    let logKey = try key(of: origin, known, trusted: trusted)
    let rules = Witness(of: logKey, cryptography.hashing, cryptography.isSignature)
    do { try rules.check(request, known: known?.head?.checkpoint) } catch { throw WitnessFailure.refused(error) }
    let own = try key(named: name)
    let head = request.head.cosigned(
      by: own.verifier, time: UInt64(max(0, clock.seconds())), sign: cryptography.signer(own))
    try shelf.remember(Array((logKey.text + "\n").utf8) + head.bytes, of: origin)
    return Testimony(head: head, old: known?.head?.checkpoint.size, logKey: logKey, witnessKey: own.verifier)
  }

  private func key(of origin: String, _ known: Memory?, trusted: String?) throws -> VerifierKey {
    guard let trusted else {
      guard let known else { throw WitnessFailure.unknownLog(origin: origin) }
      return known.key
    }
    let key: VerifierKey
    do { key = try VerifierKey(parsing: trusted, digest: cryptography.digest) } catch {
      throw LogFailure.badKeyFile(path: trusted, error)
    }
    guard known == nil || known?.key == key else {
      throw WitnessFailure.otherKey(origin: origin, trusted: known?.key.text ?? "")
    }
    return key
  }

  /// The log's key on the first line, then the head that was cosigned last.
  private func memory(of origin: String) throws -> Memory? {
    guard let bytes = try shelf.memory(of: origin) else { return nil }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let rest = Array(bytes.dropFirst(line.count + 1))
    guard
      let key = try? VerifierKey(parsing: String(decoding: line, as: UTF8.self), digest: cryptography.digest),
      key.name == origin, let head = try? SignedCheckpoint(parsing: rest)
    else { throw WitnessFailure.badMemory(path: shelf.path) }
    return Memory(key: key, head: head)
  }
}

/// What a witness has signed.
package struct Testimony: Equatable, Sendable {
  /// With the signatures of the log and of the witness.
  package let head: SignedCheckpoint
  /// Entries of the head that it cosigned before; `nil` at the first time.
  package let old: Int?
  /// The log's.
  package let logKey: VerifierKey
  /// The witness's own.
  package let witnessKey: VerifierKey
}
