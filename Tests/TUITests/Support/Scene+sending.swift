import Client

@testable import TUI

/// Sending in a scene, as a person would begin it.
extension Scene {
    /// A live scene with a folder of so many pictures.
    static func sending(files count: Int, bytes: Int = 10) -> Scene {
        var scene = Scene()
        scene.goLive()
        let entries = (0..<count).map { FileEntry("img\($0).jpg", size: bytes) }
        let facts = entries.map { ($0.shown, FileFacts.image(PreviewFacts(format: "jpeg", width: 9, height: 9))) }
        scene.fill(entries, facts: Dictionary(uniqueKeysWithValues: facts))
        return scene
    }

    /// Marks all, and sends them past the summary.
    mutating func sendAll() -> [UploadState.Item] {
        let count = effects.count
        type("as")
        if model.preflight != nil {
            checkAll()
            press(.enter)
        }
        return effects[count...].submissions
    }
}

extension Sequence<Effect> {
    var submissions: [UploadState.Item] { compactMap { if case .submit(let item) = $0 { item } else { nil } } }
}
