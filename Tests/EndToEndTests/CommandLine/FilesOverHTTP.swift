import Foundation
import TestSupport
import Testing

/// A real HTTP server on loopback over a folder, with paths that misbehave: `/cut/…` ends early, `/slow/…` never ends.
final class FilesOverHTTP: Sendable {
    let port: Int
    private let process = Process()
    /// The server ends when this closes: with the last reference, and with the test process however it ends.
    private let lifeline = Pipe()

    private static let program = """
        import http.server, os, sys, threading, time
        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *arguments): pass
            def do_GET(self):
                kind = self.path.split("/")[1]
                if kind not in ("cut", "slow"): return super().do_GET()
                self.send_response(200)
                self.send_header("Content-Length", "1000000")
                self.end_headers()
                self.wfile.write(b"x" * 100)
                self.wfile.flush()
                while kind == "slow": time.sleep(0.05); self.wfile.write(b"x"); self.wfile.flush()
                self.close_connection = True
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        server.serve_forever()
        """

    init(folder: URL) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.program]
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = lifeline
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    deinit {
        try? lifeline.fileHandleForWriting.close()
    }
}
