import Basics

/// The cell of a terminal, in pixels of its screen.
public struct CellPixels: Hashable, Sendable {
  /// Pixels from left to right, 1 to 1000.
  public let width: Int
  /// Pixels from top to bottom, 1 to 1000.
  public let height: Int

  /// A cell of `width` by `height` pixels; `nil` where one of them is not a size of a cell, as 0 is what terminals say
  /// that do not know it.
  public init?(width: Int, height: Int) {
    guard (1...1000).contains(width), (1...1000).contains(height) else { return nil }
    self.width = width
    self.height = height
  }
}

/// What a terminal has answered to ``TerminalQuery``.
public struct TerminalAnswers: Hashable, Sendable {
  /// Its name and version, as it writes them, printable and at most 80 characters; `nil` where it did not say.
  public var name: String?
  /// Whether it takes pictures by kitty's protocol.
  public var takesKittyGraphics = false
  /// The size of a cell; `nil` where it did not say.
  public var cell: CellPixels?
  /// Whether it told a colour of its palette, so that it knows how to redefine one.
  public var tellsPalette = false
  /// Whether it knows synchronised output (mode 2026); `nil` where it did not say.
  public var synchronizes: Bool?
  /// Its secondary attributes: a number of the program, its version, and one more; `nil` where it did not say.
  public var secondary: [Int]?
  /// Its attributes, of which the first is its class; `nil` where it has not answered the last question.
  public var attributes: [Int]?

  /// No answer yet.
  public init() {}

  /// Whether the last question is answered.
  public var isComplete: Bool { attributes != nil }

  /// Whether it says that it shows sixel pictures.
  public var hasSixel: Bool { attributes?.dropFirst().contains(4) ?? false }
}

/// Reads a terminal's answers byte by byte, in whatever pieces they come.
///
/// What is not an answer changes nothing. No more than ``limit`` bytes of a sequence are kept, and one that is longer
/// is passed over to its end.
public struct TerminalAnswerReader: Sendable {
  /// What has been answered so far. The first answer to a question counts, and none after the last question's.
  public private(set) var answers = TerminalAnswers()
  private var state = State.text
  private var kept: [UInt8] = []
  private var isTooLong = false

  /// The longest sequence that is read, bytes.
  public static let limit = 256

  /// The parts of ECMA-48 that answers are made of.
  private enum State: Equatable {
    case text, escape, control
    /// A string that `opener` began.
    case string(opener: UInt8)
    /// An escape within it, which ends it if a backslash follows.
    case stringEnd(opener: UInt8)
  }

  /// A reader at the start.
  public init() {}

  /// Whether a sequence has begun that has not ended.
  public var isInside: Bool { state != .text }

  /// Reads the next byte.
  public mutating func take(_ byte: UInt8) {
    switch state {
    case .text: if byte == Self.escape { state = .escape }
    case .escape: begin(byte)
    case .control: control(byte)
    case .string(let opener): string(byte, opener)
    case .stringEnd(let opener):
      if byte == UInt8(ascii: "\\") { endString(opener) } else { begin(byte) }
    }
  }

  /// Reads `bytes` one after the other.
  public mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  /// Forgets a sequence that was begun.
  public mutating func leave() { state = .text }

  // MARK: Sequences

  private static let escape: UInt8 = 0x1B
  /// CAN and SUB, which end a sequence without effect.
  private static let cancelling: [UInt8] = [0x18, 0x1A]

  private mutating func begin(_ byte: UInt8) {
    (kept, isTooLong) = ([], false)
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      state = .string(opener: byte)
    case Self.escape: state = .escape
    default: state = .text
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case Self.escape: state = .escape
    case 0x20...0x3F: keep(byte)
    case 0x40...0x7E:
      state = .text
      if !isTooLong, !answers.isComplete { readControl(byte) }
    default: state = .text
    }
  }

  private mutating func string(_ byte: UInt8, _ opener: UInt8) {
    switch byte {
    case Self.escape: state = .stringEnd(opener: opener)
    case 0x07: endString(opener)
    case _ where Self.cancelling.contains(byte): state = .text
    default: keep(byte)
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if kept.count < Self.limit { kept.append(byte) } else { isTooLong = true }
  }

  private mutating func endString(_ opener: UInt8) {
    state = .text
    guard !isTooLong, !answers.isComplete else { return }
    if opener == UInt8(ascii: "P"), kept.starts(with: ">|".utf8) { readName() }
    if opener == UInt8(ascii: "_"), kept.first == UInt8(ascii: "G") { readGraphics() }
    if opener == UInt8(ascii: "]"), kept.starts(with: "4;231;rgb:".utf8) { answers.tellsPalette = true }
  }

  // MARK: Answers

  private mutating func readControl(_ final: UInt8) {
    switch final {
    case UInt8(ascii: "c"): readAttributes()
    case UInt8(ascii: "t"): readCell()
    case UInt8(ascii: "y"): readMode()
    default: break
    }
  }

  /// `ESC [ ? class ; attribute ; ... c`, or `ESC [ > program ; version ; option c` for the secondary ones.
  private mutating func readAttributes() {
    if let all = numbers(behind: ">"), all.count == 3, answers.secondary == nil { answers.secondary = all }
    guard let all = numbers(behind: "?"), all.first != 0 else { return }
    answers.attributes = all.filter { $0 > 0 }
  }

  /// `ESC [ 6 ; height ; width t`
  private mutating func readCell() {
    guard let all = numbers(behind: ""), all.count == 3, all[0] == 6, answers.cell == nil else { return }
    answers.cell = CellPixels(width: all[2], height: all[1])
  }

  /// `ESC [ ? 2026 ; state $ y`, where the state is 1 for set, 2 for reset, and else for one that cannot be set.
  private mutating func readMode() {
    guard kept.last == UInt8(ascii: "$") else { return }
    kept.removeLast()
    guard let all = numbers(behind: "?"), all.count == 2, all[0] == 2026, answers.synchronizes == nil else { return }
    answers.synchronizes = (1...2).contains(all[1])
  }

  /// `ESC P > | name ESC \`
  private mutating func readName() {
    let name = String(decoding: kept.dropFirst(2), as: UTF8.self).printable.prefix(80)
    if !name.isEmpty, answers.name == nil { answers.name = String(name) }
  }

  /// `ESC _ G i=31 ; OK ESC \`, another word than OK where it cannot.
  private mutating func readGraphics() {
    let parts = kept.dropFirst().split(separator: UInt8(ascii: ";"), maxSplits: 1)
    let keys = parts.first?.split(separator: UInt8(ascii: ",")) ?? []
    guard parts.count == 2, keys.contains(where: { $0.elementsEqual("i=31".utf8) }) else { return }
    if parts[1].elementsEqual("OK".utf8) { answers.takesKittyGraphics = true }
  }

  /// The numbers between semicolons, none of more than five digits, 0 for one that is left out as kitty does; `nil` for
  /// anything else.
  private func numbers(behind mark: String) -> [Int]? {
    guard kept.starts(with: mark.utf8) else { return nil }
    var all: [Int] = []
    for part in kept.dropFirst(mark.utf8.count).split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard part.count <= 5, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      all.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return all
  }
}
