import FeatureFiles
import Files
import Foundation
import Microscopy
import Testing

@testable import Sentences

@Suite("Sentences about files and feature files")
struct FeatureFileSentenceTests {
  @Test(
    "say what a file refused, and whose fault it is",
    arguments: [
      (
        .system(file: "f", operation: "write", code: ENOSPC), .cannotWrite,
        "f: the disk is full; nothing was written, free some room and try again"
      ),
      (
        .system(file: "f", operation: "write", code: EDQUOT), .cannotWrite,
        "f: the disk is full; nothing was written, free some room and try again"
      ),
      (
        .system(file: "f", operation: "open", code: ENOENT), .noInput,
        "f: open failed (No such file or directory); check the path, the permissions and the disk"
      ),
      (
        .system(file: "f", operation: "rename", code: ENOENT), .cannotWrite,
        "f: rename failed (No such file or directory); check the path, the permissions and the disk"
      ),
      (.notAFile(file: "f"), .badData, "f: this is not a file; name the file itself"),
      (
        .truncated(file: "f", offset: 8, expected: 100, found: 40), .badData,
        "f: cut off at byte 8, where 100 bytes are needed and 40 are there; make the file again"
      ),
      (
        .tooLarge(file: "f", limit: 10, found: 11), .badData,
        "f: 11 bytes where at most 10 can be; name the right file"
      ),
    ] as [(FileFailure, Exit, String)])
  func files(failure: FileFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say what a tensor lacks",
    arguments: [
      (.file(.notAFile(file: "f")), "f: this is not a file; name the file itself"),
      (.missingTensor(file: "f", tensor: "x"), "f: the tensor \"x\" is missing; make the file again"),
      (
        .unexpectedType(file: "f", tensor: "x", offset: 0, expected: [.float32, .float16], found: .int8),
        "f: \"x\" holds I8 where F32 or F16 is expected; make the file again"
      ),
      (
        .unexpectedShape(file: "f", tensor: "x", offset: nil, expected: [-1, 2], found: [3, 4]),
        "f: \"x\" has the shape [3, 4], expected is [any, 2]; make the file again"
      ),
      (
        .badValue(file: "f", tensor: "x", offset: nil, index: 3),
        "f: element 3 of \"x\" is not possible; make the file again"
      ),
      (
        .badMetadata(file: "f", key: "mpp", value: "zero"), "f: the entry \"mpp\" is \"zero\"; make the file again"
      ),
      (.badMetadata(file: "f", key: "mpp", value: nil), "f: the entry \"mpp\" is missing; make the file again"),
      (
        .notStored(file: "f", dataset: "x", shape: [9, 9], stored: 4),
        "f: \"x\" claims the shape [9, 9], more than its 4 bytes can hold or can be read at once; make the file again"
      ),
      (
        .missingChunks(file: "f", dataset: "x", expected: 4, found: 1),
        "f: of the 4 pieces of \"x\" 1 were written; extract the features again"
      ),
      (
        .notNumbers(file: "f", dataset: "x", found: "text"),
        "f: \"x\" holds text where numbers are wanted; make the file again"
      ),
      (
        .rowsDisagree(file: "f", features: 3, coordinates: 4),
        "f: features of 3 tiles and coordinates of 4; extract the features again"
      ),
      (
        .companionDisagrees(file: "f", companion: "p.h5", row: 7),
        "p.h5: other tiles than in f from row 7 on; name the patches file of the same run"
      ),
    ] as [(FeatureFileFailure, String)])
  func contents(failure: FeatureFileFailure, sentence: String) {
    #expect(failure.words == CommandFailure(.badData, sentence))
  }

  @Test(
    "say how another program's file becomes one that is read",
    arguments: [
      (
        .pickle(file: "f.pt"),
        "f.pt: a pickle of PyTorch, which can run code and is never opened; name the .h5 beside it, or write the "
          + "tensor in Python with safetensors.torch.save_file({\"features\": t}, \"features.safetensors\")"
      ),
      (
        .numPyArchive(file: "f.npz"),
        "f.npz: several NumPy arrays in one archive (.npz); save the one of the features with "
          + "numpy.save(\"features.npy\", a)"
      ),
      (
        .patchesFile(file: "p.h5"),
        "p.h5: a patches file of CLAM, which says where the tiles are and has no features; name the features file of "
          + "the same slide, in h5_files"
      ),
      (
        .missingFilter(file: "f", dataset: "x", filter: "blosc"),
        "f: \"x\" is compressed with blosc, which HDF5 cannot undo here; rewrite it with h5repack -f GZIP=1"
      ),
      (
        .indirect(file: "f", dataset: "x"),
        "f: \"x\" is a link or lies in another file, which is not followed; copy it with h5copy"
      ),
      (
        .badNumPy(file: "f.npy", offset: 10, expected: "descr"),
        "f.npy: at byte 10 of the NumPy header \"descr\" is expected; "
          + "save it with numpy.save(path, numpy.ascontiguousarray(a, dtype=\"<f4\"))"
      ),
      (
        .hdf5(file: "f", operation: "open", object: "x", reason: "no group"),
        "f: HDF5 could not open \"x\" (no group); check the disk, or make the file again"
      ),
    ] as [(FeatureFileFailure, String)])
  func foreign(failure: FeatureFileFailure, sentence: String) {
    #expect(failure.words == CommandFailure(.badData, sentence))
  }

