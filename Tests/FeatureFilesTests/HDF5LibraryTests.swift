import Testing

@testable import FeatureFiles

@Suite("The HDF5 library")
struct HDF5LibraryTests {
  private func failure(_ names: [String], headers: String = HDF5Library.headers) -> HDF5LibraryFailure? {
    do throws(HDF5LibraryFailure) {
      _ = try HDF5Library.find(names, headers: headers)
      return nil
    } catch {
      return error
    }
  }

  @Test("says its version, which is that of the headers")
  func version() throws {
    let version = try HDF5Library.installed().version
    #expect(version.split(separator: ".").count == 3)
    #expect(version.hasPrefix("\(HDF5Library.headers)."))
  }

  @Test("where there is none, the names that were tried are told")
  func none() {
    let names = ["libhdf5-none.so.9", "libhdf5-none.so.8"]
    #expect(failure(names) == .notInstalled(names: names))
  }

  @Test("a library that is not HDF5 is refused with the function that it lacks")
  func another() {
    #expect(failure(["libhdf5-none.so.9", "libc.so.6"]) == .notHDF5(name: "libc.so.6", missing: "H5open"))
  }

  @Test("what cannot be used is passed over where another one can")
  func next() throws {
    #expect(try HDF5Library.find(["libc.so.6"] + HDF5Library.names).version == HDF5Library.installed().version)
  }

  @Test("one of another version than the headers is refused, because its structs may be laid out otherwise")
  func otherVersion() throws {
    let found = try HDF5Library.installed().version
    guard case .otherVersion(_, found, "1.8")? = failure(HDF5Library.names, headers: "1.8") else {
      Issue.record("\(String(describing: failure(HDF5Library.names, headers: "1.8")))")
      return
    }
  }
}
