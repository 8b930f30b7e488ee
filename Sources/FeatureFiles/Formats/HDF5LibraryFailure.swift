/// Why there is no library to read and write HDF5 files with. Reasons are the system's words: strip control characters
/// before they reach a terminal.
public enum HDF5LibraryFailure: Error, Hashable, Sendable {
  /// None of `names` is installed.
  case notInstalled(names: [String])
  /// The system's loader refused the library, for its `reason`.
  case cannotLoad(name: String, reason: String)
  /// The library loads and lacks the function or variable `missing`.
  case notHDF5(name: String, missing: String)
  /// The library is of version `found`, and the program was built for `wanted`: major and minor number.
  case otherVersion(name: String, found: String, wanted: String)
}
