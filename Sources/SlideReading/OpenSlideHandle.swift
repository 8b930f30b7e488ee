import COpenSlide

/// One open `openslide_t`, closed when nobody holds it any more.
///
/// OpenSlide reads from several threads through one handle (openslide.h: "all functions except `openslide_close` are
/// thread-safe"); closing is what reference counting puts after the last read.
final class OpenSlideHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Takes over `openslide_open`'s result; `nil` where OpenSlide recognises no format.
  init?(path: String) {
    guard let pointer = openslide_open(path) else { return nil }
    self.pointer = pointer
  }

  deinit { openslide_close(pointer) }

  /// The error that the handle has latched: every later call fails with it (`openslide_get_error`).
  var error: String? { openslide_get_error(pointer).map { String(cString: $0).cleaned } }

  /// `openslide_get_property_names` with `openslide_get_property_value`, cleaned; strings belong to the handle.
  var properties: [String: String] {
    let names = Self.strings(openslide_get_property_names(pointer))
    let pairs = names.compactMap { name -> (String, String)? in
      openslide_get_property_value(pointer, name).map { (String(cString: name).cleaned, String(cString: $0).cleaned) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// `openslide_get_associated_image_names`.
  var associatedImages: [String] {
    Self.strings(openslide_get_associated_image_names(pointer)).map { String(cString: $0) }
  }

  /// A list of C strings that ends with NULL.
  private static func strings(
    _ list: UnsafePointer<UnsafePointer<CChar>?>?
  ) -> [UnsafePointer<CChar>] {
    guard var next = list else { return [] }
    var strings: [UnsafePointer<CChar>] = []
    while let string = next.pointee {
      strings.append(string)
      next += 1
    }
    return strings
  }
}

extension String {
  /// Without C0, C1, DEL and bidirectional controls: a property must not speak to a terminal. Invalid UTF-8 has become
  /// U+FFFD when the string was made.
  var cleaned: String {
    let kept = unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
    return String(String.UnicodeScalarView(kept))
  }
}
