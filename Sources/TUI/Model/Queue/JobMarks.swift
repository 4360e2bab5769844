/// Which jobs are marked: some by name, or all that match the filter.
package struct JobMarks: Sendable, Equatable {
    package private(set) var ids: Set<String> = []
    /// Every job that matches the filter, loaded or not.
    package var isAll = false
    /// The job at which `v` was pressed; the lines from there to the cursor count as marked.
    package var anchor: String?
    package init() {}

    package var isEmpty: Bool { ids.isEmpty && !isAll }
    package func contains(_ id: String) -> Bool { isAll || ids.contains(id) }

    package mutating func toggle(_ id: String) {
        if ids.remove(id) == nil { ids.insert(id) }
    }

    package mutating func remove(_ id: String) { ids.remove(id) }
    package mutating func add(_ more: some Sequence<String>) { ids.formUnion(more) }
}
