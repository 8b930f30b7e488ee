import Files
import Microscopy

/// Why a feature file could not be read or written. Names and texts come from the file: strip control characters before
/// they reach a terminal.
public enum FeatureFileFailure: Error, Hashable, Sendable {
  /// The file itself: it cannot be opened or written, ends early, or is too large.
  case file(FileFailure)
  /// The file is an HDF5 file, and there is no library to read or write it with.
  case noLibrary(HDF5LibraryFailure)
  /// The header is not that of a safetensors file; `offset` is the byte, from the start of the file.
  case badHeader(file: String, offset: Int, fault: HeaderFault)
  /// A tensor that this kind of file must have is not there.
  case missingTensor(file: String, tensor: String)
  /// A tensor's numbers are of a kind that cannot be used here; `offset` is its first byte in the file.
  case unexpectedType(file: String, tensor: String, offset: Int, expected: [TensorType], found: TensorType)
  /// A tensor has other dimensions than its file must give it; -1 stands for any. `offset` is `nil` in HDF5.
  case unexpectedShape(file: String, tensor: String, offset: Int?, expected: [Int], found: [Int])
  /// A value lies outside what it may be: `index` counts elements from 0. `offset` is `nil` in HDF5.
  case badValue(file: String, tensor: String, offset: Int?, index: Int)
  /// A metadata entry that this kind of file must have is absent or unreadable.
  case badMetadata(file: String, key: String, value: String?)
  /// A pickle of PyTorch (`.pt`), which can run code when it is opened and is therefore never opened.
  case pickle(file: String)
  /// Several NumPy arrays in a zip archive (`.npz`), of which no name says which holds the features.
  case numPyArchive(file: String)
  /// CLAM's patches file, which says where the tiles are and has no features.
  case patchesFile(file: String)
  /// libhdf5 failed: its function's work, on which object, and what it said.
  case hdf5(file: String, operation: String, object: String, reason: String)
  /// The values are compressed by a filter that this libhdf5 does not have.
  case missingFilter(file: String, dataset: String, filter: String)
  /// A link stands where the values should, or they lie in another file: not followed.
  case indirect(file: String, dataset: String)
  /// The dataset claims more values than the `stored` bytes can hold, or than are ever read at once.
  case notStored(file: String, dataset: String, shape: [Int], stored: Int)
  /// Some chunks of the dataset were never written, and would read as zeros.
  case missingChunks(file: String, dataset: String, expected: Int, found: Int)
  /// The dataset holds something else than the numbers that are wanted.
  case notNumbers(file: String, dataset: String, found: String)
  /// The header is not that of a NumPy file of numbers; `offset` is the byte, from the start of the file.
  case badNumPy(file: String, offset: Int, expected: String)
  /// Features and coordinates are of different numbers of tiles.
  case rowsDisagree(file: String, features: Int, coordinates: Int)
  /// The patches file is of other tiles than the feature file; `row` is the first that differs.
  case companionDisagrees(file: String, companion: String, row: Int)
  /// The layout does not say something that level-0 coordinates need, and ``FeatureFileContext`` does not either.
  case missingFact(file: String, layout: FeatureLayout, fact: FeatureFact)
  /// These tiles cannot be written in the layout that was asked for.
  case notExportable(file: String, fault: ExportFault)
}

/// What a feature file may leave open.
public enum FeatureFact: String, Hashable, Sendable {
  /// Micrometres per px of the slide's level 0.
  case slideMPP
  /// Side of the tiles in level-0 px; for CLAM the patches file says it.
  case tileSide
  /// Side of the tiles in px as encoded.
  case tilePixels
  /// Side of the tiles in level-0 px, or else width and height of the slide and the tiles' side in px as encoded.
  case slideSizeOrTileSide
}

/// Why tiles cannot be written in a layout.
public enum ExportFault: Hashable, Sendable {
  /// The name ends neither in `.h5` nor in `.safetensors`, and no layout was named.
  case unknownEnding
  /// The layout needs a fact that the tiles do not carry.
  case missing(ExportLayout, FeatureFact)
  /// The layout has one side for all tiles; these are two of theirs, level-0 px.
  case mixedSides(ExportLayout, Int64, Int64)
}

/// What is wrong with a safetensors header.
public enum HeaderFault: Hashable, Sendable {
  /// The length before the header is below 2, above 100 MB (the format's limit), or more than the file holds.
  case length(claimed: UInt64, available: Int)
  /// The JSON is broken, or not of the expected form: what should stand there.
  case expected(String)
  /// A name, or a key of one tensor, stands twice.
  case duplicate(String)
  /// A number type that is not read.
  case unknownType(tensor: String, type: String)
  /// The product of the dimensions does not fit.
  case shapeOverflow(tensor: String)
  /// `data_offsets` reach outside the data or run backwards.
  case offsetsOutside(tensor: String, begin: Int, end: Int, available: Int)
  /// Shape and type ask for another number of bytes than the offsets give.
  case sizeDisagrees(tensor: String, expected: Int, found: Int)
  /// Two tensors share bytes.
  case overlap(tensor: String, other: String)
  /// Bytes that belong to no tensor: from `begin` to `end` of the data.
  case hole(begin: Int, end: Int)
}
