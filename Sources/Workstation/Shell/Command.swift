/// Something that a key or the command palette can ask of the workstation.
enum Command: Hashable, Sendable {
  case down, up, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
  case open, search, nextTab, previousTab, sort, reload, leave
  case panLeft, panDown, panUp, panRight, zoomIn, zoomOut
  /// 1 the whole slide, 6 the objective of the scan.
  case magnify(Int)
  case toggleHeat, moreOpaque, lessOpaque, switchQuantity
  case nextHotSpot, previousHotSpot, nextSlide, previousSlide
  case panelDown, panelUp, nextCase, previousCase
  case signOff, model, back
  case help, palette, themes, symbols, suspend, quit
  case confirm, override, reasonDown, reasonUp, otherFinalCall, proceed, sign, stepBack, keepDraft, discardDraft
}
