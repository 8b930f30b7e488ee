import Foundation

/// The words that open a reviewer's key.
///
/// It never shows itself: whatever describes, dumps or mirrors it gets dots. Its text is composed (Unicode NFC), so
/// that the same words open the key whichever way a keyboard puts an accent together. Its bytes lie in one place, which
/// is overwritten when nobody needs it any more; what they were made from, and what they are copied to, is the affair
/// of whoever does so.
///
///     let typed = Passphrase("seven grey herons at noon")
///     let problem = typed.problem(of: "Ann Rey")   // nil: it can be used
public struct Passphrase: Sendable, Hashable {
  private let storage: SecretBytes

  /// The passphrase that `text` says.
  public init(_ text: String) { storage = SecretBytes(Array(text.precomposedStringWithCanonicalMapping.utf8)) }

  /// The passphrase in `bytes`; `nil` where they are not UTF-8.
  public init?(utf8 bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.init(text)
  }

  /// Whether nothing was typed.
  public var isEmpty: Bool { storage.count == 0 }

  /// What `body` makes of the UTF-8 bytes, which lie where they are only as long as it runs.
  ///
  /// - Throws: what `body` throws.
  public func withBytes<Answer, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try storage.withBytes(body)
  }

  /// For the rules alone; the text is gone with the call that asked for it.
  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Whether both say the same; takes as long for the first difference as for the last.
  public static func == (left: Passphrase, right: Passphrase) -> Bool {
    left.withBytes { left in
      right.withBytes { right in
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
      }
    }
  }

  /// Mixes in the length alone, so that no hash tells of the words.
  public func hash(into hasher: inout Hasher) { hasher.combine(storage.count) }
}

extension Passphrase: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private static let dots = "••••••••"

  /// Dots, always the same number of them.
  public var description: String { Self.dots }

  /// Dots, always the same number of them.
  public var debugDescription: String { Self.dots }

  /// Dots without anything below them.
  public var customMirror: Mirror { Mirror(reflecting: Self.dots) }
}

/// Bytes in one place of their own, overwritten when they are given back.
///
/// Nothing writes to them after they are made, so that they may be read from any thread.
final class SecretBytes: @unchecked Sendable {
  private let bytes: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
    self.bytes.copyBytes(from: bytes)
  }

  deinit {
    overwrite(bytes)
    bytes.deallocate()
  }

  var count: Int { bytes.count }

  func withBytes<Answer, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    let answer = try body(UnsafeRawBufferPointer(bytes))
    withExtendedLifetime(self) {}
    return answer
  }
}

/// Fills `bytes` with zeros. Not optimised: a compiler sees no use in writing what nobody reads again.
@inline(never)
@_optimize(none)
private func overwrite(_ bytes: UnsafeMutableRawBufferPointer) {
  for index in bytes.indices { bytes[index] = 0 }
}
