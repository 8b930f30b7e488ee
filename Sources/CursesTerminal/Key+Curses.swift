import CNcurses
import TerminalKit

extension Key {
  /// The key of an ncurses key code; `nil` for keys that have no meaning here.
  init?(cursesCode code: Int32) {
    switch code {
    case KEY_UP: self = .up
    case KEY_DOWN: self = .down
    case KEY_LEFT: self = .left
    case KEY_RIGHT: self = .right
    case KEY_SR: self = .shiftUp
    case KEY_SF: self = .shiftDown
    case KEY_SLEFT: self = .shiftLeft
    case KEY_SRIGHT: self = .shiftRight
    case KEY_HOME: self = .home
    case KEY_END: self = .end
    case KEY_PPAGE: self = .pageUp
    case KEY_NPAGE: self = .pageDown
    case KEY_ENTER: self = .enter
    case KEY_BTAB: self = .backTab
    case KEY_BACKSPACE: self = .backspace
    // The description of the Linux console names Ctrl-Z a key of its own.
    case KEY_SUSPEND: self = .control("z")
    case KEY_DC: self = .delete
    case (KEY_F0 + 1)...(KEY_F0 + 24): self = .function(Int(code - KEY_F0))
    default: return nil
    }
  }

  /// The key that sends `scalar`.
  init(typed scalar: Unicode.Scalar) {
    switch scalar.value {
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 8, 127: self = .backspace
    case 0: self = .control(" ")
    case 1...26: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 96))))
    case 28...31: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 64))))
    default: self = .character(Character(scalar))
    }
  }
}
