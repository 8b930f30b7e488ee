import Casework
import Microscopy
import SlidePictures
import TerminalKit

/// The list of cases and what is looked at in it. It holds the rows near the selected one, never the casebook.
public struct QueueState: Equatable, Sendable {
  var list = CaseList()
  var stage = CaseStage.toDo
  var search = TextField(limit: 200)
  /// Whether the keys go to the search field.
  var isSearching = false
  var order = CaseOrderKey.received
  /// Whether the order is turned round.
  var isReversed = false
  /// The reader for whom something waits in the cases that are listed; `nil`: all cases are.
  var waitingFor: String?
  /// The columns and the lists of whoever reads here.
  var settings = ListSettings()
  /// The cases that are marked, whether they are listed or not.
  var marked: Set<String> = []
  /// What lies over the queue.
  var dialog: QueueDialog?
  /// Whoever reads here: `me` in a filter.
  var reader = ""
  /// Lines scrolled away at the top.
  var scrolled = 0
  /// Seconds since the epoch when the casebook was last asked what changed.
  var checkedAt = 0
  /// Cells of the longest name of a case that was seen, at most ``longestName``: so columns stay where they are.
  private(set) var nameColumns = 0

  /// Cells of a name that are ever shown in the list.
  static let longestName = 20

  /// Which cases are wanted, and in which order.
  var query: CaseQuery {
    CaseQuery(
      stage: stage, filter: filter.resolved(me: Reviewer.name(reader)), waitingFor: waitingFor, key: order,
      isReversed: isReversed)
  }

  /// The filter that is typed; of a text with a mistake the terms before it.
  var filter: CaseFilter {
    do throws(CaseFilterMistake) { return try CaseFilter(search.text) } catch {
      let before = search.text.prefix(error.place)
      let end = before.lastIndex(where: \.isWhitespace) ?? before.startIndex
      return (try? CaseFilter(String(before[..<end]))) ?? CaseFilter()
    }
  }

  /// What is wrong with the filter that is typed.
  var mistake: CaseFilterMistake? {
    do throws(CaseFilterMistake) { _ = try CaseFilter(search.text) } catch { return error }
    return nil
  }

  var selected: CaseFile? { list.selectedFile }

  var selectedID: String? { list.selectedID }

  /// Cases of a stage, searched for or not.
  func count(_ stage: CaseStage) -> Int { list.counts.count(of: stage) }

  /// The stages in the order of their tabs; that of what is to do is open first.
  static let tabs: [CaseStage] = [.toDo, .new, .scored, .inReview, .signed, .all]

  /// Cases in which a question or an answer waits for the reader.
  var waiting: Int { list.counts.waiting }

  /// Whether a demonstration model spoke of any case.
  var hasDemonstration: Bool { list.counts.hasDemonstration }

  /// Takes note of names that are wider than those before.
  mutating func measureNames() {
    nameColumns = list.cases.reduce(nameColumns) { max($0, min(Self.longestName, TextWidth.of($1.id))) }
  }
}

/// What the queue asks of the workstation.
enum QueueOutcome: Equatable {
  case effect(Effect)
  case open(CaseFile)
  case showModel
  /// Shows the figures of readings.
  case showQuality
  /// To score one case, or those that are marked.
  case score(CaseFile)
  case scoreMarked([String])
  /// Nothing else was left that the key for it clears.
  case stopScoring
  case leave
  /// A sentence for the last line.
  case notice(String)
}

extension QueueState {
  /// The picture beside the list: the first slide of the selected case, whole.
  func preview(in around: Surroundings) -> ((Int) -> PictureRequest)? {
    let layout = QueueLayout(around.size)
    guard layout.isWide, let file = selected, let slide = file.slide(0) else { return nil }
    let pane = layout.preview(of: slide.size)
    return { id in
      PictureRequest(
        id: id, slot: .preview, caseID: file.id, slideIndex: 0, slide: slide.opening,
        viewport: Viewport(whole: slide.size, in: pane.size), size: pane.size, heat: nil, symbols: around.symbols,
        fidelity: max(around.fidelity, .snapped), depth: around.depth, background: around.pictureBackground)
    }
  }
}
