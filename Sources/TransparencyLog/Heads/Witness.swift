/// Why a witness does not cosign. C2SP tlog-witness gives each an HTTP status.
public enum WitnessRefusal: Error, Hashable, Sendable {
  /// The head is of a log that the witness does not watch (404).
  case unknownLog(origin: String)
  /// The log's key did not sign the head (403).
  case notTheLogs(NoteDistrust)
  /// The head has fewer entries than the one that was cosigned before: entries are gone (409).
  case shortened(known: Int, size: Int)
  /// The request begins at another head than the one that was cosigned last (409).
  case otherBeginning(known: Int, old: Int)
  /// As many entries as before, and not the same ones (422).
  case rewritten(size: Int)
  /// The entries of the head that was cosigned do not begin those of the new one, or that is not proved (422).
  case inconsistent(known: Int, size: Int)
}

/// The rules of a witness: what it cosigns, knowing the last head that it cosigned.
public struct Witness: Sendable {
  /// Of the log that it watches.
  public let logKey: VerifierKey
  private let hashing: TreeHashing
  private let isSignature: SignatureCheck

  /// A witness of one log.
  public init(of logKey: VerifierKey, _ hashing: TreeHashing, _ isSignature: @escaping SignatureCheck) {
    self.logKey = logKey
    self.hashing = hashing
    self.isSignature = isSignature
  }

  /// Makes sure that the head of `request` may be cosigned.
  ///
  /// - Parameter known: the last head that was cosigned; `nil` before the first.
  /// - Throws: why the witness does not cosign the head.
  public func check(_ request: WitnessRequest, known: Checkpoint?) throws(WitnessRefusal) {
    let head = request.head.checkpoint
    guard head.origin.utf8.elementsEqual(logKey.name.utf8) else { throw .unknownLog(origin: head.origin) }
    do { try request.head.verify(by: logKey, isSignature) } catch { throw .notTheLogs(error) }
    let known = known ?? Checkpoint(origin: head.origin, size: 0, root: hashing.empty)
    guard head.size >= known.size else { throw .shortened(known: known.size, size: head.size) }
    guard head.size != known.size || head.root == known.root else { throw .rewritten(size: known.size) }
    guard request.old == known.size else { throw .otherBeginning(known: known.size, old: request.old) }
    let isConsistent = hashing.isConsistent(
      old: (known.size, known.root), new: (head.size, head.root), path: request.path)
    guard isConsistent else { throw .inconsistent(known: known.size, size: head.size) }
  }
}
