/// What the help is about.
package struct HelpState: Sendable, Equatable {
    /// Where it was asked for: that comes first.
    package var context = KeyContext.files
    /// What it covers.
    package var returnsTo: Overlay?
    /// Only lines that contain this.
    package var search = ""

    package init() {}

    package init(context: KeyContext, returnsTo: Overlay?) {
        self.context = context
        self.returnsTo = returnsTo
    }
}
