import Casework
import Labels

extension CaseText {
  /// A question about a place, and what became of it.
  static func lines(_ opinion: SecondOpinion, of file: CaseFile) -> [String] {
    let request = opinion.request
    let asked = [
      "  \(request.title): \(request.question)", "  place    \(request.place.text)",
      "  by       \(request.asker), \(request.askedAt), of \(request.askedOf)",
      "  meaning  \(request.statement)", "  entry    \(request.entryDigest ?? "-")",
      "  so far   \(file.standing(of: opinion).label)",
    ]
    guard let answer = opinion.answer else { return asked }
    let call = answer.call.map { ["  call     \($0.label), the colleague's own"] } ?? []
    return asked + ["  answer   \(answer.text)"] + call + [
      "  by       \(answer.reviewer), \(answer.answeredAt)", "  meaning  \(answer.statement)",
      "  entry    \(answer.entryDigest ?? "-")",
    ]
  }
}
