import Glibc

/// What signal handlers need to give the terminal back, without ncurses, memory or locks.
struct Emergency {
  /// Whether the terminal is taken.
  var isActive = false
  var output: Int32 = -1
  var input: Int32 = -1
  /// Modes of the terminal before it was taken.
  var modes = termios()
  var standardError = StandardErrorKeeper.none
  /// Bytes that give back the colours that were redefined, and how many of them there are.
  var palette: UnsafeMutablePointer<UInt8>?
  var paletteCount = 0
  /// Written by handlers, read by the loop.
  var pipe: Int32 = -1
  /// Requests to end since the terminal was taken: the second is obeyed on the spot.
  var endings = 0
  /// The signal of the last such request; 0 before.
  var endedBy: Int32 = 0

  /// The only one: a signal has no other way to find it. Written by the terminal's thread before handlers are set and
  /// after they are taken back, read by handlers.
  nonisolated(unsafe) static let shared: UnsafeMutablePointer<Emergency> = {
    let pointer = UnsafeMutablePointer<Emergency>.allocate(capacity: 1)
    pointer.initialize(to: Emergency())
    return pointer
  }()

  /// What gives back the colours that are redefined from now on; too much of it is left to the user.
  static func keep(palette bytes: [UInt8]) {
    guard bytes.count <= paletteRoom else { return }
    // A signal meanwhile finds none rather than half of it.
    shared.pointee.paletteCount = 0
    let room = shared.pointee.palette ?? UnsafeMutablePointer<UInt8>.allocate(capacity: paletteRoom)
    room.update(from: bytes, count: bytes.count)
    shared.pointee.palette = room
    shared.pointee.paletteCount = bytes.count
  }

  /// Room for all numbers of the palette.
  private static let paletteRoom = 4096

  /// Gives the terminal back as it was. Safe in a signal handler, and twice.
  static func restore() {
    guard shared.pointee.isActive else { return }
    shared.pointee.isActive = false
    if let palette = shared.pointee.palette {
      writeAll(palette, shared.pointee.paletteCount, to: shared.pointee.output)
    }
    TerminalModes.leaveAtOnce.write(to: shared.pointee.output)
    // What the mouse and the keyboard still sent is not for the shell.
    tcflush(shared.pointee.input, TCIFLUSH)
    tcsetattr(shared.pointee.input, TCSANOW, &shared.pointee.modes)
    shared.pointee.standardError.replay()
  }

  /// Tells the loop, by one byte.
  static func tell(_ note: LoopNote) {
    var byte = note.rawValue
    _ = Glibc.write(shared.pointee.pipe, &byte, 1)
  }
}

/// What may end the loop's wait besides input.
enum LoopNote: UInt8 {
  case wake = 119
  case resized = 82
  case continued = 67
  case suspended = 90
  case ending = 69
}
