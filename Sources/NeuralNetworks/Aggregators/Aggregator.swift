/// A network that makes one answer of the tiles of a slide.
///
/// ```swift
/// let network = try AggregatorFile.load("clam/model.safetensors")
/// let output = try network.evaluate(bag)
/// output.logits, output.score, output.attention?.shares
/// ```
public protocol Aggregator: Sendable {
  /// What it was recognised as, as its authors name it: `CLAM-SB`, `TransMIL`.
  var name: String { get }
  /// Features per tile.
  var width: Int { get }
  /// How its one score comes from its logits; ``SlideScoreRule/none`` where it has none.
  var rule: SlideScoreRule { get }
  /// What neither weights nor configuration told: to be said to whoever uses the network.
  var assumptions: [AggregatorAssumption] { get }
  /// Whether it takes the tiles' places from their order, so that a sample of the tiles is another picture to it.
  var dependsOnOrder: Bool { get }
  /// The answer for `bag`, which has at least one tile, ``width`` features per tile and finite values.
  ///
  /// The same bag gives the same bytes whatever the number of processors. Tiles may stand in any order, except for
  /// networks that take their places from it (TransMIL).
  ///
  /// - Throws: ``AggregatorFailure``: `empty` where the bag has no tile, `width` where its tiles have another number of
  ///   features, `notFinite` where one of them is not a finite number, `overflow` where the answer is not.
  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput
}

/// Why an aggregator has no answer for a bag.
public enum AggregatorFailure: Error, Hashable, Sendable {
  /// The bag has no tile.
  case empty
  /// The bag's tiles have another number of features than the network takes.
  case width(expected: Int, found: Int)
  /// A feature is not a finite number; both count from 0.
  case notFinite(tile: Int, feature: Int, kind: NotFinite)
  /// The features are finite and so far out that the network's answer is not.
  case overflow
}

/// Something that nothing told of an aggregator, taken as its authors publish it.
public enum AggregatorAssumption: Hashable, Sendable {
  /// The function between the layers of its perceptrons.
  case activation(String)
  /// How many of the highest and of the lowest scores go into its head.
  case extremes(top: Int, bottom: Int)
  /// The attention heads of a transformer of this width.
  case heads(Int, width: Int)
  /// How the score comes from two logits, which a classifier and a survival head read differently.
  case score(SlideScoreRule)
  /// Entries of the configuration that are not understood, and that may change the network.
  case unread([String])
}

/// An aggregator whose score's rule can be told beside the weights.
protocol RuledAggregator: Aggregator {
  /// See ``Aggregator/rule``; settable while it is read.
  var rule: SlideScoreRule { get set }
  /// See ``Aggregator/assumptions``.
  var assumptions: [AggregatorAssumption] { get set }
  /// How many logits it gives.
  var logitCount: Int { get }
}

extension Aggregator {
  /// By default nothing is assumed.
  public var assumptions: [AggregatorAssumption] { [] }
  /// By default the order of the tiles does not matter.
  public var dependsOnOrder: Bool { false }

  /// Throws where ``evaluate(_:)`` has no answer for `bag`.
  func check(_ bag: Bag) throws(AggregatorFailure) {
    guard bag.width == width else { throw .width(expected: width, found: bag.width) }
    guard bag.count > 0 else { throw .empty }
    if let bad = bag.firstNotFinite {
      throw .notFinite(tile: bad / width, feature: bad % width, kind: NotFinite(bag.features[bad]))
    }
  }
}

extension Bag {
  /// The first feature that is not a finite number, or `nil`: sixteen exponents at a time, all ones in what is not
  /// finite.
  fileprivate var firstNotFinite: Int? {
    features.withUnsafeBufferPointer { values in
      let raw = UnsafeRawBufferPointer(values)
      let exponent = SIMD16<UInt32>(repeating: 0x7F80_0000)
      let whole = values.count / 16 * 16
      for start in stride(from: 0, to: whole, by: 16) {
        let bits = raw.loadUnaligned(fromByteOffset: start * 4, as: SIMD16<UInt32>.self) & exponent
        if any(bits .== exponent) { return (start..<start + 16).first { !values[$0].isFinite } }
      }
      return (whole..<values.count).first { !values[$0].isFinite }
    }
  }
}
