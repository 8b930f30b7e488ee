/// Why there is no QR code.
public enum QRFailure: Error, Hashable, Sendable {
  /// There is nothing to write into it.
  case empty
  /// No version of the code holds so many bytes at the correction that is asked for.
  case tooLong(bytes: Int)
  /// libqrencode failed; `code` is what `errno` said, mostly that there is no memory.
  case library(code: Int32)
}
