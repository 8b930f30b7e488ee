/// In which colours the encoder of a finding saw the slides.
public enum EncodedColors: String, Hashable, Sendable {
  /// As scanned. Coverslip's encoders never see pixels through an ICC profile, whatever the screen shows: those of
  /// their training were raw too.
  case raw
  /// Another program encoded the tiles, and its file does not say.
  case notTold = "not-told"
}

extension Finding {
  /// In which colours its encoder saw the slides. It follows from where the features come from, so that it is in no
  /// entry of the ledger.
  public var encodedColors: EncodedColors { flags.contains { $0.kind == .featureFile } ? .notTold : .raw }
}
