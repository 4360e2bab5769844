import Foundation
import Glibc

/// The ways in which a Swift program ends unasked.
enum Crash {
    /// As the file `crash` in `folder` says.
    static func named(in folder: URL) {
        switch try? String(contentsOf: folder.appending(path: "crash"), encoding: .utf8) {
        case "trap":
            let empty: [Int] = []
            print(empty[Int(getpid())])
        case "abort": abort()
        case "exit": exit(3)
        default: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        }
    }

    /// Whether to crash only when the terminal has been given back.
    static func isLate(in folder: URL) -> Bool {
        (try? String(contentsOf: folder.appending(path: "crash"), encoding: .utf8)) == "late"
    }
}
