import Basics
import Casework
import Microscopy
import TerminalKit

/// Something that a key can ask of the ruler or the box that is drawn on a slide.
enum ToolCommand: Hashable, Sendable, CaseIterable {
  case left, down, up, right, farLeft, farDown, farUp, farRight, zoomIn, zoomOut, keep, end
}

/// A ruler or a box that is being drawn: it starts at one place, keys move its other end.
struct SlideTool: Equatable, Sendable {
  enum Kind: Hashable, Sendable {
    case ruler
    /// A box in which nuclei are to be counted.
    case box
  }

  let kind: Kind
  /// Index of the slide that it lies on.
  let slide: Int
  /// Level-0 px.
  let start: RegionPoint
  /// Level-0 px.
  var end: RegionPoint

  init(_ kind: Kind, slide: Int, at place: RegionPoint) {
    self.kind = kind
    self.slide = slide
    (start, end) = (place, place)
  }

  /// The rectangle between both ends, level-0 px.
  var region: SlideRegion {
    SlideRegion(
      x: min(start.x, end.x), y: min(start.y, end.y), width: abs(end.x - start.x), height: abs(end.y - start.y))
  }

  var shape: RegionShape {
    switch kind {
    case .ruler: .lines([[start, end]])
    case .box: .rectangle(region)
    }
  }

  /// Whether there is nothing yet that could be kept.
  var isEmpty: Bool {
    switch kind {
    case .ruler: start == end
    case .box: region.width <= 0 || region.height <= 0
    }
  }

  /// Of the ruler, um.
  func lengthUM(_ mpp: MicronsPerPixel) -> Double { SlideMark.length(of: .lines([[start, end]]), mpp) ?? 0 }

  /// Of the box, mm2.
  func areaMM2(_ mpp: MicronsPerPixel) -> Double { region.width * mpp.x * region.height * mpp.y / 1e6 }

  /// As shown while it is drawn; where a person gave the size of the slide's pixels, that is said.
  func words(of slide: CaseSlide) -> String {
    let source = slide.mppGiven ? ", by the pixel size that was given" : ""
    switch kind {
    case .ruler: return "ruler " + LengthText.length(lengthUM(slide.mpp)) + source
    case .box: return "box " + LengthText.area(areaMM2(slide.mpp)) + source
    }
  }

  /// The keys while a ruler or a box is drawn.
  static let keys = KeyTable<ToolCommand>(
    "While a ruler or a box is drawn",
    [
      KeyBinding(["h", .left], .left, "its end to the left", hint: "end"),
      KeyBinding(["j", .down], .down, "its end down", hint: "end"),
      KeyBinding(["k", .up], .up, "its end up", hint: "end"),
      KeyBinding(["l", .right], .right, "its end to the right", hint: "end"),
      KeyBinding(["H"], .farLeft, "its end by a third of the picture to the left", hint: "far"),
      KeyBinding(["J"], .farDown, "its end by a third of the picture down", hint: "far"),
      KeyBinding(["K"], .farUp, "its end by a third of the picture up", hint: "far"),
      KeyBinding(["L"], .farRight, "its end by a third of the picture to the right", hint: "far"),
      KeyBinding(["+", "="], .zoomIn, "zoom in", hint: "zoom"),
      KeyBinding(["-", "_"], .zoomOut, "zoom out", hint: "zoom"),
      KeyBinding([.enter], .keep, "keep the length, or count the nuclei in the box", hint: "keep"),
      KeyBinding([.escape, "q"], .end, "end it; nothing is kept", hint: "end it"),
    ])
}

/// Lengths, areas and densities as they are shown.
enum LengthText {
  /// `8.4 µm`, `412 µm`, `1.24 mm`.
  static func length(_ microns: Double) -> String {
    guard microns < 999.5 else { return NumberText.screen.fixed(microns / 1000, digits: 2) + " mm" }
    return NumberText.screen.fixed(microns, digits: microns < 99.95 ? 1 : 0) + " µm"
  }

  /// `46 µm²`, `0.0412 mm²`, `2.31 mm²`.
  static func area(_ mm2: Double) -> String {
    guard mm2 >= 0.001 else { return NumberText.screen.fixed(mm2 * 1e6, digits: mm2 < 1e-5 ? 1 : 0) + " µm²" }
    return NumberText.screen.fixed(mm2, digits: mm2 < 0.1 ? 4 : mm2 < 1 ? 3 : 2) + " mm²"
  }

  /// `211 nuclei in 0.0412 mm², 5 121 per mm²`.
  static func count(_ count: NucleusCount) -> String {
    "\(NumberText.screen.grouped(count.nuclei)) \(count.nuclei == 1 ? "nucleus" : "nuclei") in \(area(count.areaMM2)), "
      + "\(NumberText.screen.grouped(Int(count.density.rounded()))) per mm²"
  }
}
