import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

/// An open case by itself: commands in, outcomes out.
@Suite("An open case as a room")
struct CaseRoomTests {
  private static let around = Surroundings(size: TerminalSize(columns: 80, rows: 24), theme: .dark)

  @Test("every command is answered, on a case without finding and slide too")
  func total() {
    for file in [Sketch.high, Sketch.file("S-1", .new, slides: [])] {
      for command in CaseCommand.allCases {
        var state = CaseState(file: file)
        _ = state.perform(command, in: Self.around)
        #expect(state.file == file, "\(command)")
      }
    }
  }

  @Test("asks for its neighbours, the model and the way back; it knows none of them")
  func outcomes() {
    var state = CaseState(file: Sketch.high)
    #expect(state.perform(.nextCase, in: Self.around) == [.neighbour(1)])
    #expect(state.perform(.previousCase, in: Self.around) == [.neighbour(-1)])
    #expect(state.perform(.showModel, in: Self.around) == [.showModel])
    #expect(state.perform(.back, in: Self.around) == [.close])
    #expect(
      state.perform(.signOff, in: Self.around) == [.signOff(Sketch.high, Sketch.finding(.high, 0.184, 0.112, 0.289))])
  }

  @Test("to look at a case claims nothing, however it stands", arguments: CaseStatus.allCases)
  func review(status: CaseStatus) {
    let file = Sketch.file("S-1", status, Sketch.finding(.low, 0.02))
    let opening = CaseState(file: file).opening
    #expect(opening.first == .readCase(caseID: "S-1") && !opening.contains(.openReview(caseID: "S-1")))
  }

  @Test("heat keys change nothing and say why where there are no tiles")
  func noHeat() {
    var state = CaseState(file: Sketch.new)
    for command: CaseCommand in [
      .toggleHeat, .moreOpaque, .lessOpaque, .switchQuantity, .hideHeat, .switchReference, .raiseThreshold,
      .lowerThreshold, .narrowRange, .widenRange,
    ] {
      #expect(
        state.perform(command, in: Self.around)
          == [.notice("There is no heat map: the case has no finding with tiles.")])
    }
    #expect(state.heatShown == .outlines && state.opacity == 50 && state.limits == HeatLimits())
  }
}
