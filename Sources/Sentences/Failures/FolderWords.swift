import UseCases

extension FolderFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .diskFull(let path):
      CommandFailure(
        .cannotWrite, "cannot make the folder \(path): the disk is full; free some room and try again")
    case .cannotMake(let path, let reason):
      CommandFailure(.cannotWrite, "cannot make the folder \(path): \(reason); check the path and its permissions")
    }
  }
}
