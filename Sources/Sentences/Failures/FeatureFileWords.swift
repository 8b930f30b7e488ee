import Microscopy
import FeatureFiles
import Files
import Foundation

extension FileFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .system(let file, _, ENOSPC), .system(let file, _, EDQUOT):
      CommandFailure(.cannotWrite, "\(file): the disk is full; nothing was written, free some room and try again")
    case .system(let folder, "create", let code):
      CommandFailure(
        .cannotWrite,
        "the folder \(folder) cannot be written (\(systemWord(code))); check its permissions and the disk")
    case .system(let file, let operation, let code):
      CommandFailure(
        operation == "open" && code == 2 ? .noInput : .cannotWrite,
        "\(file): \(operation) failed (\(systemWord(code))); check the path, the permissions and the disk")
    case .notAFile(let file): CommandFailure(.badData, "\(file): this is not a file; name the file itself")
    case .truncated(let file, let offset, let expected, let found):
      CommandFailure(
        .badData,
        "\(file): cut off at byte \(offset), where \(expected) bytes are needed and \(found) are there; "
          + "make the file again")
    case .tooLarge(let file, let limit, let found):
      CommandFailure(.badData, "\(file): \(found) bytes where at most \(limit) can be; name the right file")
    }
  }
}

extension FeatureFileFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .file(let failure): failure.words
    case .noLibrary(let failure): failure.words
    case .badHeader(let file, let offset, let fault):
      CommandFailure(.badData, "\(file): not a safetensors file (byte \(offset): \(fault.words)); make the file again")
    case .missingTensor(let file, let tensor):
      CommandFailure(.badData, "\(file): the tensor \"\(tensor)\" is missing; make the file again")
    case .unexpectedType(let file, let tensor, _, let expected, let found):
      CommandFailure(
        .badData,
        "\(file): \"\(tensor)\" holds \(found.rawValue) where \(expected.map(\.rawValue).joined(separator: " or ")) is "
          + "expected; make the file again")
    case .unexpectedShape(let file, let tensor, _, let expected, let found):
      CommandFailure(
        .badData,
        "\(file): \"\(tensor)\" has the shape \(found), expected is \(shapeWords(expected)); "
          + "make the file again")
    case .badValue(let file, let tensor, _, let index):
      CommandFailure(.badData, "\(file): element \(index) of \"\(tensor)\" is not possible; make the file again")
    case .badMetadata(let file, let key, let value):
      CommandFailure(
        .badData,
        "\(file): the entry \"\(key)\" is \(value.map { "\"\($0)\"" } ?? "missing"); make the file again")
    case .pickle(let file):
      CommandFailure(
        .badData,
        "\(file): a pickle of PyTorch, which can run code and is never opened; name the .h5 beside it, or write the "
          + "tensor in Python with safetensors.torch.save_file({\"features\": t}, \"features.safetensors\")")
    case .numPyArchive(let file):
      CommandFailure(
        .badData,
        "\(file): several NumPy arrays in one archive (.npz); save the one of the features with "
          + "numpy.save(\"features.npy\", a)")
    case .patchesFile(let file):
      CommandFailure(
        .badData,
        "\(file): a patches file of CLAM, which says where the tiles are and has no features; name the features file "
          + "of the same slide, in h5_files")
    case .hdf5(let file, let operation, let object, let reason):
      CommandFailure(
        operation == "create" || operation == "write" || operation == "flush" ? .cannotWrite : .badData,
        "\(file): HDF5 could not \(operation) \"\(object)\" (\(reason)); check the disk, or make the file again")
    case .missingFilter(let file, let dataset, let filter):
      CommandFailure(
        .badData,
        "\(file): \"\(dataset)\" is compressed with \(filter), which HDF5 cannot undo here; "
          + "rewrite it with h5repack -f GZIP=1")
    case .indirect(let file, let dataset):
      CommandFailure(
        .badData,
        "\(file): \"\(dataset)\" is a link or lies in another file, which is not followed; copy it with "
          + "h5copy")
    case .notStored(let file, let dataset, let shape, let stored):
      CommandFailure(
        .badData,
        "\(file): \"\(dataset)\" claims the shape \(shape), more than its \(stored) bytes can hold or can be read at "
          + "once; make the file again")
    case .missingChunks(let file, let dataset, let expected, let found):
      CommandFailure(
        .badData,
        "\(file): of the \(expected) pieces of \"\(dataset)\" \(found) were written; extract the features again")
    case .notNumbers(let file, let dataset, let found):
      CommandFailure(.badData, "\(file): \"\(dataset)\" holds \(found) where numbers are wanted; make the file again")
    case .badNumPy(let file, let offset, let expected):
      CommandFailure(
        .badData,
        "\(file): at byte \(offset) of the NumPy header \"\(expected)\" is expected; "
          + "save it with numpy.save(path, numpy.ascontiguousarray(a, dtype=\"<f4\"))")
    case .rowsDisagree(let file, let features, let coordinates):
      CommandFailure(
        .badData,
        "\(file): features of \(features) tiles and coordinates of \(coordinates); extract the features again")
    case .companionDisagrees(let file, let companion, let row):
      CommandFailure(
        .badData, "\(companion): other tiles than in \(file) from row \(row) on; name the patches file of the same run")
    case .missingFact(let file, let layout, let fact):
      CommandFailure(.badData, "\(file): a file of \(layout.tool) does not say \(fact.words); \(fact.remedy)")
    case .notExportable(let file, let fault): CommandFailure(.cannotWrite, "\(file): \(fault.words)")
    }
  }
}

