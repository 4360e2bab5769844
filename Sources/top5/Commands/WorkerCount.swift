import ArgumentParser
import Foundation

/// How many worker processes a service has.
enum WorkerCount: ExpressibleByArgument, Equatable {
    case none
    case processes(Int)
    case onePerCore

    static let most = 64

    init?(argument: String) {
        if argument == "auto" {
            self = .onePerCore
        } else if let count = Int(argument), (0...Self.most).contains(count) {
            self = count == 0 ? .none : .processes(count)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { "0" }

    /// nil: images are worked on in the service itself.
    var count: Int? {
        switch self {
        case .none: nil
        case .processes(let count): count
        case .onePerCore: max(1, ProcessInfo.processInfo.activeProcessorCount)
        }
    }
}
