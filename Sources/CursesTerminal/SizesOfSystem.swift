import Glibc
import TerminalKit

extension winsize {
  /// The size of the terminal behind `descriptor`; `nil` where there is none, or one without cells.
  static func of(_ descriptor: Int32) -> winsize? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return size
  }
}

extension CellPixels {
  /// A cell of the terminal behind `descriptor`, as the operating system has its size; `nil` where it does not know.
  static func measure(_ descriptor: Int32) -> CellPixels? {
    winsize.of(descriptor).flatMap {
      CellPixels(width: Int($0.ws_xpixel) / Int($0.ws_col), height: Int($0.ws_ypixel) / Int($0.ws_row))
    }
  }
}

extension TerminalSize {
  /// The size of the terminal behind `descriptor`; `nil` where the operating system does not know it.
  static func measure(_ descriptor: Int32) -> TerminalSize? {
    winsize.of(descriptor).map { TerminalSize(columns: Int($0.ws_col), rows: Int($0.ws_row)) }
  }
}
