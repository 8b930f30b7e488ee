import Casework
import Labels
import TerminalKit

/// Files of a case in one format that somebody wants.
public struct WantedExport: Hashable, Sendable {
  /// The case.
  public let caseID: String
  /// In which format.
  public let format: ExportFormat

  /// The files of that case in that format.
  public init(caseID: String, _ format: ExportFormat) {
    self.caseID = caseID
    self.format = format
  }
}

/// How an export has ended.
public enum ExportEnd: Hashable, Sendable {
  /// The files are there; their paths.
  case written([String])
  /// They are not, or not all of them: a sentence.
  case failed(String)
}

/// The files that are made of cases from here, and what became of those before.
struct ExportBoard: Equatable, Sendable {
  /// The folder into which they go; `nil` where nothing makes any.
  var folder: String?
  /// Whether what is signed leaves for the laboratory by itself, orders among it.
  var hasOutbox = false
  /// Those that were asked for and are not there yet, in their order.
  private(set) var wanted: [WantedExport] = []
  /// Those that are asked for once the signature of their case is in the casebook.
  private(set) var awaiting: [WantedExport] = []
  /// How those before ended, the last one first.
  private(set) var ended: [Ended] = []
  /// The last end that nobody was told of.
  private var news: Ended?
  /// What the reader was told last of an end.
  private(set) var told: String?
  /// Whether that was why nothing was made.
  private var toldFailure = false

  /// What became of an export.
  struct Ended: Equatable, Sendable {
    let export: WantedExport
    let end: ExportEnd

    var isFailure: Bool {
      switch end {
      case .written: false
      case .failed: true
      }
    }
  }

  /// Ends that are remembered.
  private static let longest = 20

  // MARK: What happens

  mutating func begin(_ export: WantedExport) { wanted.append(export) }

  /// Has it wait for the signature of its case; once is enough.
  mutating func hold(_ export: WantedExport) {
    if !awaiting.contains(export) { awaiting.append(export) }
  }

  /// The signature of a case is in the casebook, or on its way: those that waited for it begin, and are returned.
  mutating func release(_ caseID: String) -> [WantedExport] {
    let released = awaiting.filter { $0.caseID == caseID }
    drop(caseID)
    released.forEach { begin($0) }
    return released
  }

  /// A case is not signed after all: nothing waits for that any more.
  mutating func drop(_ caseID: String) { awaiting.removeAll { $0.caseID == caseID } }

  mutating func receive(_ end: ExportEnd, of export: WantedExport) {
    if let index = wanted.firstIndex(of: export) { wanted.remove(at: index) }
    let ended = Ended(export: export, end: end)
    self.ended = [ended] + self.ended.prefix(Self.longest - 1)
    // The newest takes the place of what came before it, and none that of a failure: the list has them all.
    if ended.isFailure || news?.isFailure != true { news = ended }
  }

  /// The newest end, in one line of so many cells; `nil` where it was told, or where a failure stands there still.
  ///
  /// - Parameter notice: what stands there.
  mutating func takeNews(over notice: String?, columns: Int) -> String? {
    guard let ended = news, ended.isFailure || !toldFailure || notice == nil || notice != told else { return nil }
    news = nil
    (told, toldFailure) = (ended.words(columns: columns), ended.isFailure)
    return told
  }

  /// The newest end, where nobody was told of it, as it is told to somebody who has left.
  mutating func takeParting() -> String? {
    defer { news = nil }
    return news.map { $0.export.parting($0.end) }
  }

  // MARK: What is shown

  /// Whether everything was made, and told.
  var isQuiet: Bool { wanted.isEmpty && awaiting.isEmpty && news == nil }

  /// In the last line, while files are being made.
  var line: String? {
    wanted.first.map { first in
      let more = wanted.count > 1 ? " · \(wanted.count - 1) more" : ""
      let id = TextWidth.middleTruncated(TextWidth.printable(first.caseID), to: 16)
      return "making \(first.format.label) of \(id)\(more)"
    }
  }

  /// What waits for the signature of a case: `PDF report, heat map`; empty where nothing does.
  func waiting(for caseID: String) -> String {
    awaiting.filter { $0.caseID == caseID }.map(\.format.label).joined(separator: ", ")
  }
}

extension ExportBoard.Ended {
  /// `PDF report written: reports/S-12.pdf`, with the middle of the path left out where there is no room for it.
  func words(columns: Int) -> String {
    switch end {
    case .written(let paths):
      let (start, more) = ("\(export.format.label) written: ", paths.more)
      let room = max(12, columns - TextWidth.of(start) - TextWidth.of(more))
      return start + TextWidth.middleTruncated(TextWidth.printable(paths.first?.lastTwoNames ?? ""), to: room) + more
    case .failed(let sentence):
      // The reason stands at the end.
      return TextWidth.middleTruncated("No \(export.format.label): \(TextWidth.printable(sentence))", to: columns)
    }
  }

  /// The same with whole paths, for where there is room.
  var wholeWords: String {
    switch end {
    case .written(let paths): "\(export.format.label): \(paths.first ?? "")\(paths.more)"
    case .failed(let sentence): "\(export.format.label): \(sentence)"
    }
  }
}

extension WantedExport {
  /// What is told of its end to somebody who has left.
  func parting(_ end: ExportEnd) -> String {
    switch end {
    case .written(let paths): "\(format.label) of case \(caseID): \(paths.first ?? "")\(paths.more)"
    case .failed(let sentence): "no \(format.label) of case \(caseID): \(sentence)"
    }
  }
}

extension [String] {
  /// What there is besides the first one: its proof, or how many files.
  fileprivate var more: String {
    guard count > 1 else { return "" }
    return count == 2 && self[1].hasSuffix(".tlog-proof") ? " and its proof" : " and \(count - 1) more"
  }
}

extension String {
  /// A file with the folder that it lies in.
  fileprivate var lastTwoNames: String { split(separator: "/").suffix(2).joined(separator: "/") }
}
