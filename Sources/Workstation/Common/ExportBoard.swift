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
  /// Those that were asked for and are not there yet, in their order.
  private(set) var wanted: [WantedExport] = []
  /// Those that are asked for once the signature of their case is in the casebook.
  private(set) var awaiting: [WantedExport] = []
  /// How those before ended, the last one first.
  private(set) var ended: [Ended] = []
  /// The last ends that nobody was told of, in their order.
  private var news: [Ended] = []
  /// What the reader was told last of an end.
  private(set) var told: String?

  /// What became of an export.
  struct Ended: Equatable, Sendable {
    let export: WantedExport
    let end: ExportEnd
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
    news = news.suffix(Self.longest - 1) + [ended]
  }

  /// The next end that is to be told, in one line of so many cells; `nil` where all were told.
  mutating func takeNews(columns: Int) -> String? {
    guard !news.isEmpty else { return nil }
    told = news.removeFirst().words(columns: columns)
    return told
  }

  // MARK: What is shown

  /// Whether everything was made, and told.
  var isQuiet: Bool { wanted.isEmpty && awaiting.isEmpty && news.isEmpty }

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
    case .failed(let sentence): return "No \(export.format.label): \(TextWidth.printable(sentence))"
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

extension [String] {
  /// How many there are besides the first one.
  fileprivate var more: String { count > 1 ? " and \(count - 1) more" : "" }
}

extension String {
  /// A file with the folder that it lies in.
  fileprivate var lastTwoNames: String { split(separator: "/").suffix(2).joined(separator: "/") }
}
