/// Holds what a header claims against the data that is there.
struct HeaderCheck {
  /// First byte of the data, from the start of the file.
  let dataStart: Int
  /// Bytes of data.
  let dataCount: Int

  /// The tensors by their place in the data, which they fill without gap or overlap.
  func entries(_ raw: [HeaderReader.RawEntry]) throws(HeaderReader.Fault) -> [TensorEntry] {
    var checked: [(offset: Int, entry: TensorEntry)] = []
    for entry in raw { checked.append((entry.offset, try self.entry(entry))) }
    checked.sort {
      ($0.entry.bytes.lowerBound, $0.entry.bytes.upperBound, $0.offset) < (
        $1.entry.bytes.lowerBound, $1.entry.bytes.upperBound, $1.offset
      )
    }
    var end = dataStart
    for (position, (offset, entry)) in checked.enumerated() {
      guard entry.bytes.lowerBound >= end else {
        let other = checked[position - 1].entry.name
        throw HeaderReader.Fault(offset: offset, fault: .overlap(tensor: entry.name, other: other))
      }
      try noHole(from: end, to: entry.bytes.lowerBound, at: offset)
      end = entry.bytes.upperBound
    }
    try noHole(from: end, to: dataStart + dataCount, at: end - 8)
    return checked.map(\.entry)
  }

  private func noHole(from begin: Int, to end: Int, at offset: Int) throws(HeaderReader.Fault) {
    guard begin == end else {
      throw HeaderReader.Fault(offset: offset, fault: .hole(begin: begin - dataStart, end: end - dataStart))
    }
  }

  private func entry(_ raw: HeaderReader.RawEntry) throws(HeaderReader.Fault) -> TensorEntry {
    guard let type = TensorType(rawValue: raw.type) else {
      throw HeaderReader.Fault(offset: raw.offset, fault: .unknownType(tensor: raw.name, type: raw.type))
    }
    let expected = try byteCount(raw, type)
    let (begin, end) = (raw.offsets[0], raw.offsets[1])
    guard begin <= end, end <= dataCount else {
      let fault = HeaderFault.offsetsOutside(tensor: raw.name, begin: begin, end: end, available: dataCount)
      throw HeaderReader.Fault(offset: raw.offset, fault: fault)
    }
    guard end - begin == expected else {
      let fault = HeaderFault.sizeDisagrees(tensor: raw.name, expected: expected, found: end - begin)
      throw HeaderReader.Fault(offset: raw.offset, fault: fault)
    }
    return TensorEntry(name: raw.name, type: type, shape: raw.shape, bytes: dataStart + begin..<dataStart + end)
  }

  private func byteCount(_ raw: HeaderReader.RawEntry, _ type: TensorType) throws(HeaderReader.Fault) -> Int {
    var count = type.width
    for dimension in raw.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow else {
        throw HeaderReader.Fault(offset: raw.offset, fault: .shapeOverflow(tensor: raw.name))
      }
      count = product
    }
    return count
  }
}
