import Basics
import CQREncode
import Foundation

/// QR codes (ISO/IEC 18004): the only file that calls libqrencode.
///
/// Codes are made of bytes at once, with no state kept between calls, so that any thread may make one.
public enum QRCode {
  /// How much of a code may be lost or soiled before it cannot be read any more.
  public enum Correction: Sendable, CaseIterable {
    /// 7 %.
    case low
    /// 15 %.
    case medium
    /// 25 %.
    case quartile
    /// 30 %.
    case high
  }

  /// The smallest code that holds the UTF-8 bytes of `text`, without the quiet zone of four modules around it.
  ///
  ///     try QRCode.matrix(of: "coverslip").side   // 21
  ///
  /// `QRcode_encodeData`, which allocates; `QRcode_free` frees it here.
  ///
  /// - Throws: `empty`, `tooLong`, or `library` where libqrencode fails.
  public static func matrix(of text: String, correction: Correction = .medium) throws(QRFailure) -> BitMatrix {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw .empty }
    // No code holds more than 2,953 bytes.
    guard bytes.count < 4096 else { throw .tooLong(bytes: bytes.count) }
    guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, correction.level) else {
      let reason = errno
      throw reason == ERANGE ? .tooLong(bytes: bytes.count) : .library(code: reason)
    }
    defer { QRcode_free(code) }
    guard let matrix = modules(code.pointee) else { throw .library(code: EINVAL) }
    return matrix
  }

  /// The lowest bit of each byte says whether its module is dark.
  private static func modules(_ code: QRcode) -> BitMatrix? {
    guard let data = code.data, code.width > 0 else { return nil }
    let side = Int(code.width)
    return BitMatrix(side: side, modules: (0..<side * side).map { data[$0] & 1 == 1 })
  }
}

extension QRCode.Correction {
  fileprivate var level: QRecLevel {
    switch self {
    case .low: QR_ECLEVEL_L
    case .medium: QR_ECLEVEL_M
    case .quartile: QR_ECLEVEL_Q
    case .high: QR_ECLEVEL_H
    }
  }
}
