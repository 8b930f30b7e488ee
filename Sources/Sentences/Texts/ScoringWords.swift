import Casework
import Labels
import Prognosis
import UseCases

extension ScoreCases.CaseFailure: Worded {
  package var words: CommandFailure {
    let words = Sentences.words(for: cause)
    return CommandFailure(words?.exit ?? .ourFault, "case \(caseID): \(sentence(of: cause))")
  }
}

extension ScoreCases.Summary {
  /// Everything that went wrong, the cases without a finding first.
  package var problems: [CommandFailure] { failures.map(\.words) + unreadable.map(Self.words) }

  /// What there is to say of a run in which something went wrong.
  package func line(of count: Int) -> String {
    let withoutCall = unreadable.isEmpty ? "" : ", \(unreadable.count) of them without a call: unreadable tissue"
    return "scored \(scored) of \(count.counted("case"))\(withoutCall)"
  }

  /// The exit code of such a run; `nil` where nothing went wrong.
  package var exit: Exit? { (failures.last?.words ?? unreadable.last.map(Self.words))?.exit }

  private static func words(_ entry: (caseID: String, finding: Finding)) -> CommandFailure {
    let flags = entry.finding.flags.filter { $0.kind == .unreadableTissue }
    let details: [String] = flags.map { ($0.slide ?? "") + ($0.slide == nil ? "" : ": ") + $0.sentence }
    return CommandFailure(
      .badData,
      "case \(entry.caseID): no call, \(NoCallReason.unreadableTissue.label): \(details.joined(separator: " "))")
  }
}
