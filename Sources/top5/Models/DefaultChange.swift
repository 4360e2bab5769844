import Foundation
import Inference

/// What a command did to the default model.
struct DefaultChange {
    let before: ModelShelfView
    let after: ModelShelfView

    /// Begins with a space; empty where nothing changed.
    var text: String {
        guard old != new else { return "" }
        guard let new else { return " There is no default model now: fetch one with top5 models pull." }
        return " The default model is now \(shown(new))."
    }

    /// A model that is new takes the default from a starter only, not from one that somebody relies on.
    ///
    /// - Parameter folder: where the choice is written.
    /// - Returns: begins with a space; empty where nothing changed.
    /// - Throws: `FILE_UNREADABLE`.
    func keepingTheOld(in folder: URL) throws(InferenceError) -> String {
        guard old != new, let old, let new,
            after.entries.first(where: { $0.id == old })?.manifest?.starter == false
        else { return text }
        try DefaultModelFile(models: folder).write(old)
        return " The default model stays \(shown(old)); to change that: top5 models use \(shown(new))."
    }

    private var old: String? { before.defaultID }
    private var new: String? { after.defaultID }
}
