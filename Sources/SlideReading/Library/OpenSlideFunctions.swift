import COpenSlide
import Glibc

/// The functions of one libopenslide that Coverslip calls, found by name in the library that is open.
///
/// What each does, and who frees what, stands in `openslide.h`.
package struct OpenSlideFunctions: Sendable {
  package let getVersion: openslide_get_version_function
  package let open: openslide_open_function
  package let close: openslide_close_function
  package let getError: openslide_get_error_function
  package let getLevelCount: openslide_get_level_count_function
  package let getLevelDimensions: openslide_get_level_dimensions_function
  package let getLevelDownsample: openslide_get_level_downsample_function
  package let getBestLevelForDownsample: openslide_get_best_level_for_downsample_function
  package let getPropertyNames: openslide_get_property_names_function
  package let getPropertyValue: openslide_get_property_value_function
  package let getAssociatedImageNames: openslide_get_associated_image_names_function
  package let getAssociatedImageDimensions: openslide_get_associated_image_dimensions_function
  package let readRegion: openslide_read_region_function
  package let readAssociatedImage: openslide_read_associated_image_function
  /// `nil` before OpenSlide 4.0.0.
  package let getICCProfileSize: openslide_get_icc_profile_size_function?
  /// `nil` before OpenSlide 4.0.0.
  package let readICCProfile: openslide_read_icc_profile_function?

  /// Finds every function in `library`, a handle of `dlopen`; throws the name of the first one that is not there.
  init(in library: SymbolTable) throws(SymbolTable.Missing) {
    getVersion = try library["openslide_get_version"]
    open = try library["openslide_open"]
    close = try library["openslide_close"]
    getError = try library["openslide_get_error"]
    getLevelCount = try library["openslide_get_level_count"]
    getLevelDimensions = try library["openslide_get_level_dimensions"]
    getLevelDownsample = try library["openslide_get_level_downsample"]
    getBestLevelForDownsample = try library["openslide_get_best_level_for_downsample"]
    getPropertyNames = try library["openslide_get_property_names"]
    getPropertyValue = try library["openslide_get_property_value"]
    getAssociatedImageNames = try library["openslide_get_associated_image_names"]
    getAssociatedImageDimensions = try library["openslide_get_associated_image_dimensions"]
    readRegion = try library["openslide_read_region"]
    readAssociatedImage = try library["openslide_read_associated_image"]
    getICCProfileSize = library.find("openslide_get_icc_profile_size")
    readICCProfile = library.find("openslide_read_icc_profile")
  }
}

/// The names that a shared library and what it brought along export.
struct SymbolTable {
  /// No function of that name is exported.
  struct Missing: Error {
    let name: String
  }

  /// What `dlopen` returned.
  let handle: UnsafeMutableRawPointer

  /// `dlsym`. `Function` must be the C type of what is called `name`: nothing checks it.
  func find<Function>(_ name: String, as type: Function.Type = Function.self) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
  }

  /// As ``find(_:as:)``, for a function that must be there.
  subscript<Function>(_ name: String) -> Function {
    get throws(Missing) {
      guard let function = find(name, as: Function.self) else { throw Missing(name: name) }
      return function
    }
  }
}
