/// How a reader wants their lists; theirs, and in no casebook.
public struct ListSettings: Hashable, Sendable {
  /// The columns that are shown; `nil`: the usual ones.
  public var columns: [CaseColumn]?
  /// Lists that are kept under a name, by the letters of their names.
  public private(set) var saved: [SavedList]

  /// These columns and lists.
  public init(columns: [CaseColumn]? = nil, saved: [SavedList] = []) {
    self.columns = columns
    self.saved = []
    saved.forEach { save($0) }
  }

  /// Keeps `list`, in place of one of that name.
  public mutating func save(_ list: SavedList) {
    forget(list.name)
    saved = (saved + [list]).sorted { $0.name < $1.name }
  }

  /// Keeps the list of that name no more.
  public mutating func forget(_ name: String) { saved.removeAll { $0.name == name } }
}

/// A list under a name: which cases it shows, and in which order.
public struct SavedList: Hashable, Sendable {
  /// What it is called.
  public var name: String
  /// The cases of these stages.
  public var stage: CaseStage
  /// What they have in common; `me` is whoever looks at it.
  public var filter: CaseFilter
  /// What they are ordered by.
  public var order: CaseOrderKey
  /// Whether the order is turned round.
  public var isReversed: Bool

  /// The list called `name`.
  public init(
    name: String, stage: CaseStage = .all, filter: CaseFilter = CaseFilter(), order: CaseOrderKey = .received,
    isReversed: Bool = false
  ) {
    self.name = name
    self.stage = stage
    self.filter = filter
    self.order = order
    self.isReversed = isReversed
  }
}
