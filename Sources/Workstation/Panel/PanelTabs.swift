import TerminalKit

/// What of the side panel is shown at once, where all of it has no room.
enum PanelTab: Hashable, Sendable, CaseIterable {
  /// Who the patient is, what is signed, the model's call: what must be seen.
  case call
  /// The clinical variables, what each adds to the call, and the clinical comparators.
  case clinical
  /// What the call rests on: flags, the model, what was seen of the slides.
  case tiles
  /// What was signed and said, and the case's record.
  case history
  case all

  var title: String {
    switch self {
    case .call: "Call"
    case .clinical: "Clinical"
    case .tiles: "Tiles"
    case .history: "History"
    case .all: "All"
    }
  }

  /// The tab `step` further, round and round.
  func neighbour(by step: Int) -> PanelTab {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + step + all.count) % all.count]
  }
}

/// What stands in the panel, and in which rows of it.
struct PanelPage {
  let parts: [CasePanel.Part]
  /// The tab that is open; `nil` where all has room, so that there are none.
  let tab: PanelTab?
  /// Where the heads of the tabs are; empty where there are none.
  let heads: Rect
  /// Where the text is.
  let text: Rect

  /// What of `panel` is shown in the cells `area`, border included: all where it fits, else the tab that is wanted.
  init(of panel: CasePanel, in area: Rect, wanted: PanelTab, memo: PaintMemo) {
    let inside = area.inset(columns: 2)
    let lasting = memo.lasting(of: panel, columns: inside.columns)
    // What is told of the reading itself grows meanwhile: the arrangement does not follow it.
    let fits = CasePanel.lines(of: lasting.filter { $0.isShown(in: .all) }).count <= inside.rows
    tab = fits ? nil : wanted
    parts = panel.withSeen(in: lasting, columns: inside.columns).filter { $0.isShown(in: fits ? .all : wanted) }
    heads = fits ? Rect(column: area.column, row: area.row, columns: 0, rows: 0) : area.inset().splitRows(1).0
    text = fits ? inside : inside.splitRows(1).1
  }

  /// The first line that is shown of those of `scrolling`, and how many there are.
  func lines(_ scrolling: Scrolling) -> (all: [Line], skipped: Int, longest: Int) {
    let all = CasePanel.lines(of: parts)
    let longest = max(0, all.count - text.rows)
    return (all, scrolling.offset(longest: longest), longest)
  }
}

extension ThemedView {
  /// The heads of all tabs side by side, each to be clicked on: no wider than the narrowest panel.
  func heads(of open: PanelTab) -> Line {
    var line = Line()
    for (index, tab) in PanelTab.allCases.enumerated() {
      line.append(
        (tab == open ? "▸" : " ") + tab.title, tab == open ? theme[.tabActive] : theme[.tab], target: .tab(index))
    }
    return line
  }
}
