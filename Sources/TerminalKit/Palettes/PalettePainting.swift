/// The frames of a terminal of 256 colours whose palette follows the pictures on it.
///
/// The palette is redefined for the first picture, and again only where what is at rest differs clearly from what the
/// palette in use can show, as another slide does: nothing flickers while one moves over a slide.
public struct PalettePainting: Sendable {
  /// How a frame is written.
  public struct Frame: Sendable {
    /// Its cells in colours that the terminal can show.
    public var screen: Screen
    /// The bytes that redefine colours, before the cells; where there are any, every cell has to be written.
    public var change: [UInt8]

    /// The cells of `screen` after `change`; default: nothing is redefined.
    public init(screen: Screen, change: [UInt8] = []) {
      self.screen = screen
      self.change = change
    }
  }

  private var palette: AdaptivePalette?
  /// The numbers that were redefined since the terminal was taken.
  private var touched: Set<Int> = []
  /// What was at rest last, for which the palette was found to do or was made.
  private var judged: Screen?

  /// The numbers of the colours that are redefined.
  public private(set) var numbers: [RGB: Int] = [:]
  /// The bytes that give the terminal's own colours back.
  public private(set) var restoration: [UInt8] = []

  /// How many colours make a picture.
  private static let leastColors = 100
  /// The mean squared error, over three channels, that nobody sees: 3 levels of 255 a channel.
  private static let tolerable = 25.0

  /// Nothing is redefined yet.
  public init() {}

  /// The terminal has its own colours again.
  public mutating func forget() { self = PalettePainting() }

  /// How `screen` is written. Colours that `wish` keeps stay as they are; without a wish nothing is redefined.
  public mutating func frame(_ screen: Screen, _ wish: PaletteWish?) -> Frame {
    var change: [UInt8] = []
    if let wish, let next = next(for: screen, wish) { change = next }
    return Frame(screen: shown(screen, keeping: wish?.kept ?? []), change: change)
  }

  /// The bytes that another palette takes; `nil` where this one stays.
  private mutating func next(for screen: Screen, _ wish: PaletteWish) -> [UInt8]? {
    guard var present = palette, present.leaves(wish.kept) else {
      let picture = picture(on: screen, keeping: wish.kept)
      if picture.count >= Self.leastColors {
        judged = screen
        return take(AdaptivePalette(for: picture, keeping: wish.kept))
      }
      return palette == nil ? nil : giveBack()
    }
    guard wish.isAtRest, judged != screen else { return nil }
    judged = screen
    let picture = picture(on: screen, keeping: wish.kept)
    guard picture.count >= Self.leastColors else { return nil }
    let error = present.error(of: picture)
    palette = present
    guard error > Self.tolerable else { return nil }
    var fresh = AdaptivePalette(for: picture, keeping: wish.kept)
    return error > Self.tolerable + 3 * fresh.error(of: picture) ? take(fresh) : nil
  }

  private mutating func take(_ fresh: AdaptivePalette) -> [UInt8] {
    let left = Set(palette?.numbers ?? []).subtracting(fresh.numbers)
    palette = fresh
    numbers = Dictionary(zip(fresh.colors, fresh.numbers)) { first, _ in first }
    touched.formUnion(fresh.numbers)
    restoration = AdaptivePalette.restoration(of: touched)
    return AdaptivePalette.restoration(of: left) + fresh.definition
  }

  private mutating func giveBack() -> [UInt8] {
    defer { forget() }
    return restoration
  }

  /// The colours that are seen of `screen`, but for those that are kept.
  private func picture(on screen: Screen, keeping kept: Set<RGB>) -> [RGB] {
    var colors: [RGB] = []
    colors.reserveCapacity(2 * screen.cells.count)
    for cell in screen.cells {
      if let ground = cell.style.background, !kept.contains(ground) { colors.append(ground) }
      if cell.glyph != " ", let ink = cell.style.foreground, !kept.contains(ink) { colors.append(ink) }
    }
    return colors
  }

  private mutating func shown(_ screen: Screen, keeping kept: Set<RGB>) -> Screen {
    guard var palette else { return screen }
    self.palette = nil
    defer { self.palette = palette }
    var shown = screen
    shown.changeCells { cell in
      if let ground = cell.style.background, !kept.contains(ground) { cell.style.background = palette.shown(ground) }
      if let ink = cell.style.foreground, !kept.contains(ink) { cell.style.foreground = palette.shown(ink) }
    }
    return shown
  }
}
