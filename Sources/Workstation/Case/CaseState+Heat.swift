import Casework
import Labels
import Microscopy
import SlidePictures

/// What keys do to the heat map of an open case.
extension CaseState {
  /// What is said where there is nothing to lay over the slide.
  private var noHeat: [CaseOutcome]? {
    if let withheld = file.withheldLabel { return [.notice("The heat map is \(withheld).")] }
    return file.finding?.resultFile == nil
      ? [.notice("There is no heat map: the case has no finding with tiles.")] : nil
  }

  mutating func toggleHeat() -> [CaseOutcome] {
    if let noHeat { return noHeat }
    heatShown = heatShown.next
    return []
  }

  /// Nothing of it, to see the tissue alone, and what was shown before.
  mutating func hideHeat() -> [CaseOutcome] {
    if let noHeat { return noHeat }
    if heatShown.showsModel {
      (heatBefore, heatShown) = (heatShown, .off)
    } else {
      heatShown = heatBefore
    }
    return []
  }

  mutating func changeOpacity(by percent: Int) -> [CaseOutcome] {
    if let noHeat { return noHeat }
    opacity = min(100, max(10, opacity + percent))
    switch heatShown {
    case .outlines, .contours, .topTiles, .mask, .off: heatShown = .colours
    case .colours, .dimmed: break
    }
    return []
  }

  mutating func switchQuantity() -> [CaseOutcome] {
    if let noHeat { return noHeat }
    guard showsContributions else {
      return [.notice("There is no contribution: the model makes no call, so nothing went into it.")]
    }
    guard attentionTiles.first.map({ $0.contribution != nil }) ?? true else {
      return [.notice("There is no contribution: these networks cannot be taken apart tile by tile.")]
    }
    quantity = quantity.other
    reference = quantity.usualReference
    marked = nil
    showHeat()
    return []
  }

  mutating func switchReference() -> [CaseOutcome] {
    if let noHeat { return noHeat }
    let known = cohort.flatMap { $0.holds(quantity) ? $0 : nil }
    reference = reference.next(hasCohort: known != nil)
    showHeat()
    switch reference {
    case .raw, .slide, .wholeCase: return []
    case .cohort:
      return [.notice("Held to the tiles that the model was trained on: those of \(known?.name ?? "its cohort").")]
    }
  }

  /// Takes the tiles of the model's training, without which nothing is held to them any more.
  mutating func take(_ cohort: TileCohort?) {
    self.cohort = cohort
    switch reference {
    case .raw, .slide, .wholeCase: break
    case .cohort: if cohort?.holds(quantity) != true { reference = quantity.usualReference }
    }
  }

  /// Makes the share of the tiles that stand out a step larger or smaller.
  mutating func changeThreshold(by step: Int) -> [CaseOutcome] {
    if let noHeat { return noHeat }
    showHeat()
    switch heatShown {
    case .topTiles:
      return [.notice("The top tiles are the same at every threshold: \(keys.label("a")) shows the other overlays.")]
    case .outlines, .contours, .colours, .dimmed, .mask, .off: break
    }
    limits.share = heat.map { HeatLimits.step(HeatLimits.shares, from: $0.share, by: step) }
    return []
  }

  /// Makes the colours end a step higher or lower; lines have no range, so that there are colours then.
  mutating func changeRange(by step: Int) -> [CaseOutcome] {
    if let noHeat { return noHeat }
    limits.ceiling = HeatLimits.step(HeatLimits.ceilings, from: limits.ceiling, by: step)
    heatShown = .colours
    return []
  }

  /// Whoever changes what the heat map shows wants to see it.
  private mutating func showHeat() {
    switch heatShown {
    case .off, .mask: heatShown = .outlines
    case .outlines, .contours, .colours, .dimmed, .topTiles: break
    }
  }
}

extension HeatQuantity {
  /// What the key switches to.
  fileprivate var other: HeatQuantity {
    switch self {
    case .attention: .contribution
    case .contribution: .attention
    }
  }
}
