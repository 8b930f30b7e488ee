import Microscopy

extension TissuePlace {
  /// As a legend has it: `too little tissue`; `nil` where there is nothing to say.
  public var label: String? {
    switch self {
    case .glass: nil
    case .tissue: "tissue"
    case .pen: "pen"
    case .tooSmall: "too small"
    case .tooLittle: "too little in its tile"
    case .unreadable: "unreadable"
    case .unread: "not read"
    case .leftOut: "not in the finding"
    }
  }
}
