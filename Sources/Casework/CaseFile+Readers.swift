/// How many readers a case needs, and who they may be, where its protocol asks for more than one reader.
///
/// Readers who read by themselves sign one after the other. Where all of them have signed the same call, the case is
/// closed by the last of these signatures; where they have not, one more reader, who is none of them, decides.
extension CaseFile {
  /// How many readings are still to be signed by readers who are told of no colleague.
  var readingsLeft: Int { max(0, readingProtocol.readers - readings.count) }

  /// Whether what colleagues say is kept from whoever reads the case, before their first call and after it: not all
  /// have signed yet who read by themselves.
  public var keepsReadersApart: Bool { readingProtocol.readers > 1 && readingsLeft > 0 && !status.isClosed }

  /// Whether all have signed who read by themselves, and do not agree: one more reader decides, who is told everything.
  public var isToAdjudicate: Bool { readingsLeft == 0 && !status.isClosed }

  /// Whether whoever reads the case next gives a first call: all do but the one who decides between readings.
  public var asksFirstCall: Bool { readingProtocol.asksFirstCall && !isToAdjudicate }

  /// Whether that reader has signed their reading, so that the case is left to others until it is closed.
  public func hasRead(_ reviewer: String) -> Bool {
    let name = Reviewer.name(reviewer)
    return !status.isClosed && readings.contains { $0.reviewer == name }
  }

  /// The digests of the entries that the next signature decides between; empty where it is none that does.
  package var toDecideBetween: [String] { isToAdjudicate ? readings.compactMap(\.entryDigest) : [] }

  /// What a reader has signed last: what puts the case off or closes it, or their reading.
  package func lastSigned(by reviewer: String) -> SignOff? {
    let name = Reviewer.name(reviewer)
    return ([signOff].compactMap(\.self) + readings.reversed()).first { $0.reviewer == name }
  }
}
