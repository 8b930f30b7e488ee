import SlideReading
import Tensors

/// The versions of the libraries that a finding depends on, as it records them.
package enum LibraryVersions {
  /// OpenSlide and its libtiff, OpenBLAS and the kernel that it runs; without what is not there.
  package static var current: [String: String] {
    var versions = ["openblas": BLAS.version, "openblas-kernel": BLAS.kernel.name]
    if let library = try? OpenSlideLibrary.installed() {
      versions["openslide"] = library.version
      versions["libtiff"] = library.tiffVersion
    }
    return versions
  }
}
