import Basics
import Casework
import Labels
import TerminalKit

extension CasePanel {
  /// What the model would say without the regions that are left out, beside what it said.
  func trialLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !leftOut.boxes.isEmpty, finding.call.isAnswer else { return [] }
    let head = [heading("Regions left out", note: "exploratory", columns)]
    let key = keys("X")
    let back = [keyWords(key, " leaves more out, \(key.label) u takes the last back")]
    guard let trial = leftOut.trial else {
      let words = "Asking the model without \(leftOut.boxes.count.counted("region")) …"
      return head + wrapped(words, columns: columns, style: theme[.dim]) + back
    }
    return head + wrapped("Not the finding: \(trial.boxesPhrase).", columns: columns, style: theme[.warning])
      + answerLines(trial, finding, columns) + back
  }

  private func answerLines(_ trial: RegionTrial, _ finding: Finding, _ columns: Int) -> [Line] {
    guard let score = trial.score else {
      return wrapped(
        "There is no score: fewer tiles are left than the model needs.", columns: columns, style: theme[.text])
    }
    let numbers = NumberText.screen
    var lines: [Line] = []
    if let told = finding.score {
      lines += pair("score", "\(numbers.fixed(score, digits: 2)), was \(numbers.fixed(told, digits: 2))", columns)
    }
    if let risk = trial.probability5y, let told = finding.probability5y {
      lines += pair("risk", "\(numbers.percent(risk)), was \(numbers.percent(told))", columns)
    }
    let reasons = trial.reasons.isEmpty ? "" : " (\(trial.reasons.map(\.label).joined(separator: ", ")))"
    return lines + pair("call", "\(trial.call.label)\(reasons), was \(finding.call.label)", columns)
  }
}
