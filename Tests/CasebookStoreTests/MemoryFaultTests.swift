import CFaultyDisk
import Casework
import CasebookStore
import Foundation
import Testing

/// SQLite's allocations fail, one after the other, in a process of their own: its allocator is chosen before it starts.
///
/// All of them take minutes: by default a part is taken, spread evenly over all. `COVERSLIP_ALL_FAULTS=1` takes all.
@Suite("Memory that runs out under the casebook", .serialized)
struct MemoryFaultTests {
  @Test(
    "leaves a whole act or none, and a ledger that holds; an end of the process is no more than kill -9",
    arguments: CasebookAct.allCases)
  func acts(_ act: CasebookAct) throws {
    let template = try Scratch()
    try act.prepare(try template.open())
    let entries = try template.lastEntry()
    let isAll = ProcessInfo.processInfo.environment["COVERSLIP_ALL_FAULTS"] == "1"
    for fault in MemoryFault.allCases {
      var (first, killed) = (1, 0)
      var report: MemoryFaultReport?
      while report == nil {
        let task = MemoryFaultTask(
          act: act, fault: fault, template: template.path, first: first, sample: isAll ? .max : fault.sample)
        let end = try ChildProcess("MemoryFaultChild", task: task.words, in: template.folder).wait()
        report = MemoryFaultReport(in: end.output)
        guard report == nil else {
          #expect(end.status == 0, "\(act), \(fault): \(end.output)")
          break
        }
        // It ended in the midst of a point: what it left must be as after kill -9.
        let last = try #require(MemoryFaultPoint.last(in: end.output), "\(act), \(fault): \(end.output)")
        try #require(end.isKilled, "\(act), \(fault), point \(last.number): \(end.output)")
        let scratch = Scratch(leftAt: last.folder)
        try act.expectWhole(in: scratch, from: entries, isDone: false, "\(act), \(fault), point \(last.number)")
        (first, killed) = (last.number + last.stride, killed + 1)
      }
      let found = try #require(report)
      let part = found.stride == 1 ? "each" : "one in \(found.stride) (COVERSLIP_ALL_FAULTS=1: each)"
      print("\(act), \(fault): \(found.allocations) allocations, \(part) failed; \(killed) ended the process")
      #expect(found.allocations > 100 && found.isWithoutFault)
    }
  }
}

/// What runs in the child process; by itself it is nothing.
@Suite("A child process whose memory runs out", .enabled(if: ChildProcess.task != nil))
struct MemoryFaultChild {
  @Test("tries the points that it was told")
  func points() throws {
    var task = try #require(MemoryFaultTask(words: ChildProcess.task ?? []))
    #expect(faulty_memory_install() == 0)
    #expect(faulty_disk_install() == 0)
    let allocations = try attempt(task, .max).allocations
    let stride = max(1, allocations / task.sample)
    task.stride = stride
    var point = task.first
    var hits = true
    while hits {
      hits = try attempt(task, point).allocations >= point
      if hits { point += stride }
    }
    print(MemoryFaultReport(allocations: allocations, stride: stride, isWithoutFault: !hits).line)
  }

  /// The act with a fault at `point`, and what a restart finds after it.
  private func attempt(_ task: MemoryFaultTask, _ point: Int) throws -> (allocations: Int, isDone: Bool) {
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: task.template, toPath: scratch.path)
    let entries = try scratch.lastEntry()
    print(MemoryFaultPoint(number: point, stride: task.stride, folder: scratch.folder).line)
    fflush(nil)
    faulty_memory_arm(point, task.fault.code)
    let isDone = task.act.isDone(in: scratch)
    let allocations = faulty_memory_disarm()
    if allocations < point { #expect(isDone) }
    let comment: Comment = "\(task.act), \(task.fault), point \(point)"
    try task.act.expectWhole(in: scratch, from: entries, isDone: isDone, comment)
    return (allocations, isDone)
  }
}

/// Which allocations fail.
enum MemoryFault: String, CaseIterable {
  case once
  /// GRDB ends the process where SQLite has no memory to end a transaction.
  case ever

  /// How many points of an act are taken by default: a new process for each that ended takes long.
  var sample: Int {
    switch self {
    case .once: 12
    case .ever: 2
    }
  }

  var code: FaultyMemoryFault {
    switch self {
    case .once: FaultyMemoryOnce
    case .ever: FaultyMemoryEver
    }
  }
}

/// What the child is to do.
struct MemoryFaultTask {
  let act: CasebookAct
  let fault: MemoryFault
  /// A casebook that is prepared for the act.
  let template: String
  /// The first point to be tried.
  let first: Int
  /// How many are tried at most.
  let sample: Int
  /// From one point to the next.
  var stride = 1

  init(act: CasebookAct, fault: MemoryFault, template: String, first: Int, sample: Int) {
    (self.act, self.fault, self.template, self.first, self.sample) = (act, fault, template, first, sample)
  }

  var words: [String] { [act.rawValue, fault.rawValue, template, "\(first)", "\(sample)"] }

  init?(words: [String]) {
    guard words.count == 5, let act = CasebookAct(rawValue: words[0]), let fault = MemoryFault(rawValue: words[1]),
      let first = Int(words[3]), let sample = Int(words[4])
    else { return nil }
    self.init(act: act, fault: fault, template: words[2], first: first, sample: sample)
  }
}

/// A point that the child is about to try, as a line of its output.
struct MemoryFaultPoint {
  let number: Int
  /// To the next one.
  let stride: Int
  let folder: String

  var line: String { "POINT \(number) \(stride) \(folder)" }

  static func last(in output: String) -> MemoryFaultPoint? {
    guard let words = output.split(separator: "\n").last(where: { $0.hasPrefix("POINT ") })?.split(separator: " "),
      words.count == 4, let number = Int(words[1]), let stride = Int(words[2])
    else { return nil }
    return MemoryFaultPoint(number: number, stride: stride, folder: String(words[3]))
  }
}

/// What the child says at its end.
struct MemoryFaultReport {
  let allocations: Int
  let stride: Int
  /// Whether the last run met no fault.
  let isWithoutFault: Bool

  init(allocations: Int, stride: Int, isWithoutFault: Bool) {
    (self.allocations, self.stride, self.isWithoutFault) = (allocations, stride, isWithoutFault)
  }

  var line: String { "REPORT \(allocations) \(stride) \(isWithoutFault)" }

  init?(in output: String) {
    guard let words = output.split(separator: "\n").last(where: { $0.hasPrefix("REPORT ") })?.split(separator: " "),
      words.count == 4, let allocations = Int(words[1]), let stride = Int(words[2])
    else { return nil }
    self.init(allocations: allocations, stride: stride, isWithoutFault: words[3] == "true")
  }
}
