import TerminalKit

/// What a frame is for a terminal of which it is known what it can do: cells, its pictures in pixels where the terminal
/// takes them, else in block characters.
struct FrameWriting {
  private let capabilities: TerminalCapabilities
  private var blocks: PictureCells
  /// `nil` where pictures are drawn in block characters.
  private var pixels: PixelPainting?
  /// `nil` where the palette stays as it is.
  private var palette: PalettePainting?

  /// A frame as it is written.
  struct Written {
    /// What the terminal shows then.
    let screen: Screen
    let bytes: [UInt8]
    /// Whether a picture in pixels is among the bytes.
    let hasPicture: Bool
  }

  /// - Parameter coding: makes the files that terminals with pixels take; `nil` where there is nobody who does.
  init(_ capabilities: TerminalCapabilities, coding: PixelCoding?) {
    self.capabilities = capabilities
    blocks = PictureCells(capabilities)
    pixels = coding.flatMap { PixelPainting(capabilities, coding: $0) }
    palette = capabilities.adaptsPalette ? PalettePainting() : nil
  }

  /// Bytes that leave nothing of the pictures behind, nor their colours.
  mutating func farewell() -> [UInt8] {
    defer { palette?.forget() }
    return (pixels?.farewell ?? []) + (palette?.restoration ?? [])
  }

  /// The cells of `frame` with its pictures in block characters, cut to `size`.
  mutating func cells(of frame: TerminalFrame, size: TerminalSize) -> Screen {
    let screen = blocks.screen(of: frame)
    return screen.size == size ? screen : screen.cut(to: size)
  }

  /// The bytes that turn `painted` into `frame`, cut to `size`; all of it where `painted` is `nil`.
  mutating func written(_ frame: TerminalFrame, size: TerminalSize, over painted: Screen?) -> Written {
    var cut = frame
    if frame.screen.size != size { cut.screen = frame.screen.cut(to: size) }
    guard let new = pixels?.frame(cut, isKnown: painted != nil) else {
      return inCells(cells(of: frame, size: size), frame.palette, over: painted)
    }
    var known = painted
    // Pictures in pixels would move with the rows.
    let isBare = frame.pictures.isEmpty && new.stale.isEmpty
    // As no cell of ours is, so that each is written: pictures that are gone stand there.
    for area in new.stale { known?.fill(area, style: Style(attributes: [.reverse, .underline])) }
    return Written(
      screen: new.screen, bytes: new.before + difference(known, new.screen, scrolls: isBare) + new.after,
      hasPicture: !(new.before.isEmpty && new.after.isEmpty))
  }

  /// Colours that are redefined come in the same write as the cells that have them.
  private mutating func inCells(_ screen: Screen, _ wish: PaletteWish?, over painted: Screen?) -> Written {
    let new = palette?.frame(screen, wish) ?? PalettePainting.Frame(screen: screen)
    guard !new.change.isEmpty else {
      return Written(screen: new.screen, bytes: difference(painted, new.screen, scrolls: true), hasPicture: false)
    }
    if let restoration = palette?.restoration, !restoration.isEmpty { Emergency.keep(palette: restoration) }
    let start = capabilities.synchronizes ? Array("\u{1B}[?2026h".utf8) : []
    let bytes = start + new.change + difference(nil, new.screen, scrolls: false)
    return Written(screen: new.screen, bytes: bytes, hasPicture: false)
  }

  private func difference(_ old: Screen?, _ new: Screen, scrolls: Bool) -> [UInt8] {
    ScreenDiff.bytes(
      from: old, to: new, depth: capabilities.depth, isSynchronized: capabilities.synchronizes,
      scrolls: scrolls && capabilities.scrolls, numbers: palette?.numbers ?? [:])
  }
}
