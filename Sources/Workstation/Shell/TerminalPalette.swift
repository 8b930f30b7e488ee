import TerminalKit

extension WorkstationState {
  /// What the palette of a terminal of 256 colours may become, where it is redefined for the pictures on it: the
  /// theme's colours stay, and it changes only while nothing moves.
  var paletteWish: PaletteWish? {
    guard terminal?.adaptsPalette == true else { return nil }
    return PaletteWish(keeping: theme.colors, isAtRest: isResting && !pictures.isBusy)
  }
}
