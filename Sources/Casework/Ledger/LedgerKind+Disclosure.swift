extension LedgerKind {
  /// Whether its entries tell of a model or of a colleague, and are withheld as long as their case is.
  public var tellsOfCalls: Bool {
    switch self {
    case .caseScored, .signed, .addendum, .amended, .firstRead, .opinionAsked, .opinionGiven, .labelResolved,
      .outcomeRecorded, .readingRepeated:
      true
    case .casebookCreated, .caseRegistered, .reviewOpened, .reviewerAdmitted, .reviewerRetired, .passphraseChanged,
      .reviewerLocked, .protocolSet, .opinionWithdrawn, .opinionRead:
      false
    }
  }
}
