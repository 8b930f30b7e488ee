import Basics
import Foundation
import TerminalKit

/// Progress on stderr: a bar with rate and time left where stderr is a terminal; else nothing, or a line per tenth,
/// which it is too where nothing is to be drawn.
///
/// Guarded by its lock: workers report from their threads.
public final class ProgressBar: @unchecked Sendable {
  private let lock = NSLock()
  private let label: String
  private let unit: String
  private let total: Int
  private let shown: Bool
  private let logged: Bool
  private let started = ProgressBar.now
  private var done = 0
  private var idle = 0
  private var tenths = 0
  private var note = ""
  private var lastDrawn = 0.0
  private var isFinished = false

  /// A bar for `total` steps, each a `unit`; without a word for it the speed is not told.
  ///
  /// - Parameters:
  ///   - shown: whether it is shown to somebody; default: where stderr is a terminal.
  ///   - isPlain: whether lines stand in the place of a bar; default: as ``Standard/isPlain``.
  ///   - logged: whether a line per tenth is written where it is not drawn, for what runs for hours in a batch.
  public init(
    _ label: String, total: Int, unit: String, shown: Bool = Standard.errorIsTerminal,
    isPlain: Bool = Standard.isPlain, logged: Bool = false
  ) {
    self.label = label.printable
    self.unit = unit
    self.total = total
    self.shown = shown && !isPlain
    self.logged = shown ? isPlain : logged
  }

  /// Says that `count` steps are done in all, `idle` of them without any work, and what there is to say of them; the
  /// last note stays.
  public func update(_ count: Int, idle: Int = 0, note: String? = nil) {
    lock.withLock {
      done = max(done, count)
      self.idle = max(self.idle, idle)
      self.note = note.map { "  " + $0.printable } ?? self.note
      let now = Self.now
      log()
      guard shown, !isFinished, !Interruption.isAsked, now - lastDrawn > 0.1 || done == total else { return }
      lastDrawn = now
      draw(elapsed: now - started)
    }
  }

  /// Takes the bar away; what a worker reports later is not shown.
  public func finish() {
    lock.withLock {
      isFinished = true
      guard shown else { return }
      FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
  }

  /// Seconds of the clock on the wall.
  private static var now: Double { Date().timeIntervalSince1970 }

  private func log() {
    let reached = total > 0 ? done * 10 / total : 10
    guard logged, reached > tenths else { return }
    tenths = reached
    Standard.error("\(label)  \(reached * 10) %\(note)")
  }

  private func draw(elapsed: Double) {
    let share = total > 0 ? Double(done) / Double(total) : 1
    let columns = Standard.errorColumns
    let width = columns < 100 ? 6 : 24
    let filled = Int((share * Double(width)).rounded())
    let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
    let pace = Self.pace(done - idle, left: total - done, in: elapsed, unit: columns < 100 || unit.isEmpty ? nil : unit)
    let figures = String(format: "%3.0f %%", share * 100) + pace
    let line = TextWidth.truncated("\(label)  \(bar) \(figures)\(note)", to: max(20, columns - 1))
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
  }

  /// How fast it goes, where `unit` says of what, and how long the rest takes; nothing in the first half second, from
  /// which neither is known.
  static func pace(_ worked: Int, left: Int, in elapsed: Double, unit: String?) -> String {
    guard elapsed >= 0.5, worked > 0 else { return "" }
    let rate = Double(worked) / elapsed
    let speed = unit.map { String(format: "  %.0f %@/s", rate, $0) } ?? ""
    return speed + "  \(duration(Double(left) / rate)) left"
  }

  /// `7 s`, `3 min 20 s`, `2 h 05 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }
}
