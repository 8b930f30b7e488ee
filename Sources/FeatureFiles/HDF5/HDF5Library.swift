import CHDF5
import Glibc
import Synchronization

/// The HDF5 library that reads and writes feature files, opened when the first of them needs it: no file of Coverslip
/// is linked to it, because Debian's needs many others (curl, Kerberos, GnuTLS), for which every start of the program
/// would wait.
///
///     let library = try HDF5Library.installed()
///     print(library.version)
///
/// `@unchecked Sendable`: the addresses are never changed; what lies there is called under ``lock`` alone.
public struct HDF5Library: @unchecked Sendable {
  /// The name in Debian 12, the same elsewhere, and what a linker follows: that is there where the headers are.
  static let names = ["libhdf5_serial.so.103", "libhdf5.so.103", "libhdf5_serial.so", "libhdf5.so"]
  /// Major and minor number of the headers: with another, structs may be laid out otherwise.
  static let headers = "\(H5_VERS_MAJOR).\(H5_VERS_MINOR)"
  /// The one lock of the library, for the whole process. It does not nest.
  static let lock = Mutex(())

  /// The library's version, as `H5get_libversion` gives it: for example `1.10.8`.
  public let version: String
  let addresses: coverslip_h5

  /// The library of this process: searched for once.
  ///
  /// - Throws: ``HDF5LibraryFailure`` where none is installed that can be used, with what is wrong with the first that
  ///   was found.
  public static func installed() throws(HDF5LibraryFailure) -> HDF5Library { try search.get() }

  private static let search: Result<HDF5Library, HDF5LibraryFailure> = {
    () -> Result<HDF5Library, HDF5LibraryFailure> in
    do throws(HDF5LibraryFailure) { return .success(try find(names)) } catch { return .failure(error) }
  }()

  /// The first of `names` that loads and is of the version of `headers`.
  static func find(_ names: [String], headers: String = headers) throws(HDF5LibraryFailure) -> HDF5Library {
    var first: HDF5LibraryFailure?
    for name in names {
      do throws(HDF5LibraryFailure) {
        return try HDF5Library(loading: name, headers: headers)
      } catch {
        if !error.isAbsence { first = first ?? error }
      }
    }
    throw first ?? .notInstalled(names: names)
  }

  /// `dlopen` with local symbols; never closed again.
  private init(loading name: String, headers: String) throws(HDF5LibraryFailure) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw .cannotLoad(name: name, reason: String(cString: dlerror()))
    }
    var addresses = coverslip_h5()
    if let missing = coverslip_h5_find(&addresses, handle) {
      throw .notHDF5(name: name, missing: String(cString: missing))
    }
    var (major, minor, release) = (UInt32(0), UInt32(0), UInt32(0))
    _ = Self.lock.withLock { _ in addresses.H5get_libversion(&major, &minor, &release) }
    self.addresses = addresses
    version = "\(major).\(minor).\(release)"
    guard "\(major).\(minor)" == headers else { throw .otherVersion(name: name, found: version, wanted: headers) }
  }
}

extension HDF5LibraryFailure {
  /// Whether the system's loader knows no file of that name: it says so of the library itself, not of one that it
  /// needs.
  fileprivate var isAbsence: Bool {
    switch self {
    case .cannotLoad(let name, let reason): reason.hasPrefix("\(name): cannot open shared object file: No such file")
    case .notInstalled, .notHDF5, .otherVersion: false
    }
  }
}
