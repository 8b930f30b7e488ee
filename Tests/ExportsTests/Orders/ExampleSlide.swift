import Basics
import Casework
import Microscopy

/// Slides as they are registered.
enum ExampleSlide {
  struct Missing: Error {}

  static func named(_ name: String) throws -> CaseSlide {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw Missing() }
    return CaseSlide(
      path: "/slides/" + name, size: PixelSize(width: 64, height: 64), mpp: mpp, mppGiven: false, objective: nil,
      vendor: "aperio")
  }
}
