import Microscopy

extension SlideFrame {
  /// The objective that TRIDENT assumes for micrometres per px (trident/wsi_objects/WSI.py, `_fetch_magnification`).
  static func magnification(mpp: Double) -> Int? {
    let upperBounds = [(0.16, 80), (0.2, 60), (0.3, 40), (0.6, 20), (1.2, 10), (2.4, 5)]
    return upperBounds.first { mpp < $0.0 }?.1
  }
}
