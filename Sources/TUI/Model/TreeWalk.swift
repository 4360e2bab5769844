/// Marking a whole tree: what has been found so far.
package struct TreeWalk: Sendable, Equatable {
    /// Images of one walk; there it stops and says so.
    package static let mostImages = 100_000

    package let number: Int
    /// What is walked, for the screen.
    package let name: String
    package var images: [FileVersion] = []
    package var bytes = 0
    package var folders = 0
    /// Files whose names are not those of images.
    package var others = 0
    /// Links to folders, which are not followed.
    package var links = 0
    package var unreadable = 0
    /// The first folder that could not be read.
    package var problem: FileProblem?

    package init(number: Int, name: String) {
        self.number = number
        self.name = name
    }

    package mutating func take(_ batch: TreeBatch) {
        images += batch.images
        bytes += batch.images.reduce(0) { $0 + $1.size }
        folders += batch.folders
        others += batch.others
        links += batch.links
        unreadable += batch.problems.count
        if problem == nil { problem = batch.problems.first }
    }
}

/// What one stretch of a walk has brought.
package struct TreeBatch: Sendable, Equatable {
    package var images: [FileVersion] = []
    package var folders = 0
    package var others = 0
    package var links = 0
    package var problems: [FileProblem] = []
    package var isEnd = false
    /// It ended at `TreeWalk.mostImages`.
    package var isCut = false

    package init() {}
}

package struct TreeRequest: Sendable, Equatable {
    package var number: Int
    package var roots: [RawPath]
    package var includesHidden: Bool
}
