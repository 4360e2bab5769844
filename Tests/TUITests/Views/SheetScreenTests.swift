import API
import Testing

@testable import TUI

/// The contact sheet as text, at the five sizes.
@Suite("Screens of the contact sheet")
struct SheetScreenTests {
    static let sizes = [
        Size(rows: 5, columns: 20), Size(rows: 10, columns: 40), Size(rows: 24, columns: 80),
        Size(rows: 40, columns: 120), Size(rows: 60, columns: 200),
    ]

    /// Answers all that is wanted but each seventh with stripes, and one with an error.
    private func answer(_ scene: inout Scene) {
        for (index, request) in (scene.model.sheet?.wanted ?? []).enumerated() where index % 7 != 6 {
            let picture = Fixtures.picture(rows: request.rows, columns: request.columns)
            let problem = PreviewError("EXPIRED: The image of this job is no longer stored.")
            scene.send(.thumbnail(request, index == 3 ? .failure(problem) : .success(picture)))
        }
    }

    @Test("Marked files, before and while they are classified", arguments: sizes)
    func files(size: Size) throws {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.home)
        scene.type("agc")
        answer(&scene)
        scene.type("s")
        for item in scene.model.uploads.sending.values.sorted(by: { $0.number < $1.number }).prefix(2) {
            let state: JobStatus = item.number == 1 ? .succeeded : .running
            scene.send(.submitted(item, .success(Fixtures.job(20 + item.number, item.path.name, state))))
        }
        scene.pass(10)
        scene.send(.wake)
        try Snapshot.check("sheet-files", scene)
    }

    @Test("The queue's jobs of every state", arguments: sizes)
    func jobs(size: Size) throws {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.type("gcl")
        answer(&scene)
        try Snapshot.check("sheet-jobs", scene)
    }
}
