/// Where the columns of a forest plot stand: name, patients and events, marks, estimate, remark.
///
/// Where the marks would have less than ``leastMarks``, patients and events are left out, then the remarks; a row
/// without an estimate then says why in the estimates' column. All of it stays in the figure's numbers.
struct ForestColumns: Hashable {
  static let style = TextStyle(8)
  static let strong = TextStyle(8, bold: true)
  static let indent = 8.0
  private static let gap = 12.0
  private static let leastMarks = 60.0

  let names: ClosedRange<Double>
  /// `nil` where the column is empty or left out.
  let counts: ClosedRange<Double>?
  let marks: ClosedRange<Double>
  let estimates: ClosedRange<Double>
  /// `nil` where the column is empty or left out.
  let remarks: ClosedRange<Double>?

  /// Columns over `width` points.
  init(_ plot: ForestPlot, width: Double) {
    let name = min(plot.rows.map(Self.nameWidth).max() ?? 0, width * 0.34)
    let count = Self.width(plot.rows.map(ForestPlot.counts), "events")
    let remark = min(Self.width(plot.rows.map(\.remark), plot.remarkLabel), width * 0.3)
    let estimate = Self.width(plot.rows.map(plot.text), "limits")
    let all = Self(name, count, estimate, remark, width)
    let fewer = Self(name, 0, estimate, remark, width)
    let fewest = Self(name, 0, Self.width(plot.rows.map(plot.textOrReason), "limits"), 0, width)
    self = [all, fewer].first { $0.marks.upperBound - $0.marks.lowerBound >= Self.leastMarks } ?? fewest
  }

  /// Names give way where not even the marks have room.
  private init(_ name: Double, _ count: Double, _ estimate: Double, _ remark: Double, _ width: Double) {
    let end = remark > 0 ? width - remark - Self.gap : width
    let right = end - estimate - Self.gap
    let lead = count > 0 ? count + Self.gap : 0
    let left = min(name + Self.gap + lead, max(lead, right - Self.leastMarks / 2))
    names = 0...max(0, left - lead - Self.gap)
    counts = count > 0 ? (left - Self.gap - count)...(left - Self.gap) : nil
    marks = left...max(left, right)
    estimates = (end - estimate)...end
    remarks = remark > 0 ? (width - remark)...width : nil
  }

  private static func nameWidth(_ row: ForestPlot.Row) -> Double {
    (row.kind == .estimate ? style : strong).width(row.name) + indent
  }

  /// 0 where every cell is empty; the heading may break between its words.
  private static func width(_ cells: [String], _ heading: String) -> Double {
    let widest = cells.map(style.width).max() ?? 0
    return widest > 0 ? max(widest, strong.widths(heading).word) : 0
  }
}
