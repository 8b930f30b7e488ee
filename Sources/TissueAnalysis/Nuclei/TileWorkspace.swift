/// The scratch planes that one tile needs, kept from tile to tile: a tile costs no allocation of planes.
///
/// Unchecked: a workspace is used by the one call that took it from its pool, whose lock hands it over.
final class TileWorkspace: @unchecked Sendable {
  let size: PlaneSize
  let hematoxylin: Plane<Float>
  let eosin: Plane<Float>
  let smooth: Plane<Float>
  let local: Plane<Float>
  let height: Plane<Float>
  let scratch: Plane<Float>
  let row: Plane<Float>
  let mask: Plane<UInt8>
  let bytes: Plane<UInt8>
  let labels: Plane<Int32>
  let order: Plane<Int32>
  let scratchLabels: Plane<Int32>
  let owners: Plane<Int32>
  let left: Plane<Int32>
  let right: Plane<Int32>
  let chain: Plane<SIMD2<Int32>>
  var histogram = [Int32](repeating: 0, count: Threshold.bins)
  var sums: [RegionSums] = []
  /// The number of the nucleus that each region is, 0 where it is none.
  var numbers: [Int32] = []
  var watershed = Watershed()
  var cooccurrence = Cooccurrence()

  init(_ size: PlaneSize) {
    self.size = size
    let floats = { Plane<Float>(count: size.count, repeating: 0) }
    (hematoxylin, eosin, smooth, local) = (floats(), floats(), floats(), floats())
    (height, scratch) = (floats(), floats())
    row = Plane(count: size.width, repeating: 0)
    mask = Plane(count: size.count, repeating: 0)
    bytes = Plane(count: size.count, repeating: 0)
    labels = Plane(count: size.count, repeating: 0)
    order = Plane(count: size.count, repeating: 0)
    scratchLabels = Plane(count: size.count, repeating: 0)
    owners = Plane(count: size.count, repeating: 0)
    left = Plane(count: size.height, repeating: 0)
    right = Plane(count: size.height, repeating: 0)
    chain = Plane(count: 2 * size.height, repeating: .zero)
  }
}
