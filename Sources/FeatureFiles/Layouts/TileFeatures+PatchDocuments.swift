import Microscopy

/// The files of TRIDENT and CLAM to be.
extension TileFeatures {
  /// Endings of slides that OpenSlide reads; what follows another dot is part of the name.
  private static let endings = [
    "svs", "tif", "tiff", "ndpi", "mrxs", "scn", "vms", "vmu", "bif", "svslide", "dcm", "czi",
  ]

  /// The slide's name without its ending, as the tools name slides.
  private var slideName: String? {
    guard let slide, let dot = slide.lastIndex(of: "."), dot != slide.startIndex else { return slide }
    return Self.endings.contains(slide[dot...].dropFirst().lowercased()) ? String(slide[..<dot]) : slide
  }

  /// CLAM's chunk; readers do not mind which.
  private static let chunkRows = 32

  func tridentDocument(_ path: String) throws(FeatureFileFailure) -> HDF5Document {
    var places = HDF5AttributeList()
    places.add("patch_size", tilePixels)
    places.add("patch_size_level0", try commonSide(path, .trident))
    places.add("level0_magnification", frame.mpp.flatMap(SlideFrame.magnification))
    places.add("target_magnification", mpp.flatMap(SlideFrame.magnification))
    places.add("overlap", 0)
    places.add("name", slideName)
    places.add("savetodir", "")
    places.add("level0_width", frame.width)
    places.add("level0_height", frame.height)
    places.add("level0_mpp", frame.mpp)
    places.add("target_mpp", mpp)
    var features = HDF5AttributeList()
    features.add("name", slideName)
    features.add("savetodir", "")
    features.add("encoder", encoder ?? "None")
    features.add("precision", precision)
    features.add("encoder_digest", encoderDigest)
    return bag("features", features, .int64(corners), places)
  }

  /// Corners are `int32` in CLAM's files. Its `patch_size` is in px of `patch_level`: here of level 0, so that the px
  /// as encoded need an attribute of ours.
  func clamDocument(_ path: String) throws(FeatureFileFailure) -> HDF5Document {
    if let bad = corners.firstIndex(where: { Int32(exactly: $0) == nil }) {
      throw .badValue(file: path, tensor: "coords", offset: nil, index: bad)
    }
    var places = HDF5AttributeList()
    places.add("patch_size", try commonSide(path, .clam))
    places.add("patch_level", 0)
    places.list.append(("downsample", .numbers([1, 1])))
    if let width = frame.width, let height = frame.height {
      places.list.append(("downsampled_level_dim", .integers([Int64(width), Int64(height)])))
      places.list.append(("level_dim", .integers([Int64(width), Int64(height)])))
    }
    places.add("name", slideName)
    places.add("save_path", "")
    places.add("level0_mpp", frame.mpp)
    places.add("target_mpp", mpp)
    places.add("target_patch_size", tilePixels)
    places.add("encoder", encoder)
    places.add("precision", precision)
    places.add("encoder_digest", encoderDigest)
    return bag("features", HDF5AttributeList(), .int32(corners.map { Int32(truncatingIfNeeded: $0) }), places)
  }

  private func bag(
    _ name: String, _ attributes: HDF5AttributeList, _ places: HDF5Document.Values, _ placeAttributes: HDF5AttributeList
  ) -> HDF5Document {
    let rows = Self.chunkRows
    var document = HDF5Document()
    document.add(
      name, shape: [count, width], .floats(features), chunkRows: rows, attributes: attributes.list)
    document.add("coords", shape: [count, 2], places, chunkRows: rows, attributes: placeAttributes.list)
    if let labels { document.add("labels", shape: [count], .bytes(labels), chunkRows: rows) }
    return document
  }
}
