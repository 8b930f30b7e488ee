import Evaluation

extension ModelCard {
  /// What its own figures say against it: chance within the limits of a c-index, no gain within those of the gain, a
  /// calibration slope away from 1 or not away from 0, a threshold that parts nobody, new patients called out of
  /// distribution.
  public var cautions: [ModelCaution] { performance.compactMap(\.caution) }
}

extension ModelBundle {
  /// The cautions of the card, and what the files say.
  public var cautions: [ModelCaution] {
    card.cautions + (distribution?.isHeldOut == false ? [.distributionInSample] : [])
  }
}
