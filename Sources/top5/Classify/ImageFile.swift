import Foundation
import Glibc
import Inference
import NIOPosix

/// One image on disk, or on standard input as `-`.
struct ImageFile: Sendable {
    let path: String

    /// Reads the file off the cooperative threads; one that is too large is refused as soon as that shows.
    /// - Throws: `InferenceError` `FILE_UNREADABLE`, `BODY_TOO_LARGE`.
    func read(limits: ImageLimits) async throws(InferenceError) -> Data {
        let result: Result<Data, InferenceError>
        do {
            result = try await NIOThreadPool.singleton.runIfActive { self.readNow(limits: limits) }
        } catch {
            result = .failure(unreadable("the process is shutting down"))
        }
        return try result.get()
    }

    private func readNow(limits: ImageLimits) -> Result<Data, InferenceError> {
        do throws(InferenceError) {
            let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw unreadable(String(cString: strerror(errno))) }
            defer { if path != "-" { close(descriptor) } }
            var data = Data()
            var chunk = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = Glibc.read(descriptor, &chunk, chunk.count)
                if count == 0 { return .success(data) }
                guard count > 0 else {
                    if errno == EINTR { continue }
                    if errno == EISDIR { throw unreadable("it is a folder; name the images in it") }
                    throw unreadable(String(cString: strerror(errno)))
                }
                data.append(contentsOf: chunk[..<count])
                if data.count > limits.maxBytes {
                    throw InferenceError(
                        .bodyTooLarge, "The file has more than \(limits.maxBytes) bytes, the most that is taken.",
                        step: nil)
                }
            }
        } catch {
            return .failure(error)
        }
    }

    private func unreadable(_ why: String) -> InferenceError {
        InferenceError(.fileUnreadable, "The file cannot be read: \(why).", step: nil)
    }
}
