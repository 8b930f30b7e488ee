import Glibc
import TerminalKit

/// Asks a terminal what it can do without taking it, for a command that shows no screen.
public enum TerminalInquiry {
  /// How long answers are waited for, milliseconds: nobody waits for a picture, and what comes later would be typed
  /// into the shell.
  public static let patience = 1000

  /// What the terminal of `input` and `output` answers.
  ///
  /// `notAsked` where one of them is not a terminal, where another program has it in its foreground, or where it would
  /// show the questions as text. What is typed meanwhile is lost.
  public static func ask(
    environment: [String: String], input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
    patience: Int = patience
  ) -> TerminalReply {
    var modes = termios()
    guard let query = TerminalQuery(environment: environment), isatty(output) == 1, tcgetpgrp(input) == getpgrp(),
      tcgetattr(input, &modes) == 0
    else { return .notAsked }
    var raw = modes
    cfmakeraw(&raw)
    guard tcsetattr(input, TCSANOW, &raw) == 0 else { return .notAsked }
    defer { tcsetattr(input, TCSAFLUSH, &modes) }
    let question = Array(query.text.utf8)
    guard writeAll(question, question.count, to: output) else { return .silent }
    let answers = answers(from: input, milliseconds: patience)
    // A terminal that does not know a question may have shown it.
    let clearing = Array("\r\u{1B}[K".utf8)
    writeAll(clearing, clearing.count, to: output)
    return answers == TerminalAnswers() ? .silent : .answered(answers)
  }

  /// A cell of the terminal behind `output`, as the operating system has its size; `nil` where it does not know.
  public static func systemCell(_ output: Int32 = STDOUT_FILENO) -> CellPixels? { .measure(output) }

  private static func answers(from input: Int32, milliseconds: Int) -> TerminalAnswers {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(milliseconds)
    var reader = TerminalAnswerReader()
    var buffer = [UInt8](repeating: 0, count: 256)
    while !reader.answers.isComplete, clock.now < end {
      let rest = (end - clock.now) / .milliseconds(1)
      var polled = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Int32(max(1, rest))) > 0 else { continue }
      let count = read(input, &buffer, buffer.count)
      guard count > 0 else { break }
      reader.take(buffer[..<count])
    }
    return reader.answers
  }
}
