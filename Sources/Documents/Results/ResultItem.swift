/// What a result says, item by item: codes that receiving systems map. Raw values are stored codes.
package enum ResultItem: String, Hashable, Sendable, CaseIterable {
  case risk5y = "risk-5y"
  case interval5y = "risk-5y-interval"
  case risk10y = "risk-10y"
  case interval10y = "risk-10y-interval"
  case modelCall = "model-call"
  case noCallReason = "model-no-call-reason"
  case qualityFlag = "quality-flag"
  case readerCall = "reader-call"
  case decision
  case reason
  case comment
  case firstCall = "reader-first-call"
  case addendum
  case amendmentClass = "amendment-class"
  case amendmentReason = "amendment-reason"
  case ledgerIndex = "ledger-index"
  case ledgerLeaf = "ledger-leaf"
  case relapse = "metastatic-relapse"
  case threshold
  case recut, rescan
  case additionalStain = "additional-stain"

  /// The name of Coverslip's codes among coding schemes; those that begin with 99 are private ones.
  package static let codingScheme = "99CSL"

  /// What it is, in words.
  package var label: String {
    switch self {
    case .risk5y: "Probability of metastatic relapse within 5 years (model)"
    case .interval5y: "95 % interval of the probability within 5 years (model)"
    case .risk10y: "Probability of metastatic relapse within 10 years (model)"
    case .interval10y: "95 % interval of the probability within 10 years (model)"
    case .modelCall: "Call of the model"
    case .noCallReason: "Why the model makes no call"
    case .qualityFlag: "What the model's analysis noticed"
    case .readerCall: "Call of the reader"
    case .decision: "What the reader signed"
    case .reason: "Reason of the reader"
    case .comment: "Comment of the reader"
    case .firstCall: "Call of the reader before the model's was shown"
    case .addendum: "Addendum"
    case .amendmentClass: "Class of the amendment"
    case .amendmentReason: "Reason of the amendment"
    case .ledgerIndex: "Index of the entry in the ledger's log"
    case .ledgerLeaf: "Leaf hash of the entry in the ledger's log"
    case .relapse: "Metastatic relapse"
    case .threshold: "Probability within 5 years from which the call is high"
    case .recut: "Recut"
    case .rescan: "Rescan"
    case .additionalStain: "Additional stain"
    }
  }
}
