import Microscopy

extension FeatureOrigin {
  /// The attributes of an HDF5 file, of its features and of its coordinates.
  init(file: HDF5Attributes, features: HDF5Attributes, places: HDF5Attributes, tiles: Int? = nil) {
    self.init(
      encoder: features.text("encoder") ?? file.text("extractor") ?? places.text("encoder"),
      encoderDigest: [file, features, places].lazy.compactMap { $0.text("encoder_digest") }.first,
      slide: places.text("name") ?? places.text("wsi_name") ?? features.text("name"), tiles: tiles)
  }
}
