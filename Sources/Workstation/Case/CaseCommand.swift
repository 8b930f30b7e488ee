/// Something that a key or the command palette can ask of an open case.
enum CaseCommand: String, Hashable, Sendable, CaseIterable {
  case panLeft, panDown, panUp, panRight, zoomIn, zoomOut, toggleHeat, nextTile, previousTile
  case signOff, back, showModel, lessOpaque, moreOpaque, switchQuantity
  case hideHeat, switchReference, raiseThreshold, lowerThreshold, narrowRange, widenRange
  case wholeSlide, lowestMagnification, lowMagnification, mediumMagnification, highMagnification, scannedMagnification
  case nextSlide, previousSlide, nextCase, previousCase, panelDown, panelUp
  case switchPanel, toggleOverview, switchProfile, switchStains, switchPixels
  case addendum, amend, askForCase
  case askOpinion, answerOpinion, takeOpinionBack, nextPlace
  case resolveLabel
  case stepLeft, stepDown, stepUp, stepRight, zoomInHalf, zoomOutHalf, placeBack, placeForward
  case setBeside, switchLink, switchFocus, turn, mirror
  case score
  case nextPanelTab, previousPanelTab
  case openGallery
  case ruler, bookmark, nextMark, countNuclei, switchNuclei
  case leaveOut
  case switchMask
  case export
}

