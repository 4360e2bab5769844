package import API
package import Foundation

/// Something to be done outside of the model; its result comes back as a message.
package enum Effect: Sendable, Equatable {
    case readFolder(RawPath)
    /// Tells of changes until another folder is watched.
    case watchFolder(RawPath)
    case arrange(ArrangementRequest)
    case matchGlob(GlobRequest)
    case walkTree(TreeRequest)
    case stopTree
    case findPasted(PastedPaths)
    case complete(TypedPath)
    case locate(RawPath)
    case loadRecents
    case saveRecents([RawPath])
    case preflight(number: Int, [FileVersion])
    case stopPreflight
    case inspect([FileVersion])
    /// Replaces the picture that is being made, if any.
    case loadPreview(PreviewRequest)
    case dropPreview
    /// The small pictures that are made from now on, the most urgent first, and no others.
    case wantThumbnails([PreviewRequest])

    case submit(UploadState.Item)
    /// Lets no further byte go, unless the last one has gone; the upload's own message tells how it ended.
    case cutUpload(number: Int)
    case dropUpload(number: Int)
    case loadJobs(JobsRequest)
    case loadLimits, loadModels, loadStats, loadWorkers
    /// Jobs that have ended lately, for the plots.
    case loadHistory(JobListQuery)
    /// A job that is to be opened and not known here.
    case loadJob(String)
    case act(JobAction, job: String)
    case queue(QueueEffect)

    case results(ResultsEffect)

    case wake(at: Date)
    case checkProfile(String)
    /// Gets a profile's client ready.
    case openService(String)
    /// For the loop itself: everything from now on is asked of this profile's service.
    case switchService(String)
    /// The event stream, from now on and for ever.
    case follow
    case redraw, suspend
    case setMouse(Bool)
    case remember(MemoryEntry)
    /// For the loop itself, which has put a frame off.
    case frame(after: Duration)

    /// Effects with the same key replace one another.
    package enum Key: Sendable, Hashable {
        case folder, preview, jobs, wake, wholeJob, frame, follow, service
        case watch, arrangement, glob, tree, completion, location, recents, preflight
        case upload(Int)
        case results(ResultsEffect.Key)
    }

    package var key: Key? {
        switch self {
        case .readFolder: .folder
        case .loadPreview, .dropPreview: .preview
        case .loadJobs: .jobs
        case .wake: .wake
        case .queue(.loadJob): .wholeJob
        case .follow: .follow
        case .openService: .service
        case .frame: .frame
        case .submit(let item): .upload(item.number)
        case .watchFolder: .watch
        case .arrange: .arrangement
        case .matchGlob: .glob
        case .walkTree, .stopTree: .tree
        case .complete: .completion
        case .locate: .location
        case .saveRecents: .recents
        case .preflight, .stopPreflight: .preflight
        case .dropUpload(let number): .upload(number)
        case .results(let effect): effect.key.map { .results($0) }
        default: nil
        }
    }
}
