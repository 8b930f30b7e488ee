/// Attributes that are written in order, those that are not known left away.
struct HDF5AttributeList {
  var list: [(name: String, value: HDF5Value)] = []

  mutating func add(_ name: String, _ value: Int?) {
    if let value { list.append((name, .integers([Int64(value)]))) }
  }

  mutating func add(_ name: String, _ value: Double?) {
    if let value { list.append((name, .numbers([value]))) }
  }

  mutating func add(_ name: String, _ value: String?) {
    if let value { list.append((name, .text(value))) }
  }
}
