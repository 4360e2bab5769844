package import API

/// The look at every marked file before anything is sent.
package struct Preflight: Sendable {
    /// Up to this many files that the service will take go off without a question.
    package static let handful = 5

    /// Why files are not sent, in the order in which they are told.
    package enum Reason: Sendable, Hashable, CaseIterable {
        case tooLarge, formatNotTaken, notAnImage, empty, unreadable, gone
    }

    package struct Refusal: Sendable, Equatable {
        package var path: RawPath
        package var reason: Reason
        /// A stable code of the service; nil where the file itself is the reason.
        package var code: String?
        package var message: String
    }

    package let number: Int
    package let files: [FileVersion]
    package private(set) var checked = 0
    /// As they are now, which need not be as they were marked.
    package private(set) var good: [FileVersion] = []
    package private(set) var goodBytes = 0
    package private(set) var refused: [Refusal] = []
    package private(set) var counts: [Reason: Int] = [:]
    /// Enter was pressed before all were looked at.
    package var isConfirmed = false
    /// In the list of what is refused.
    package var list = ListPosition()

    package init(number: Int, files: [FileVersion]) {
        self.number = number
        self.files = files
    }

    package var isComplete: Bool { checked >= files.count }
    package var hasSomethingToSend: Bool { !isComplete || !good.isEmpty }
    package var needsConfirmation: Bool { files.count > Self.handful }

    package mutating func take(_ inspections: [FileInspection], limits: Limits?) {
        for inspection in inspections {
            checked += 1
            if let refusal = Self.refusal(inspection, limits) {
                refused.append(refusal)
                counts[refusal.reason, default: 0] += 1
            } else {
                good.append(inspection.version)
                goodBytes += inspection.version.size
            }
        }
    }

    private static func refusal(_ inspection: FileInspection, _ limits: Limits?) -> Refusal? {
        let path = inspection.version.path
        switch inspection.facts {
        case .failure(let problem):
            return Refusal(path: path, reason: problem.isGone ? .gone : .unreadable, code: nil, message: problem.reason)
        case .success(let facts):
            switch FileCheck.verdict(size: inspection.version.size, facts: facts, limits: limits) {
            case .acceptable, .unknown: return nil
            case .refused(let code, let message):
                let isFormat = code == ErrorCode.unsupportedImage.rawValue
                return Refusal(path: path, reason: isFormat ? .formatNotTaken : .tooLarge, code: code, message: message)
            case .notAnImage(let message):
                return Refusal(
                    path: path, reason: facts == .empty ? .empty : .notAnImage, code: nil, message: message)
            }
        }
    }
}

/// What a look into a file has shown.
package struct FileInspection: Sendable, Equatable {
    /// As it is now; as it was asked for where it can't be read.
    package var version: FileVersion
    package var facts: Result<FileFacts, FileProblem>
}
