// The structures of time belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc

/// Another program, run to the end and measured.
enum PeerProgram {
    /// CPU time of the program, its start included, milliseconds.
    ///
    /// - Throws: `CommandError` where it is not there or fails.
    static func cpuMilliseconds(_ command: [String]) throws(CommandError) -> Double {
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let code = posix_spawnp(&process, command[0], nil, nil, arguments, environ)
        guard code == 0 else {
            throw CommandError(
                "\(command[0]) can't be run: \(String(cString: strerror(code))). Debian has it in libjpeg-turbo-progs.")
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else {
                throw CommandError("\(command[0]) was lost: \(String(cString: strerror(errno)))")
            }
        }
        guard status == 0 else { throw CommandError("\(command.joined(separator: " ")) failed with status \(status).") }
        func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3 }
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }
}
