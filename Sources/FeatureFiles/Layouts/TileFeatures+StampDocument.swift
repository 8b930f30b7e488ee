import Microscopy

/// STAMP's file to be.
extension TileFeatures {
  /// `stamp_version` is the first of this layout: STAMP refuses files of a version newer than itself.
  func stampDocument(_ path: String) throws(FeatureFileFailure) -> HDF5Document {
    guard let slideMPP = frame.mpp else { throw .notExportable(file: path, fault: .missing(.stamp, .slideMPP)) }
    guard let tilePixels else { throw .notExportable(file: path, fault: .missing(.stamp, .tilePixels)) }
    let side = try commonSide(path, .stamp)
    var attributes = HDF5AttributeList()
    attributes.add("stamp_version", "2.1.0")
    attributes.add("extractor", encoder ?? "None")
    attributes.add("unit", "um")
    attributes.add("tile_size_um", side.map { Double($0) * slideMPP } ?? Double(tilePixels) * (mpp ?? slideMPP))
    attributes.add("tile_size_px", tilePixels)
    attributes.add("code_hash", "")
    attributes.add("feat_type", "tile")
    attributes.add("precision", precision)
    attributes.add("encoder_digest", encoderDigest)
    var document = HDF5Document(attributes: attributes.list)
    document.add("coords", shape: [count, 2], .floats(corners.map { Float(Double($0) * slideMPP) }))
    document.add("feats", shape: [count, width], .floats(features))
    if let labels { document.add("labels", shape: [count], .bytes(labels)) }
    return document
  }
}
