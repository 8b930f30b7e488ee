import Microscopy

extension CaseSlide {
  /// What opens the slide: its file, with the physical size that it was registered with, held to what was noted then.
  public var opening: SlideToOpen {
    SlideToOpen(path: path, mpp: mpp, registered: RegisteredSlide(size: size, quickDigest: quickDigest))
  }
}