extension CaseCommand {
  /// The keys of an open case.
  static let keys = KeyTable<CaseCommand>(
    "In the case",
    [
      KeyBinding(["h", .left], .panLeft, "pan left", hint: "pan"),
      KeyBinding(["j", .down], .panDown, "pan down", hint: "pan"),
      KeyBinding(["k", .up], .panUp, "pan up", hint: "pan"),
      KeyBinding(["l", .right], .panRight, "pan right", hint: "pan"),
      KeyBinding(["+", "="], .zoomIn, "zoom in", hint: "zoom"),
      KeyBinding(["-", "_"], .zoomOut, "zoom out", hint: "zoom"),
      KeyBinding(
        ["a"], .toggleHeat, "heat map: outline, contour lines, tint, dim the rest, top tiles, off", hint: "heat"),
      KeyBinding(["0"], .hideHeat, "heat map hidden, and as it was"),
      KeyBinding(["n"], .nextTile, "next attention tile", hint: "tile"),
      KeyBinding(["N"], .previousTile, "previous attention tile"),
      KeyBinding(["s"], .signOff, "sign off: your own call, defer, or reject", hint: "sign off"),
      KeyBinding([.escape, "q"], .back, "back to the queue", hint: "back"),
      KeyBinding(["m"], .showModel, "the model: its card, its evaluation", hint: "model"),
      KeyBinding(["["], .lessOpaque, "heat map more transparent"),
      KeyBinding(["]"], .moreOpaque, "heat map more opaque"),
      KeyBinding(["A"], .switchQuantity, "heat map of contribution"),
      KeyBinding(["%"], .switchReference, "heat map raw, percentile of slide, case, the model's cohort"),
      KeyBinding([">"], .raiseThreshold, "heat map: fewer tiles stand out"),
      KeyBinding(["<"], .lowerThreshold, "heat map: more tiles stand out"),
      KeyBinding(["("], .narrowRange, "heat map: the colours end lower"),
      KeyBinding([")"], .widenRange, "heat map: the colours end higher"),
      KeyBinding(["1"], .wholeSlide, "whole slide"),
      KeyBinding(["2"], .lowestMagnification, "magnification, lowest"),
      KeyBinding(["3"], .lowMagnification, "magnification, low"),
      KeyBinding(["4"], .mediumMagnification, "magnification, medium"),
      KeyBinding(["5"], .highMagnification, "magnification, high"),
      KeyBinding(["6"], .scannedMagnification, "as scanned: nothing of it is left out"),
      KeyBinding(["w", "."], .nextSlide, "next slide of the case", hint: "slide"),
      KeyBinding(["W", ","], .previousSlide, "previous slide of the case"),
      KeyBinding(["J", "}"], .nextCase, "next case of the queue"),
      KeyBinding(["K", "{"], .previousCase, "previous case of the queue"),
      KeyBinding([.control("d"), .pageDown], .panelDown, "side panel down"),
      KeyBinding([.control("u"), .pageUp], .panelUp, "side panel up"),
      KeyBinding(["f"], .switchPanel, "side panel: wide, hidden, narrow"),
      KeyBinding(["M"], .toggleOverview, "map of the whole slide: shown, hidden"),
      KeyBinding(["c"], .switchProfile, "colours: by the slide's ICC profile, as scanned"),
      KeyBinding(["H"], .switchStains, "stains: all, haematoxylin only, eosin only"),
      KeyBinding(["P"], .switchPixels, "pixels while nothing moves, where the terminal has them: shown, off"),
      KeyBinding(["d"], .addendum, "add to a signed case", hint: "add"),
      KeyBinding(["e"], .amend, "amend a signed case: change what it says", hint: "amend"),
      KeyBinding(["r"], .askForCase, "ask whoever reads the case for it", hint: "ask for it"),
      KeyBinding(["o"], .askOpinion, "ask for a second opinion on the middle of the picture", hint: "ask"),
      KeyBinding(["i"], .answerOpinion, "answer the question that waits for you", hint: "answer"),
      KeyBinding(["u"], .takeOpinionBack, "take a question of yours back", hint: "take back"),
      KeyBinding(["p"], .nextPlace, "to the next place that somebody asks about", hint: "place"),
      KeyBinding(["v"], .resolveLabel, "resolve that a label is not this case's", hint: "label"),
      KeyBinding([.shiftLeft], .stepLeft, "pan left by a cell"),
      KeyBinding([.shiftDown], .stepDown, "pan down by a cell"),
      KeyBinding([.shiftUp], .stepUp, "pan up by a cell"),
      KeyBinding([.shiftRight], .stepRight, "pan right by a cell"),
      KeyBinding(["*"], .zoomInHalf, "zoom in, half a step"),
      KeyBinding(["/"], .zoomOutHalf, "zoom out, half a step"),
      KeyBinding([.control("o")], .placeBack, "back to the place looked at before"),
      KeyBinding([.control("f")], .placeForward, "forward again"),
      KeyBinding(["|"], .setBeside, "two pictures: without and with overlay, next slide, one again"),
      KeyBinding(["L"], .switchLink, "two pictures: move together, by themselves"),
      KeyBinding([.tab], .switchFocus, "two pictures: to the other one"),
      KeyBinding(["T"], .turn, "turn the slide by 90°"),
      KeyBinding(["F"], .mirror, "mirror the slide"),
      KeyBinding(["S"], .score, "score the case; where it has a finding, press it twice"),
      KeyBinding(["y"], .nextPanelTab, "side panel: next tab"),
      KeyBinding([.backTab], .previousPanelTab, "side panel: previous tab"),
      KeyBinding(["g"], .openGallery, "gallery: the highest and the lowest tiles"),
      KeyBinding(["R"], .ruler, "ruler from the middle of the picture on"),
      KeyBinding(["B"], .bookmark, "bookmark with a note; the note of the mark gone to"),
      KeyBinding(["'"], .nextMark, "to the next bookmark or measurement"),
      KeyBinding(["C"], .countNuclei, "count the nuclei in a box from the middle of the picture on"),
      KeyBinding(["Y"], .switchNuclei, "nuclei of the picture as found: shown, hidden"),
      KeyBinding(["Q"], .switchMask, "tissue mask, and what is left out and why: shown, hidden"),
      KeyBinding(["X"], .leaveOut, "leave a region out: what the model would say then, exploratory"),
      KeyBinding(["E"], .export, "export: PDF report, results, overlays", hint: "export"),
    ])
}
