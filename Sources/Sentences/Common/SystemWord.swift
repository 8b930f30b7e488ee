import Glibc

/// The system's word for an `errno`.
package func systemWord(_ code: Int32) -> String { String(cString: strerror(code)) }
