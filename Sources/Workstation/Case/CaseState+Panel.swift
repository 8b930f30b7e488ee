extension CaseState {
  /// Shows a tab of the side panel from its first line; a panel that was hidden comes back with the one it had.
  mutating func showPanelTab(_ tab: PanelTab) -> [CaseOutcome] {
    guard panelWidth != .hidden else {
      panelWidth = .narrow
      return []
    }
    (panelTab, panel) = (tab, Scrolling())
    return []
  }

  /// Shows the tab of that index, which was clicked on.
  mutating func showPanelTab(_ index: Int) -> [CaseOutcome] {
    PanelTab.allCases.indices.contains(index) ? showPanelTab(PanelTab.allCases[index]) : []
  }
}
