import Basics
import Labels

extension UnknownCode: Worded {
  package var words: CommandFailure {
    let meant = nearest.isEmpty ? "" : "did you mean \(nearest.joined(separator: " or "))? "
    return CommandFailure(.usage, "there is no \"\(text.printable)\"; \(meant)choose one of \(offered)")
  }
}
