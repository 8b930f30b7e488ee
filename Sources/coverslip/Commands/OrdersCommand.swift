import ArgumentParser
import Arguments
import Console
import Exports
import Sentences

/// `coverslip orders FOLDER`: takes the orders of a folder, and answers them.
struct OrdersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders", abstract: "Take the orders of a folder, and answer them.", discussion: CommandHelp.orders)
  @OptionGroup var orders: OrderOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    let files = OrderFiles(beside: options.path)
    guard let wishes = try orders.wishes() else {
      return try OrderText.awaited(files.load()).forEach { Standard.output($0) }
    }
    let take = TakeOrders.files(files, in: try options.open(create: true), NoticeBoard.environment())
    let report = try waiting { try await take(wishes) }
    report.lines.forEach { Standard.output($0) }
    (report.notes + report.problems.dropLast().map(\.sentence)).forEach { Standard.error($0) }
    if let last = report.problems.last { throw last }
  }
}
