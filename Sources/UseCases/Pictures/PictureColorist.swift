import Microscopy
import SlidePictures
import Synchronization
import TissueAnalysis

/// The colours that pictures of slides have: the ICC profile of a slide read once, its stains estimated once, and one
/// table made for each way of showing it. Slides of one scanner share their table.
final class PictureColorist: Sendable {
  private let profiles: any ProfileReader
  private let state = Mutex(State())

  private struct State {
    var slides: [String: SlideColors] = [:]
    /// The last ones used, the newest last.
    var tables: [(key: TableKey, table: ColorTable)] = []
  }

  /// What is known of the colours of one slide; `nil` what was not asked for.
  private struct SlideColors {
    var profile: Result<ReadProfile?, ColorProfileFailure>?
    var stains: StainEstimate?
  }

  /// A profile that can be used.
  private struct ReadProfile {
    let bytes: [UInt8]
    let colors: any ColorProfile
    /// Whether its colours are other ones than those of a screen.
    let changesColors: Bool
  }

  /// What decides on a table.
  private struct TableKey: Equatable {
    let profile: [UInt8]?
    let stain: Stain?
    let vectors: StainVectors?
  }

  /// Tables that are kept: 8 MiB each.
  private static let tablesKept = 3

  init(_ profiles: any ProfileReader) { self.profiles = profiles }

  /// How `slide`, the file at `path`, is shown as `wanted`: its table, `nil` where the pixels stay as they are, and
  /// what is to be said of it. A second picture waits while the table of a first one is made.
  func colors(
    of slide: any SlideSource, path: String, as wanted: PictureColors
  ) -> (table: ColorTable?, coloring: PictureColoring) {
    state.withLock { state in
      let (profile, use) = profile(of: slide, path, wanted.profile, &state)
      let changing = profile.flatMap { $0.changesColors ? $0 : nil }
      guard let stain = wanted.stains.stain else {
        let table = Self.table(changing, nil, &state.tables)
        return (table, PictureColoring(profile: use))
      }
      let estimate = state.slides[path]?.stains ?? Self.estimate(of: slide)
      state.slides[path, default: SlideColors()].stains = estimate
      let table = Self.table(changing, (stain, estimate.vectors), &state.tables)
      return (table, PictureColoring(profile: use, vectors: estimate.method.vectors))
    }
  }

  /// Another file lies under `path` by now, or nothing of it is needed soon.
  func forget(_ path: String) { state.withLock { $0.slides[path] = nil } }

  // MARK: Profile

  private func profile(
    of slide: any SlideSource, _ path: String, _ use: ProfileUse, _ state: inout State
  ) -> (ReadProfile?, PictureColoring.Profile) {
    switch use {
    case .raw: return (nil, .raw)
    case .applied: break
    }
    let known = state.slides[path]?.profile ?? read(slide, state)
    state.slides[path, default: SlideColors()].profile = known
    switch known {
    case .success(nil): return (nil, .none)
    case .success(let profile?): return (profile, .applied(name: profile.colors.name))
    case .failure(let failure): return (nil, .notUsed(failure))
    }
  }

  /// The profile of a slide; that of another one where its bytes are the same.
  private func read(_ slide: any SlideSource, _ state: State) -> Result<ReadProfile?, ColorProfileFailure> {
    let given: [UInt8]?
    do throws(SlideReadFailure) { given = try slide.iccProfile() } catch {
      return .failure(.unreadable(detail: error.profileDetail))
    }
    guard let bytes = given else { return .success(nil) }
    for case .success(let profile?)? in state.slides.values.map(\.profile) where profile.bytes == bytes {
      return .success(profile)
    }
    do throws(ColorProfileFailure) {
      let colors = try profiles.profile(bytes)
      return .success(ReadProfile(bytes: bytes, colors: colors, changesColors: colors.changesColors))
    } catch {
      return .failure(error)
    }
  }

  // MARK: Stains

  /// The stains of `slide`, the file at `path`, estimated once.
  func stains(of slide: any SlideSource, path: String) -> StainEstimate {
    state.withLock { state in
      let estimate = state.slides[path]?.stains ?? Self.estimate(of: slide)
      state.slides[path, default: SlideColors()].stains = estimate
      return estimate
    }
  }

  /// The published vectors where nothing of the slide can be read.
  private static func estimate(of slide: any SlideSource) -> StainEstimate {
    (try? StainEstimate.estimate(of: slide)) ?? StainEstimate.estimate(from: [])
  }

  // MARK: Tables

  /// The table of one stain of the pixels as they were scanned, then of the profile: made where it is not kept; `nil`
  /// where neither is wanted.
  private static func table(
    _ profile: ReadProfile?, _ stain: (kind: Stain, vectors: StainVectors)?,
    _ tables: inout [(key: TableKey, table: ColorTable)]
  ) -> ColorTable? {
    guard profile != nil || stain != nil else { return nil }
    let key = TableKey(profile: profile?.bytes, stain: stain?.kind, vectors: stain?.vectors)
    let kept = tables.first { $0.key == key }?.table
    let table =
      kept
      ?? ColorTable { pixels in
        if let stain { SingleStain(stain.kind, of: stain.vectors).keep(of: pixels) }
        profile?.colors.convert(pixels)
      }
    tables = (tables.filter { $0.key != key } + [(key, table)]).suffix(tablesKept)
    return table
  }
}

extension ColorProfile {
  /// Whether any of some colours, evenly spread, becomes one that is more than a level of 255 away: many slides carry
  /// the profile of a screen, sRGB, and are shown as they are.
  fileprivate var changesColors: Bool {
    let steps = 0..<(18 * 18 * 18)
    let colors = steps.flatMap { step -> [UInt8] in
      [step % 18, step / 18 % 18, step / 18 / 18].map { UInt8($0 * 15) } + [255]
    }
    var converted = colors
    converted.withUnsafeMutableBytes { convert($0) }
    return zip(colors, converted).contains { abs(Int($0) - Int($1)) > 1 }
  }
}

extension ShownStains {
  /// The one that is shown alone.
  fileprivate var stain: Stain? {
    switch self {
    case .all: nil
    case .hematoxylin: .hematoxylin
    case .eosin: .eosin
    }
  }
}

extension StainEstimate.Method {
  fileprivate var vectors: PictureColoring.Vectors {
    switch self {
    case .macenko: .own
    case .ruifrok: .reference
    }
  }
}

extension SlideReadFailure {
  /// What the reader says of a profile that it does not give.
  fileprivate var profileDetail: String {
    switch self {
    case .damaged(_, let detail): detail
    case .decoderDied: "what decodes the slide ended"
    case .timedOut, .tooLarge, .bufferTooSmall, .noSuchLevel, .noSuchImage: "it cannot be read"
    }
  }
}
