import CFaultyDisk
import Casework
import CasebookStore
import Foundation
import Testing

/// The operations on the casebook's files fail in turn: fault number 1, 2, ... until a run meets none.
///
/// Every second one fails, in one of three ways in turn; with `COVERSLIP_THOROUGH=1`, as `.ci/run` sets it, each fails
/// in all three.
@Suite("A disk that fails under the casebook", .serialized)
struct DiskFaultTests {
  @Test("leaves a whole act or none, and a ledger that holds", arguments: CasebookAct.allCases, DiskFault.allCases)
  func acts(_ act: CasebookAct, _ fault: DiskFault) throws {
    #expect(faulty_disk_install() == 0)
    let template = try Scratch()
    try act.prepare(try template.open())
    let stride = Thoroughness.isWhole ? 1 : 2 * DiskFault.allCases.count
    var point = Thoroughness.isWhole ? 1 : fault.turn
    var (hits, last) = (true, 0)
    while hits {
      let scratch = try Scratch()
      try FileManager.default.copyItem(atPath: template.path, toPath: scratch.path)
      let entries = try scratch.lastEntry()
      faulty_disk_arm(scratch.folder, point, fault.code)
      let isDone = act.isDone(in: scratch)
      let operations = faulty_disk_disarm()
      hits = operations >= point
      if hits {
        try act.expectWhole(in: scratch, from: entries, isDone: isDone, "\(act), \(fault), point \(point)")
      } else {
        #expect(isDone)
        last = Int(operations)
      }
      point += stride
    }
    print("\(act), \(fault): \(last) points at which the disk can fail, one in \(stride) tried")
    #expect(last > 5)
  }

  /// What fails and how.
  enum DiskFault: Int, CaseIterable {
    case error = 1
    case full, killed

    /// The first point that fails so, of those that take turns.
    var turn: Int { 2 * rawValue - 1 }

    var code: FaultyDiskFault {
      switch self {
      case .error: FaultyDiskError
      case .full: FaultyDiskFull
      case .killed: FaultyDiskDead
      }
    }
  }
}
