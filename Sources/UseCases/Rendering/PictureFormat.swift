/// What a picture that is printed is made of. Raw values are what `render --format` takes.
package enum PictureFormat: String, Sendable, CaseIterable {
  /// Block characters with SGR colours.
  case ansi
  /// A PNG file.
  case png
  /// kitty's graphics protocol.
  case kitty
  /// DEC's sixels.
  case sixel

  /// Whether it is made for a terminal, and can be printed on one.
  package var isForTerminals: Bool {
    switch self {
    case .ansi, .kitty, .sixel: true
    case .png: false
    }
  }

  /// Whether it shows pixels and not cells.
  package var hasPixels: Bool {
    switch self {
    case .ansi: false
    case .png, .kitty, .sixel: true
    }
  }
}
