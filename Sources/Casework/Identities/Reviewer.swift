import Basics
import Foundation

/// Whether somebody may still sign.
public enum ReviewerStanding: Hashable, Sendable {
  case active
  /// Their key signs nothing more; what it signed before stays signed. The time is ISO 8601 with seconds, UTC.
  case retired(since: String)

  /// Whether their key may be used.
  public var isActive: Bool {
    switch self {
    case .active: true
    case .retired: false
    }
  }
}

/// Somebody who was admitted to the casebook, with the key that signs for them.
///
/// A key is one person's for good: who comes back after they were retired, or lost their passphrase, is admitted with
/// another key, and is another line of the list.
public struct Reviewer: Hashable, Sendable, Identifiable {
  /// Printed name, as it stands under signatures.
  public var name: String
  /// What they are in the laboratory.
  public var role: ReviewerRole
  /// The Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]
  /// SHA-256 of ``publicKey``, 64 hexadecimal digits.
  public var fingerprint: String
  /// Whether they may still sign.
  public var standing: ReviewerStanding
  /// Fingerprint of whoever admitted them; the first one's own.
  public var admittedBy: String
  /// When they were admitted; ISO 8601 with seconds, UTC.
  public var admittedAt: String
  /// SHA-256 of the sealed private key, as ``SealedKey/storedBytes`` gives it: what is kept outside of the ledger is
  /// held against this.
  public var sealedDigest: String
  /// The entry of the ledger that admitted them.
  public var admitted: Int
  /// The entry that last said anything of them.
  public var sequence: Int

  /// Somebody as the ledger tells of them.
  public init(
    name: String, role: ReviewerRole, publicKey: [UInt8], fingerprint: String, standing: ReviewerStanding,
    admittedBy: String, admittedAt: String, sealedDigest: String, admitted: Int, sequence: Int
  ) {
    self.name = name
    self.role = role
    self.publicKey = publicKey
    self.fingerprint = fingerprint
    self.standing = standing
    self.admittedBy = admittedBy
    self.admittedAt = admittedAt
    self.sealedDigest = sealedDigest
    self.admitted = admitted
    self.sequence = sequence
  }

  /// The fingerprint.
  public var id: String { fingerprint }

  /// Whether they may do something now.
  public func may(_ right: ReviewerRight) -> Bool { standing.isActive && role.rights.contains(right) }
}

extension Reviewer {
  /// The longest name, Unicode scalars.
  public static let nameLimit = 200

  /// A name as it is kept and compared: composed (Unicode NFC), without control characters and blanks around it.
  public static func name(_ text: String) -> String {
    CleanText.cleaned(text).precomposedStringWithCanonicalMapping
  }

  /// Whether somebody may be called so.
  public static func isName(_ name: String) -> Bool {
    !name.isEmpty && self.name(name) == name && name.unicodeScalars.count <= nameLimit
  }

  /// Whether two names differ in capitals alone. Letters of two scripts that look alike are not found.
  static func isAlike(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }
}
