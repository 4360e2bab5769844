import Foundation
import TestSupport
import Testing

/// A real HTTP server on loopback over a folder, with ranges, and with paths that misbehave:
///
/// - `/cut/FILE` closes the connection after 100 bytes of each answer,
/// - `/hang/FILE` sends 100 bytes of its first answer and then nothing more; later ones are whole,
/// - `/mute/FILE` never sends more than 100 bytes,
/// - `/endless/FILE` goes on after the file's end for ever.
final class FilesOverHTTP: Sendable {
    let port: Int
    private let folder: URL
    private let process = Process()
    /// The server ends when this closes: with the last reference, and with the test process however it ends.
    private let lifeline = Pipe()

    private static let program = #"""
        import http.server, os, sys, threading, time
        hung = set()
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *arguments): pass
            def do_GET(self):
                parts = self.path.split("/")
                kind, name = (parts[1], parts[2]) if len(parts) > 2 else ("", parts[1])
                wanted = self.headers.get("Range", "")
                with open("requests.log", "a") as log: log.write(f"{self.path} {wanted}\n")
                try: content = open(name, "rb").read()
                except OSError: return self.send_error(404)
                first = int(wanted[6:-1]) if wanted else 0
                self.send_response(206 if wanted else 200)
                self.send_header("ETag", '"1"')
                if wanted: self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
                if kind == "endless": self.send_header("Transfer-Encoding", "chunked")
                else: self.send_header("Content-Length", str(len(content) - first))
                self.end_headers()
                rest = content[first:]
                if kind == "endless":
                    while True: self.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")
                stops = kind in ("cut", "mute") or kind == "hang" and name not in hung
                hung.add(name)
                self.wfile.write(rest[:100] if stops else rest)
                self.wfile.flush()
                if stops and len(rest) > 100:
                    while kind in ("hang", "mute"): time.sleep(1)
                    self.close_connection = True
            def handle(self):
                try: super().handle()
                except OSError: pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        server.serve_forever()
        """#

    init(folder: URL) throws {
        self.folder = folder
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

    /// `PATH RANGE` of every request so far.
    var requests: [String] {
        let text = (try? String(contentsOf: folder.appending(path: "requests.log"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    deinit {
        try? lifeline.fileHandleForWriting.close()
    }
}
