import CFaultyDisk
import Casework
import CasebookStore
import Foundation
import Testing

/// Every operation on the casebook's files fails in turn: fault number 1, 2, ... until a run meets none.
@Suite("A disk that fails under the casebook", .serialized)
struct DiskFaultTests {
  @Test("leaves a whole act or none, and a ledger that holds", arguments: CasebookAct.allCases, DiskFault.allCases)
  func acts(_ act: CasebookAct, _ fault: DiskFault) throws {
    #expect(faulty_disk_install() == 0)
    let template = try Scratch()
    try act.prepare(try template.open())
    var point = 0
    var hits = true
    while hits {
      point += 1
      let scratch = try Scratch()
      try FileManager.default.copyItem(atPath: template.path, toPath: scratch.path)
      let entries = try scratch.lastEntry()
      faulty_disk_arm(scratch.folder, point, fault.code)
      let isDone = act.isDone(in: scratch)
      hits = faulty_disk_disarm() >= point
      guard hits else {
        #expect(isDone)
        break
      }
      try act.expectWhole(in: scratch, from: entries, isDone: isDone, "\(act), \(fault), point \(point)")
    }
    print("\(act), \(fault): \(point - 1) points at which the disk can fail")
    #expect(point > 5)
  }

  /// What fails and how.
  enum DiskFault: CaseIterable {
    case error, full, killed

    var code: FaultyDiskFault {
      switch self {
      case .error: FaultyDiskError
      case .full: FaultyDiskFull
      case .killed: FaultyDiskDead
      }
    }
  }
}
