package import API
package import Client

/// Everything that can happen to the model.
package enum Message: Sendable {
    case started(TerminalCapabilities)
    case terminal(TerminalEvent)
    case follower(FollowerEvent)
    /// The time that `Model.wakeAt` asked for has come.
    case wake
    /// A frame that was put off may be sent now.
    case frameDue
    /// Frames take long to get through to the terminal.
    case linkIsSlow

    case profileChecked(String, ProfileCheck)
    /// The client of a profile is ready, or why it is not.
    case serviceOpened(String, ClientError?)

    /// What has been read of a large folder so far.
    case folderPart(RawPath, FolderListing)
    case folder(RawPath, Result<FolderListing, FileProblem>)
    /// The folder that is shown is not as it was read.
    case folderChanged(RawPath)
    case arranged(generation: Int, [FileEntry])
    case globMatched(pattern: String, [FileVersion])
    case tree(number: Int, TreeBatch)
    case pasted(PastedFiles)
    case completed(PathCompletion)
    case located(RawPath, Result<FileEntry.Kind, FileProblem>)
    case recents([RawPath])
    case preflight(number: Int, [FileInspection])
    case inspected([FileVersion: FileFacts])
    case preview(PreviewRequest, Result<CellImage, PreviewError>)
    case thumbnail(PreviewRequest, Result<CellImage, PreviewError>)

    /// Bytes that have gone, by the number of the upload.
    case sent([Int: Int])
    case submitted(UploadState.Item, Result<Job, ClientError>)
    case jobs(JobsRequest, Result<JobList, ClientError>)
    case job(String, Result<Job, ClientError>)
    case limits(Result<Limits, ClientError>)
    case models(Result<ModelList, ClientError>)
    case stats(Result<ServiceStats, ClientError>)
    case workers(Result<WorkerList, ClientError>)
    case history(Result<JobList, ClientError>)
    case acted(JobAction, job: String, Result<Job, ClientError>)
    case queue(QueueMessage)
    case results(ResultsMessage)
}

extension Message {
    /// Somebody waits for what comes of it.
    var isUrgent: Bool {
        if case .terminal = self { true } else { false }
    }

    var isFrameDue: Bool {
        if case .frameDue = self { true } else { false }
    }

    /// Of the service that is shown; of no use once another one is.
    var isFromService: Bool {
        switch self {
        case .started, .terminal, .wake, .frameDue, .linkIsSlow, .profileChecked, .serviceOpened, .folder, .inspected:
            false
        default: true
        }
    }
}

/// One question for a page of the queue.
package struct JobsRequest: Sendable, Equatable {
    package enum Purpose: Sendable, Equatable {
        /// The first page: at the start, after a loss of connection, for a new filter or order.
        case first
        /// The total alone, because an event may have changed it.
        case count
        /// The page below the head.
        case more
        /// The page above the head, which was let go.
        case above
        /// The page above the tail, or the last one.
        case tail
    }

    package var purpose: Purpose
    package var generation: Int
    package var query: JobListQuery
}

package enum JobAction: Sendable, Equatable {
    case cancel, retry
}
