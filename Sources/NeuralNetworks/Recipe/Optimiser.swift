/// How the weights are drawn towards 0.
public enum Optimiser: String, Hashable, Sendable, Codable, CaseIterable {
  /// Adam: the decay is part of the gradient (Kingma & Ba, ICLR 2015, algorithm 1, on the loss + decay / 2 |w|^2).
  case adam
  /// AdamW: the decay stands beside the gradient (Loshchilov & Hutter, ICLR 2019, algorithm 2).
  case adamW = "adamw"
}
