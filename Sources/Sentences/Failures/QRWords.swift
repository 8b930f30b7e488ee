import QRCoding

extension QRFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .empty: CommandFailure(.ourFault, "a QR code of no text cannot be made; please report this")
    case .tooLong(let bytes):
      CommandFailure(.badData, "a QR code cannot hold \(bytes) bytes; the log's name is too long for one")
    case .library(let code):
      CommandFailure(.ourFault, "the QR code could not be made (\(systemWord(code))); free some memory and try again")
    }
  }
}