extension HDF5LibraryFailure: Worded {
  package var words: CommandFailure { CommandFailure(.unavailable, "\(fault); \(remedy)") }

  private var fault: String {
    switch self {
    case .notInstalled(let names): "no HDF5 was found (\(names.joined(separator: "; ")))"
    case .cannotLoad(let name, let reason): "\(name) cannot be loaded (\(reason))"
    case .notHDF5(let name, let missing): "\(name) is not the HDF5 that is needed (it lacks \(missing))"
    case .otherVersion(let name, let found, let wanted):
      "\(name) is HDF5 \(found), and Coverslip was built for \(wanted)"
    }
  }

  private var remedy: String {
    switch self {
    case .notInstalled, .cannotLoad: "install Debian's libhdf5-103-1"
    case .notHDF5, .otherVersion: "install Debian's libhdf5-103-1, or build Coverslip anew on this machine"
    }
  }
}

extension FeatureLayout {
  fileprivate var tool: String {
    switch self {
    case .coverslip: "Coverslip"
    case .clam: "CLAM"
    case .trident: "TRIDENT"
    case .stampHistoric, .stamp20, .stamp21: "STAMP"
    case .owkin: "Owkin"
    }
  }
}

extension FeatureFact {
  fileprivate var words: String {
    switch self {
    case .slideMPP: "the slide's micrometres per px"
    case .tileSide: "the side of its tiles in level-0 px"
    case .tilePixels: "the side of its tiles in px as encoded"
    case .slideSizeOrTileSide: "the size of its slide and of its tiles"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .slideMPP: "register the slide as a case and score that with --features"
    case .tileSide: "give the patches file of the same run with --patches, or the side with --tile-side"
    case .tilePixels: "give it with --tile-pixels"
    case .slideSizeOrTileSide: "give --tile-pixels, or --tile-side"
    }
  }
}

extension ExportFault {
  fileprivate var words: String {
    switch self {
    case .unknownEnding: "the ending says no format; name it .h5 or .safetensors"
    case .missing(let layout, let fact):
      "the layout of \(layout) needs \(fact.words), which is not known of these tiles; write .safetensors"
    case .mixedSides(let layout, let one, let other):
      "the layout of \(layout) has tiles of one side, these have \(one) and \(other) px; write .safetensors"
    }
  }
}
