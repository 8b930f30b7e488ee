import FeatureFiles
import Tensors

extension Standardisation {
  func add(to document: inout SafetensorsDocument) {
    document.add("standardisation.mean", shape: [mean.count], floats: mean)
    document.add("standardisation.deviation", shape: [deviation.count], floats: deviation)
  }

  init(_ file: SafetensorsFile, width: Int) throws(BundleFailure) {
    mean = try file.values("standardisation.mean", shape: [width])
    deviation = try file.values("standardisation.deviation", shape: [width])
    guard let bad = deviation.first(where: { !($0 > 0) }) else { return }
    throw .inconsistent(
      file: file.name, what: "standardisation.deviation", expected: "above 0", found: "\(bad)")
  }
}

extension AttentionMIL {
  private static let format = "attention-mil/1"

  /// The network as a file of a bundle; the same network gives the same bytes.
  var document: SafetensorsDocument {
    var document = SafetensorsDocument(metadata: ["coverslip": Self.format])
    standardisation.add(to: &document)
    for (name, path) in Weights.layers {
      let layer = weights[keyPath: path]
      document.add(name, shape: [layer.rows, layer.columns], floats: layer.values)
    }
    document.add("center", shape: [1], floats: [center])
    return document
  }

  /// Reads a network that takes `width` features.
  init(_ file: SafetensorsFile, width: Int) throws(BundleFailure) {
    try file.expect(format: Self.format)
    let hidden = try file.shape("embedding.weight", [-1, width])[0]
    let gates = try file.shape("value.weight", [-1, hidden])[0]
    var weights = Weights(width: width, hidden: hidden, gates: gates)
    for (name, path) in Weights.layers {
      let (rows, columns) = (weights[keyPath: path].rows, weights[keyPath: path].columns)
      weights[keyPath: path] = try file.matrix(name, rows: rows, columns: columns)
    }
    self.weights = weights
    standardisation = try Standardisation(file, width: width)
    center = try file.values("center", shape: [1])[0]
  }
}

extension TileDistribution {
  private static let format = "tile-distribution/2"
  /// Whitened along all features, with limits from the training's own tiles and no residual.
  private static let firstFormat = "tile-distribution/1"

  /// The distribution as a file of a bundle; one that was read from the first layout is written in it again.
  var document: SafetensorsDocument {
    var document = SafetensorsDocument(metadata: ["coverslip": isHeldOut ? Self.format : Self.firstFormat])
    standardisation.add(to: &document)
    document.add("whitening", shape: [components, width], floats: whitening.values)
    guard isHeldOut else {
      document.add("limits", shape: [2], floats: [Float(limits.distance), Float(limits.share)])
      return document
    }
    document.add("deviations", shape: [components], floats: deviations)
    document.add(
      "limits", shape: [3], floats: [Float(limits.distance), Float(limits.residual), Float(limits.share)])
    return document
  }

  init(_ file: SafetensorsFile, width: Int) throws(BundleFailure) {
    guard file.metadata["coverslip"] != Self.firstFormat else {
      self = try Self.first(file, width: width)
      return
    }
    try file.expect(format: Self.format)
    let components = try file.shape("whitening", [-1, width])[0]
    let deviations = try file.values("deviations", shape: [components])
    guard components > 0, deviations.allSatisfy({ $0 > 0 }) else {
      throw .inconsistent(
        file: file.name, what: "deviations", expected: "at least one, all above 0", found: "\(deviations)")
    }
    let limits = try file.values("limits", shape: [3])
    self.init(
      standardisation: try Standardisation(file, width: width),
      whitening: try file.matrix("whitening", rows: components, columns: width), deviations: deviations,
      limits: try Self.limits(file, distance: limits[0], residual: limits[1], share: limits[2]))
  }

  private static func first(_ file: SafetensorsFile, width: Int) throws(BundleFailure) -> TileDistribution {
    let limits = try file.values("limits", shape: [2])
    return TileDistribution(
      standardisation: try Standardisation(file, width: width),
      whitening: try file.matrix("whitening", rows: width, columns: width), deviations: [],
      limits: try Self.limits(file, distance: limits[0], residual: .greatestFiniteMagnitude, share: limits[1]))
  }

  private static func limits(
    _ file: SafetensorsFile, distance: Float, residual: Float, share: Float
  ) throws(BundleFailure) -> Limits {
    guard distance > 0, residual > 0, (0...1).contains(share) else {
      throw .inconsistent(
        file: file.name, what: "limits", expected: "distances above 0 and a share of 0 to 1",
        found: "\(distance), \(residual), \(share)")
    }
    return Limits(distance: Double(distance), residual: Double(residual), share: Double(share))
  }
}

extension SafetensorsFile {
  func expect(format: String) throws(BundleFailure) {
    let found = metadata["coverslip"]
    guard found == format else {
      throw .inconsistent(file: name, what: "kind of file", expected: format, found: found ?? "none")
    }
  }

  func shape(_ tensor: String, _ shape: [Int]) throws(BundleFailure) -> [Int] {
    do { return try entry(tensor, shape: shape).shape } catch { throw .file(error) }
  }

  /// Finite values of a tensor of this shape.
  func values(_ tensor: String, shape: [Int]) throws(BundleFailure) -> [Float] {
    do throws(FeatureFileFailure) {
      let entry = try entry(tensor, shape: shape)
      let values = try floats(tensor)
      guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return values }
      throw FeatureFileFailure.badValue(
        file: name, tensor: tensor, offset: entry.bytes.lowerBound + bad * entry.type.width, index: bad)
    } catch {
      throw .file(error)
    }
  }

  func matrix(_ tensor: String, rows: Int, columns: Int) throws(BundleFailure) -> Matrix {
    let values = try values(tensor, shape: [rows, columns])
    guard let matrix = Matrix(rows: rows, columns: columns, values: values) else {
      throw .inconsistent(
        file: name, what: tensor, expected: "\(rows) x \(columns) values", found: "\(values.count) values")
    }
    return matrix
  }
}
