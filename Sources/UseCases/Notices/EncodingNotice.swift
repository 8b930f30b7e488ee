import Evaluation
import NeuralNetworks

/// What was noticed of an encoder.
package enum EncoderNotice: Sendable {
  /// What a network was recognised as.
  case recognised(String)
  /// What the network's files leave open, and was assumed.
  case assumed(EncoderAssumption)
  /// What an aggregator's files leave open, and was assumed.
  case aggregatorAssumed(AggregatorAssumption)
  /// What an aggregator's answer is to be taken with.
  case remark(AggregatorRemark)
  /// What a bundle's card warns of.
  case caution(ModelCaution)
}

/// What was noticed while slides were encoded.
package enum EncodingNotice: Sendable {
  /// `unreadable` of `planned` tiles of a slide could not be read, and are left out.
  case tilesLeftOut(slide: String, unreadable: Int, planned: Int)
  /// A slide was not encoded; the others are.
  case failed(slide: String, any Error)
}
