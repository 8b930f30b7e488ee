import Glibc
import Microscopy

/// What can be told of a file before OpenSlide sees it, and why OpenSlide did not recognise it.
struct FileInspection {
  let path: String
  /// Bytes of the whole file.
  let size: UInt64
  private let head: [UInt8]

  /// Looks at the file; throws where there is nothing that could be a slide. The kind is asked for before the file is
  /// opened: opening a pipe would wait for a writer.
  init(path: String) throws(SlideOpenFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing(path: path) : .cannotRead(path: path, code: errno)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .folder(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard status.st_size > 0 else { throw .empty(path: path) }
    self.path = path
    size = UInt64(status.st_size)
    head = try Self.read(path, count: 132)
    guard !head.starts(with: Array("version https://git-lfs".utf8)) else { throw .largeFilePointer(path: path) }
  }

  private static func read(_ path: String, count: Int) throws(SlideOpenFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, code: errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, 0) }
    guard found >= 0 else { throw .cannotRead(path: path, code: errno) }
    return Array(bytes.prefix(found))
  }

  /// Whether this is a DICOM file: DICOM PS3.10 section 7.1, "DICM" after a preamble of 128 bytes.
  var isDICOM: Bool { head.dropFirst(128).starts(with: Array("DICM".utf8)) }

  /// Why `library` found no format.
  func unrecognisedKind(_ library: OpenSlideLibrary) -> UnrecognisedKind {
    isDICOM ? .dicom(openSlide: library.version) : unrecognisedKind
  }

  /// TIFF 6.0 section 2 and the BigTIFF header give the place of the first directory.
  private var unrecognisedKind: UnrecognisedKind {
    guard head.count >= 8 else { return .unknown }
    switch (head[0], head[1], head[2], head[3]) {
    case (0x4D, 0x4D, 0x00, 0x2A): return .bigEndianTIFF
    case (0x49, 0x49, 0x2A, 0x00): return littleEndian(4..<8) >= size ? .truncatedTIFF : tiffKind
    case (0x49, 0x49, 0x2B, 0x00):
      return head.count < 16 || littleEndian(8..<16) >= size ? .truncatedTIFF : tiffKind
    case (0x4D, 0x4D, 0x00, 0x2B): return tiffKind
    default: return .unknown
    }
  }

  /// What the tags say of a TIFF that is whole at its beginning.
  private var tiffKind: UnrecognisedKind {
    guard let directories = TIFFDirectories(self) else { return .unsupportedTIFF }
    if let fault = directories.fault { return .damagedTIFF(detail: fault) }
    guard directories.all.contains(where: { !$0.size.isEmpty }) else {
      return .damagedTIFF(detail: "none of them holds an image")
    }
    guard directories.all.contains(where: { $0.tile != nil }) else { return .strippedTIFF }
    return directories.foreignPage ?? .unsupportedTIFF
  }

  private func littleEndian(_ range: Range<Int>) -> UInt64 {
    head[range].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
