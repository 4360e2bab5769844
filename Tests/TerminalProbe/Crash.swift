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
        case "overflow": _ = deeper(1)
        default: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        }
    }

    private static func deeper(_ depth: Int) -> Int {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            buffer[0] = UInt8(truncatingIfNeeded: depth)
            return deeper(depth + 1) + Int(buffer[0])
        }
    }
}
