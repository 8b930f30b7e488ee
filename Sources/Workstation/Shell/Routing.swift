import Casework
import TerminalKit

/// What the rooms ask for: they do not know each other.
extension WorkstationState {
  mutating func route(_ outcomes: [QueueOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .effect(let effect): return [effect]
      case .open(let file): return open(file)
      case .showModel: return showModel()
      case .leave: return [.quit]
      case .notice(let words): return say(words)
      }
    }
  }

  mutating func route(_ outcomes: [CaseOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .effect(let effect): return [effect]
      case .close: return closeCase()
      case .neighbour(let step): return inQueue { $0.openNeighbour(by: step, in: $1) }
      case .signOff(let file, let finding): return openSignOff(file, finding)
      case .showModel: return showModel()
      case .notice(let words): return say(words)
      case .problem(let problem): return show(problem)
      }
    }
  }

  mutating func route(_ outcomes: [ModelOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .close: return closeModel()
      }
    }
  }

  mutating func route(_ outcomes: [SignOffOutcome], of caseID: String) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .keep(let draft): return keep(draft, of: caseID)
      case .sign(let findingID, let draft): return [.sign(caseID: caseID, findingID: findingID, draft)]
      case .close(let keepsDraft): return closeSignOff(keepsDraft: keepsDraft)
      }
    }
  }

  // MARK: From room to room

  /// Shows `file` at once; what the casebook says of it comes later.
  private mutating func open(_ file: CaseFile) -> [Effect] {
    queue.isSearching = false
    let state = CaseState(file: file)
    reading = state
    return state.opening
  }

  private mutating func closeCase() -> [Effect] {
    reading = nil
    return inQueue { $0.lookForChanges(in: $1) }
  }

  private mutating func showModel() -> [Effect] {
    modelScreen = modelScreen ?? ModelState()
    return []
  }

  /// Back to where it was opened; there is nothing behind an evaluation that is shown alone.
  private mutating func closeModel() -> [Effect] {
    guard !isAlone else { return [.quit] }
    modelScreen = nil
    return []
  }

  private mutating func openSignOff(_ file: CaseFile, _ finding: Finding) -> [Effect] {
    popup = .signOff(SignOffState(file: file, finding: finding))
    return []
  }

  private mutating func closeSignOff(keepsDraft: Bool) -> [Effect] {
    popup = nil
    return keepsDraft ? say("Nothing was signed. The draft is kept: s goes on with it.") : []
  }

  private mutating func keep(_ draft: SignOffDraft?, of caseID: String) -> [Effect] {
    reading?.keep(draft)
    if let file = reading?.file { queue.list.replace(file) }
    return [.saveDraft(caseID: caseID, draft)]
  }
}
