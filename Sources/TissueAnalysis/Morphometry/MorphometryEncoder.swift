import Basics
import Microscopy
import Synchronization

/// Measures a tile: nuclei, stain and architecture, with no weights.
///
/// The same tile gives the same vector, whichever thread asks and whatever was encoded before.
public struct MorphometryEncoder: TileEncoder {
  private let detector: NucleusDetector
  private let workspaces = WorkspacePool()

  /// The features of the vector, in their order.
  public static let features: [FeatureDefinition] = MorphometryFeature.allCases.map(\.definition)

  /// An encoder for a slide of the given stains.
  public init(stains: StainVectors) {
    detector = NucleusDetector(stains: stains)
  }

  /// The encoder's name, `morphometry`.
  public var name: String { "morphometry" }
  /// The scale of the tiles, 0.5 um/px.
  public var mpp: Double { detector.mpp }
  /// The side of a tile: 224 px, which are 112 um.
  public var tilePixels: Int { 224 }
  /// How many ``features`` there are.
  public var featureCount: Int { Self.features.count }

  /// Measures opaque tiles of 224 x 224 px; see ``TileEncoder/encode(_:)``.
  public func encode(_ tiles: [RGBAImage]) -> [Float] {
    let workspace = workspaces.take(PlaneSize(width: tilePixels, height: tilePixels))
    defer { workspaces.give(back: workspace) }
    var values: [Float] = []
    values.reserveCapacity(tiles.count * featureCount)
    for tile in tiles { values += measure(tile, workspace).values }
    return values
  }

  private func measure(_ tile: RGBAImage, _ workspace: TileWorkspace) -> MorphometryVector {
    precondition(tile.width == tilePixels && tile.height == tilePixels, "a tile is \(tilePixels) px wide and high")
    let side = Double(tilePixels) * mpp / 1000
    var vector = MorphometryVector()
    let nuclei = detector.nuclei(in: tile, workspace)
    vector.describe(nuclei, tileMM2: side * side)
    vector.describeArrangement(nuclei, tilePixels: tilePixels, mpp: mpp)
    vector.describeTissue(tile, workspace, mpp: mpp)
    return vector
  }
}

/// Workspaces that are not in use: as many as there were calls at once.
private final class WorkspacePool: Sendable {
  private let idle = Mutex<[TileWorkspace]>([])

  /// One that belongs to the caller alone until it is given back.
  func take(_ size: PlaneSize) -> TileWorkspace {
    idle.withLock { $0.popLast() } ?? TileWorkspace(size)
  }

  func give(back workspace: TileWorkspace) {
    idle.withLock { $0.append(workspace) }
  }
}
