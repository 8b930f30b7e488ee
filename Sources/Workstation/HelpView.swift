import TerminalKit

enum HelpPopup {
  static func columns(_ size: TerminalSize) -> Int { min(100, size.columns - 4) }
  static func rows(_ size: TerminalSize) -> Int { size.rows - 6 }
}

extension WorkstationState {
  func helpLines(columns: Int) -> [Line] { [] }
  func panelLines(of reading: ReadingState, columns: Int) -> [Line] { [] }
}
