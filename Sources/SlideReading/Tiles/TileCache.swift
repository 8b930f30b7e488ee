import Basics
import Synchronization

/// Decoded tiles that are likely to be wanted again, those that were not for longest dropped first.
final class TileCache: Sendable {
  /// Which tile it is.
  struct Key: Hashable {
    let level: Int
    let index: Int
  }

  private struct State {
    var tiles: [Key: (image: RGBAImage, used: Int)] = [:]
    var bytes = 0
    var clock = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  /// A cache of at most `limit` bytes of pixels.
  init(limit: Int) { self.limit = limit }

  /// The tile of `key`, made by `make` where it is not here: by more than one thread where several miss it at once.
  func tile(_ key: Key, make: () -> RGBAImage?) -> RGBAImage? {
    let kept = state.withLock { state -> RGBAImage? in
      state.clock += 1
      state.tiles[key]?.used = state.clock
      return state.tiles[key]?.image
    }
    if let kept { return kept }
    guard let image = make() else { return nil }
    state.withLock { keep(image, key, &$0) }
    return image
  }

  private func keep(_ image: RGBAImage, _ key: Key, _ state: inout State) {
    guard state.tiles[key] == nil, image.pixels.count <= limit else { return }
    while state.bytes + image.pixels.count > limit, let oldest = state.tiles.min(by: { $0.value.used < $1.value.used })
    {
      state.tiles[oldest.key] = nil
      state.bytes -= oldest.value.image.pixels.count
    }
    state.clock += 1
    state.tiles[key] = (image, state.clock)
    state.bytes += image.pixels.count
  }
}
