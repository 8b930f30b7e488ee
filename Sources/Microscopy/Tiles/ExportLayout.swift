/// The layouts that are written.
public enum ExportLayout: String, Hashable, Sendable, CaseIterable {
  /// Our own safetensors: everything that is known, and sides that differ.
  case coverslip
  /// HDF5 as TRIDENT writes it, with every attribute that is known; what reads CLAM's files reads these too.
  case trident
  /// HDF5 as CLAM writes it, with the attributes of its patches file.
  case clam
  /// HDF5 as STAMP writes it from 2.1 on; needs the slide's micrometres per px and the tiles' side as encoded.
  case stamp

  /// The layout that the ending of `path` stands for: `.h5` and `.hdf5` are TRIDENT's, `.safetensors` ours.
  public init?(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".safetensors") {
      self = .coverslip
    } else if name.hasSuffix(".h5") || name.hasSuffix(".hdf5") {
      self = .trident
    } else {
      return nil
    }
  }
}
