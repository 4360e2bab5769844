/// The screens, on the keys 1, 2 and 3.
package enum Screen: Sendable, Equatable, CaseIterable {
    /// Picker, preview, top-5 and queue.
    case main
    /// Plots over time, and the workers.
    case stats
    /// The events as they come.
    case log
}
