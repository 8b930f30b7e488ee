import Basics
import Microscopy

/// All directories of a TIFF in the order of its chain, read without a library: bounded in number and size, every
/// offset held against the file's length, a chain that runs in a circle cut.
struct TIFFDirectories {
  let all: [TIFFDirectory]
  let isBigEndian: Bool
  let isBig: Bool
  /// Why the chain ended early; `nil` where it ended as it should.
  let fault: String?

  /// The most directories that are read, and the most entries of one: beyond any slide that is known.
  private static let mostDirectories = 4096
  private static let mostEntries: UInt64 = 4096

  /// `nil` where the file is not a TIFF.
  init?(_ file: FileInspection) {
    guard let bytes = TIFFBytes(path: file.path, size: file.size) else { return nil }
    self.init(bytes)
  }

  init(_ bytes: TIFFBytes) {
    isBig = bytes.isBig
    isBigEndian = bytes.isBigEndian
    var found: [TIFFDirectory] = []
    var visited: Set<UInt64> = []
    var offset = bytes.firstDirectory
    var fault: String?
    while offset != 0, fault == nil {
      guard visited.insert(offset).inserted else {
        fault = "its chain of directories runs in a circle"
        break
      }
      guard found.count < Self.mostDirectories else {
        fault = "it has more than \(Self.mostDirectories) directories"
        break
      }
      guard let (directory, next) = Self.directory(bytes, at: offset) else {
        fault = "directory \(found.count) at byte \(offset) is not whole"
        break
      }
      found.append(directory)
      offset = next
    }
    all = found
    self.fault = found.isEmpty && fault == nil ? "it has no directory" : fault
  }

  private static func directory(_ bytes: TIFFBytes, at offset: UInt64) -> (TIFFDirectory, next: UInt64)? {
    let (countBytes, entryBytes) = bytes.isBig ? (8, 20) : (2, 12)
    let linkBytes = bytes.isBig ? 8 : 4
    guard let head = bytes.bytes(at: offset, count: countBytes) else { return nil }
    let count = bytes.number(head[...])
    guard count <= mostEntries,
      let body = bytes.bytes(at: offset + UInt64(countBytes), count: Int(count) * entryBytes + linkBytes)
    else { return nil }
    var directory = TIFFDirectory()
    for index in 0..<Int(count) {
      let start = index * entryBytes
      TIFFEntry(bytes, body[start..<(start + entryBytes)]).apply(to: &directory)
    }
    return (directory, bytes.number(body[(Int(count) * entryBytes)...]))
  }

  /// The directory that a level of OpenSlide's comes from: tiled, of the level's own size and tiles.
  func directory(size: PixelSize, tile: PixelSize?) -> TIFFDirectory? {
    all.first { $0.size == size && $0.tile != nil && (tile == nil || $0.tile == tile) }
  }
}

/// One entry of a directory: its values where this reader has a use for them.
private struct TIFFEntry {
  private let bytes: TIFFBytes
  private let tag: Int
  private let type: Int
  private let count: UInt64
  private let inline: ArraySlice<UInt8>

  init(_ bytes: TIFFBytes, _ entry: ArraySlice<UInt8>) {
    self.bytes = bytes
    let start = entry.startIndex
    tag = Int(bytes.number(entry[start..<(start + 2)]))
    type = Int(bytes.number(entry[(start + 2)..<(start + 4)]))
    let countEnd = start + (bytes.isBig ? 12 : 8)
    count = bytes.number(entry[(start + 4)..<countEnd])
    inline = entry[countEnd...]
  }

  func apply(to directory: inout TIFFDirectory) {
    switch tag {
    case 254: directory.subfileType = value ?? 0
    case 256: directory.size.width = value ?? 0
    case 257: directory.size.height = value ?? 0
    case 258: directory.bits = values(limit: 16)?.map { Int(clamping: $0) } ?? directory.bits
    case 259: directory.compression = value ?? 0
    case 262: directory.photometric = value ?? 0
    case 277: directory.samples = min(value ?? 1, 65_535)
    case 284: directory.planar = value ?? 1
    case 322: directory.tile = PixelSize(width: value ?? 0, height: directory.tile?.height ?? 0)
    case 323: directory.tile = PixelSize(width: directory.tile?.width ?? 0, height: value ?? 0)
    case 279: pieces(&directory)
    case 324: if directory.isJPEG { directory.tileStarts = values(limit: .max) ?? [] }
    case 325: pieces(&directory)
    case 347: directory.jpegTables = values(limit: Self.mostTables)?.map { UInt8(clamping: $0) } ?? []
    case 339: directory.sampleFormat = value ?? 1
    case 34_675: directory.profile = piece
    case 65_420: directory.isNDPI = true
    default: break
    }
  }

  private func pieces(_ directory: inout TIFFDirectory) {
    guard let lengths = values(limit: .max) else { return }
    directory.pieces = lengths.count
    if tag == 325, directory.isJPEG { directory.tileLengths = lengths }
    if lengths.contains(0) { directory.emptyPieces = lengths.map { $0 == 0 } }
    for (index, length) in lengths.enumerated() where length > directory.longestPiece.bytes {
      directory.longestPiece = (index, length)
    }
  }

  /// The bytes that the entry points to; `nil` where they are no bytes, or so few that they lie in the entry itself.
  private var piece: TIFFPiece? {
    guard type == 1 || type == 7, count > UInt64(inline.count) else { return nil }
    return TIFFPiece(offset: bytes.number(inline), count: count)
  }

  private var value: Int? { values(limit: 1)?.first.map { Int(clamping: $0) } }

  /// Bytes of JPEG tables that are read: all that the standard has room for take less.
  private static let mostTables = 1 << 16

  /// BYTE, UNDEFINED, SHORT, LONG, LONG8 and IFD8; other types hold nothing that is wanted here.
  private var valueBytes: Int? {
    switch type {
    case 1, 7: 1
    case 3: 2
    case 4, 13: 4
    case 16, 18: 8
    default: nil
    }
  }

  /// The first `limit` values, which lie in the entry or where it points to; `nil` where the file does not hold them.
  private func values(limit: Int) -> [UInt64]? {
    guard let valueBytes, count > 0, count <= bytes.size else { return nil }
    let wanted = min(Int(count), limit)
    let isInline = count * UInt64(valueBytes) <= UInt64(inline.count)
    let place = isInline ? Array(inline) : bytes.bytes(at: bytes.number(inline), count: wanted * valueBytes)
    guard let place else { return nil }
    return (0..<wanted).map { bytes.number(place[($0 * valueBytes)..<(($0 + 1) * valueBytes)]) }
  }
}
