import Casework
import Prognosis
import TerminalKit

/// A call as it is shown everywhere: a symbol, words and a role, so that colour never stands alone.
struct CallBadge: Hashable, Sendable {
  let symbol: String
  let words: String
  let role: Role

  var text: String { symbol + " " + words }

  init(_ call: Call, borderline: Bool = false) {
    switch call {
    case .noCall: (symbol, words, role) = ("○", "NO CALL", .noCall)
    case .high where borderline: (symbol, words, role) = ("◆", "BORDERLINE HIGH", .borderline)
    case .low where borderline: (symbol, words, role) = ("◆", "BORDERLINE LOW", .borderline)
    case .high: (symbol, words, role) = ("▲", "HIGH", .high)
    case .low: (symbol, words, role) = ("▼", "LOW", .low)
    }
  }
}

extension Finding {
  var badge: CallBadge { CallBadge(call, borderline: borderline) }
}

extension Finding {
  /// Where the risk lies on the scale, between its limits, and from where on it is high.
  var gauge: Gauge {
    Gauge(threshold: model.threshold, value: probability5y, lower: interval?.lower, upper: interval?.upper)
  }
}
