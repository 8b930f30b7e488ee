import Casework
import Cryptography
import UseCases

extension TakeOrders {
  /// As this machine has it.
  ///
  /// - Parameters:
  ///   - files: where orders are kept.
  ///   - store: in which cases are registered.
  package static func files(
    _ files: OrderFiles, in store: any CaseStore, _ environment: UseCaseEnvironment
  ) -> TakeOrders {
    TakeOrders(store, files: files, slides: .files, environment: environment, digest: SHA256Hex.digest)
  }
}
