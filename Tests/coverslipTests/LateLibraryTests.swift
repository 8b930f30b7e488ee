import Foundation
import Testing

/// OpenSlide and HDF5 bring many libraries along, of which most commands need none; few slides carry a profile.
@Suite("Libraries that are loaded when they are first used")
struct LateLibraryTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("the program starts without OpenSlide, HDF5 and Little CMS")
  func start() throws {
    // The loader then tells what it would load, with what that needs, and starts nothing.
    let loaded = try Program.run(environment: ["LD_TRACE_LOADED_OBJECTS": "1"]).output
    #expect(loaded.contains("libc.so"))
    #expect(!loaded.contains("libopenslide"))
    #expect(!loaded.contains("libhdf5"))
    #expect(!loaded.contains("liblcms2"))
  }

  @Test("without a Little CMS that can be loaded slides show as scanned, which doctor tells and takes for no fault")
  func withoutProfiles() throws {
    try Data("no library".utf8).write(to: URL(fileURLWithPath: scratch["liblcms2.so.2"]))
    let environment = ["LANG": "C.UTF-8", "LD_LIBRARY_PATH": scratch.path]
    let doctor = try Program.run("doctor", "--no-encoders", environment: environment)
    #expect(doctor.output.contains("ok    profiles   slides show as scanned: ICC profiles need Little CMS"))
    let slide = OutsideTools.sample("SYN-002.svs")
    #expect(try Program.run("render", slide, "--size", "20x8", environment: environment).status == 0)
  }

  @Test("an HDF5 that cannot be loaded is told by doctor, with what to install")
  func broken() throws {
    for name in ["libhdf5_serial.so.103", "libhdf5.so.103", "libhdf5_serial.so", "libhdf5.so"] {
      try Data("no library".utf8).write(to: URL(fileURLWithPath: scratch[name]))
    }
    let doctor = try Program.run(
      "doctor", "--no-encoders", environment: ["LANG": "C.UTF-8", "LD_LIBRARY_PATH": scratch.path])
    #expect(doctor.status == 65)
    #expect(doctor.output.contains("FAIL  features   no feature file in HDF5 can be read or written\n      -> "))
    #expect(doctor.output.contains("libhdf5_serial.so.103 cannot be loaded ("))
    #expect(doctor.output.contains("install Debian's libhdf5-103-1"))
  }
}