  @Test(
    "say which HDF5 there is instead of the one that is needed, and what to install",
    arguments: [
      (
        .notInstalled(names: ["a.so.1", "a.so"]),
        "no HDF5 was found (a.so.1; a.so); install Debian's libhdf5-103-1"
      ),
      (
        .cannotLoad(name: "a.so", reason: "b.so: no such file"),
        "a.so cannot be loaded (b.so: no such file); install Debian's libhdf5-103-1"
      ),
      (
        .notHDF5(name: "a.so", missing: "H5open"),
        "a.so is not the HDF5 that is needed (it lacks H5open); install Debian's libhdf5-103-1, or build Coverslip "
          + "anew on this machine"
      ),
      (
        .otherVersion(name: "a.so", found: "1.14.5", wanted: "1.10"),
        "a.so is HDF5 1.14.5, and Coverslip was built for 1.10; install Debian's libhdf5-103-1, or build Coverslip "
          + "anew on this machine"
      ),
    ] as [(HDF5LibraryFailure, String)])
  func libraries(failure: HDF5LibraryFailure, sentence: String) {
    #expect(FeatureFileFailure.noLibrary(failure).words == CommandFailure(.unavailable, sentence))
  }

  @Test("blame the disk where HDF5 could not write", arguments: ["create", "write", "flush"])
  func hdf5(operation: String) {
    let failure = FeatureFileFailure.hdf5(file: "f", operation: operation, object: "x", reason: "no room")
    #expect(
      failure.words
        == CommandFailure(
          .cannotWrite, "f: HDF5 could not \(operation) \"x\" (no room); check the disk, or make the file again"))
  }

  @Test(
    "name the fact that a layout leaves out, and the option that gives it",
    arguments: [
      (
        .coverslip, .tilePixels,
        "f: a file of Coverslip does not say the side of its tiles in px as encoded; give it with --tile-pixels"
      ),
      (
        .clam, .tileSide,
        "f: a file of CLAM does not say the side of its tiles in level-0 px; give the patches file of the same run "
          + "with --patches, or the side with --tile-side"
      ),
      (
        .trident, .slideMPP,
        "f: a file of TRIDENT does not say the slide's micrometres per px; register the slide as a case and score that "
          + "with --features"
      ),
      (
        .stamp21, .slideSizeOrTileSide,
        "f: a file of STAMP does not say the size of its slide and of its tiles; give --tile-pixels, or --tile-side"
      ),
      (
        .owkin, .tilePixels,
        "f: a file of Owkin does not say the side of its tiles in px as encoded; give it with --tile-pixels"
      ),
    ] as [(FeatureLayout, FeatureFact, String)])
  func facts(layout: FeatureLayout, fact: FeatureFact, sentence: String) {
    let failure = FeatureFileFailure.missingFact(file: "f", layout: layout, fact: fact)
    #expect(failure.words == CommandFailure(.badData, sentence))
  }

  @Test(
    "say why tiles cannot be written so, and how they can",
    arguments: [
      (.unknownEnding, "f: the ending says no format; name it .h5 or .safetensors"),
      (
        .missing(.stamp, .slideMPP),
        "f: the layout of stamp needs the slide's micrometres per px, which is not known of these tiles; write "
          + ".safetensors"
      ),
      (
        .mixedSides(.clam, 224, 448),
        "f: the layout of clam has tiles of one side, these have 224 and 448 px; write .safetensors"
      ),
    ] as [(ExportFault, String)])
  func exports(fault: ExportFault, sentence: String) {
    #expect(FeatureFileFailure.notExportable(file: "f", fault: fault).words == CommandFailure(.cannotWrite, sentence))
  }

  @Test(
    "say at which byte a header goes wrong",
    arguments: [
      (.length(claimed: 99, available: 10), "a header of 99 bytes is claimed where 10 are there"),
      (.expected("\"}\""), "expected is \"}\""), (.duplicate("x"), "\"x\" stands twice"),
      (.unknownType(tensor: "x", type: "F7"), "\"x\" is of the unknown type \"F7\""),
      (.shapeOverflow(tensor: "x"), "the shape of \"x\" is too large"),
      (
        .offsetsOutside(tensor: "x", begin: 8, end: 24, available: 16),
        "\"x\" lies at bytes 8 to 24 of its data, of which 16 are there: the file is cut, or its header lies"
      ),
      (.sizeDisagrees(tensor: "x", expected: 8, found: 4), "\"x\" has 4 bytes where its shape needs 8"),
      (.overlap(tensor: "x", other: "y"), "\"x\" and \"y\" overlap"),
      (.hole(begin: 4, end: 8), "bytes 4 to 8 belong to no tensor"),
    ] as [(HeaderFault, String)])
  func headers(fault: HeaderFault, words: String) {
    #expect(
      FeatureFileFailure.badHeader(file: "f", offset: 12, fault: fault).words
        == CommandFailure(.badData, "f: not a safetensors file (byte 12: \(words)); make the file again"))
  }
}
