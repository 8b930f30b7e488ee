import Files

/// Reading Owkin's array, see ``OwkinLayout``.
extension BagContent {
  private static let addressColumns = 3
  /// So that a row can be held, whatever an empty array claims.
  private static let columnLimit = 1 << 20
  private static let pieceSize = 1 << 22

  /// Reads the bag at `path` piece by piece: beside the result only a piece is held.
  init(numPy path: String) throws(FeatureFileFailure) {
    let file = try OpenFile.opening(path)
    let header = try NumPyHeader(file)
    let shape = header.shape
    guard shape.count == 2, (Self.addressColumns...Self.columnLimit).contains(shape[1]) else {
      throw .unexpectedShape(file: path, tensor: "array", offset: header.dataStart, expected: [-1, -1], found: shape)
    }
    let available = file.count - header.dataStart
    guard let count = ClaimedShape.count(shape), count <= available / header.kind.width else {
      let expected = ClaimedShape.count(shape + [header.kind.width]) ?? Int.max
      throw .file(.truncated(file: path, offset: header.dataStart, expected: expected, found: available))
    }
    let (features, places) = try Self.values(file, header)
    let none = HDF5Attributes(file: path, values: [:])
    self.init(
      file: path, features: features, count: shape[0], width: shape[1] - Self.addressColumns, name: "array",
      coordinates: "array", places: places, fileAttributes: none, featureAttributes: none, placeAttributes: none,
      labels: nil)
  }

  private static func values(
    _ file: OpenFile, _ header: NumPyHeader
  ) throws(FeatureFileFailure) -> (features: [Float], places: [Double]) {
    let (rows, columns, width) = (header.shape[0], header.shape[1], header.kind.width)
    var features: [Float] = []
    var places: [Double] = []
    features.reserveCapacity(rows * (columns - addressColumns))
    places.reserveCapacity(rows * addressColumns)
    let step = max(1, pieceSize / (columns * width))
    for first in stride(from: 0, to: rows, by: step) {
      let last = min(rows, first + step)
      let start = header.dataStart + first * columns * width
      let piece = floats(try file.bytes(start..<start + (last - first) * columns * width), header.kind)
      if let bad = piece.firstNotFinite {
        throw .badValue(file: file.path, tensor: "array", offset: start + bad * width, index: first * columns + bad)
      }
      for row in stride(from: 0, to: piece.count, by: columns) {
        places += piece[row..<row + addressColumns].map(Double.init)
        features += piece[row + addressColumns..<row + columns]
      }
    }
    return (features, places)
  }

  private static func floats(_ bytes: [UInt8], _ kind: NumPyHeader.Kind) -> [Float] {
    switch kind {
    case .half: decode(bytes) { Float(Float16(bitPattern: UInt16(littleEndian: $0))) }
    case .single: decode(bytes) { Float(bitPattern: UInt32(littleEndian: $0)) }
    case .double: decode(bytes) { Float(Double(bitPattern: UInt64(littleEndian: $0))) }
    }
  }

  private static func decode<Stored: BitwiseCopyable>(_ bytes: [UInt8], _ convert: (Stored) -> Float) -> [Float] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: bytes.count, by: MemoryLayout<Stored>.size).map {
        convert(raw.loadUnaligned(fromByteOffset: $0, as: Stored.self))
      }
    }
  }
}
