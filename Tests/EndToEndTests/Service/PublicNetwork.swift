import Foundation
import TestSupport

/// A network in which a program is alone with a public address of the internet, and a web server on all its addresses:
/// `/inside` leads to loopback, everything else is a file of the folder. Both end with the program.
struct PublicNetwork {
    let home: TemporaryFolder

    static let address = "93.184.215.14"
    static let port = 8000

    private static let server = """
        import http.server
        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *arguments): pass
            def do_GET(self):
                host = self.headers["Host"].split(":")[0]
                with open("requests", "a") as log: log.write(f"{host} {self.path}\\n")
                if self.path != "/inside": return super().do_GET()
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:\(port)/lemon.jpg")
                self.send_header("Content-Length", "0")
                self.end_headers()
        http.server.ThreadingHTTPServer(("0.0.0.0", \(port)), Handler).serve_forever()
        """

    /// Put before a command: makes the network, starts the web server, waits for it, and becomes the command.
    var prefix: [String] {
        let script = """
            ip link set lo up && ip addr add \(Self.address)/32 dev lo || exit 1
            (cd "$1" && exec setpriv --pdeathsig KILL python3 -c "$2") >/dev/null 2>&1 &
            until python3 -c 'import socket; socket.create_connection(("127.0.0.1", \(Self.port)))' 2>/dev/null
            do sleep 0.05; done
            shift 2
            exec "$@"
            """
        return ["/usr/bin/env", "unshare", "--net", "sh", "-c", script, "sh", home.url.path, Self.server]
    }

    static func isAvailable() async -> Bool {
        guard let env = CommandRun.program("env"),
            ["ip", "python3", "setpriv"].allSatisfy({ CommandRun.program($0) != nil })
        else { return false }
        let run = try? await CommandRun.of(
            env, ["unshare", "--net", "sh", "-c", "ip link set lo up && ip addr add \(address)/32 dev lo"])
        return run?.exit == .code(0)
    }
}
