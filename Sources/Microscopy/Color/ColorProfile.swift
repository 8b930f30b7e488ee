/// What understands the ICC profiles that slides carry.
public protocol ProfileReader: Sendable {
  /// Reads the bytes of a profile.
  ///
  /// - Throws: ``ColorProfileFailure``, why pictures stay as they were scanned.
  func profile(_ bytes: [UInt8]) throws(ColorProfileFailure) -> any ColorProfile
}

/// The colours of a scanner: what makes its pixels those of a screen. For viewers alone; an encoder takes the pixels as
/// they were scanned, since those of its training were so.
public protocol ColorProfile: Sendable {
  /// What the profile calls itself, without control characters; may be empty.
  var name: String { get }

  /// Makes straight RGBA of the scanner sRGB, in place; alpha stays as it is. Several threads may call it at once.
  func convert(_ pixels: UnsafeMutableRawBufferPointer)
}

/// Why the profile of a slide is not used.
public enum ColorProfileFailure: Error, Hashable, Sendable {
  /// The library that reads profiles is not installed, or cannot be used; it is called `name`.
  case noLibrary(name: String)
  /// The slide's file does not give it; `detail` is the reader's own message, cleaned.
  case unreadable(detail: String)
  /// It has more than `limit` bytes.
  case tooLarge(bytes: Int, limit: Int)
  /// It is no whole profile.
  case damaged
  /// It is for something else than pixels of a camera or a screen: `code` is its device class, four letters.
  case wrongClass(code: String)
  /// Its pixels are not red, green and blue: `code` is its colour space, four letters, for example `CMYK`.
  case wrongColors(code: String)
  /// It lacks what its colours could be computed from.
  case incomplete
}
