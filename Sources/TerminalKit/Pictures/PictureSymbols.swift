/// Block characters from the coarsest to the finest: a terminal that shows some of them shows the coarser ones too, and
/// pictures are made of them up to those that a reader wants.
public enum PictureSymbols: String, Sendable, CaseIterable, Comparable {
  /// Upper and lower halves.
  case half
  /// Block Elements, U+2580 to U+259F: quadrants and eighths.
  case quadrant
  /// Two by three parts, U+1FB00 to U+1FB3B (Unicode 13).
  case sextant
  /// Slanted parts, U+1FB3C to U+1FB67 (Unicode 13).
  case wedge
  /// Two by four parts, U+1CD00 to U+1CDE5 (Unicode 16).
  case octant

  /// Whether `one` is coarser.
  public static func < (one: PictureSymbols, other: PictureSymbols) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }

  /// What the renderer has of them.
  public var blocks: BlockSymbols {
    switch self {
    case .half: .half
    case .quadrant: .blockElements
    case .sextant: .mosaics
    case .wedge: [.mosaics, .wedges]
    case .octant: .all
    }
  }

  /// The finest that a terminal draws which has `symbols`.
  public init(finestOf symbols: BlockSymbols) {
    self = Self.allCases.last { symbols.isSuperset(of: $0.blocks) } ?? .half
  }

  /// Those that come after these, the coarsest behind `finest`.
  public func next(upTo finest: PictureSymbols) -> PictureSymbols {
    let all = Self.allCases
    guard let own = all.firstIndex(of: self), let last = all.firstIndex(of: finest), own < last else { return .half }
    return all[own + 1]
  }
}
