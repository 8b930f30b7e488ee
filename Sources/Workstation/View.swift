import TerminalKit

/// The screen that shows `state`.
public func view(_ state: WorkstationState) -> Screen {
  Screen(size: state.size, style: state.theme[.background])
}
