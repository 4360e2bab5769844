import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Another default, and models that come and go, while a service runs.
    @Suite struct ModelSwitchTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder("switch")
            try install("alpha")
            try install("beta")
        }

        private func install(_ name: String) throws {
            let target = folder.file("\(name)@1")
            try FileManager.default.copyItem(at: ModelBench.fixtures.appending(path: "colours"), to: target)
            let file = target.appending(path: "model.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing("\"name\": \"colours\"", with: "\"name\": \"\(name)\"").utf8).write(to: file)
        }

        private func models(_ service: RunningService, _ arguments: [String]) async throws {
            let run = try await Top5Program.run(
                ["models"] + arguments + ["--models", folder.url.path], home: service.home)
            #expect(run.exit == .code(0), "\(run.errors)")
        }

        private func waitForDefault(_ id: String, _ service: RunningService) async throws {
            let isThere = try await Deadline.poll {
                try await service.client.models().models.first { $0.isDefault }?.id == id
            }
            #expect(isThere, "\(id) is not the default within 20 s")
        }

        /// Every job keeps the model that it was accepted for, whatever happens to defaults and folders.
        @Test func noJobIsDropped() async throws {
            try await RunningService.run(models: folder.url, arguments: ["--workers", "1"]) { service in
                try await waitForDefault("alpha@1", service)
                var expected: [String: String] = [:]
                func submit(_ count: Int, by name: String? = nil, for model: String) async throws {
                    for _ in 0..<count {
                        let job = try await service.submit("lemon.jpg", model: name)
                        #expect(job.model == model)
                        expected[job.id] = model
                    }
                }
                try await submit(30, for: "alpha@1")
                try await models(service, ["use", "beta"])
                try await waitForDefault("beta@1", service)
                try await submit(30, for: "beta@1")
                // Enough of them to be waiting still when their folder is gone.
                try await submit(150, by: "alpha", for: "alpha@1")
                try await models(service, ["remove", "alpha", "--yes"])
                #expect(
                    try await Deadline.poll {
                        try await !service.client.models().models.contains { $0.id == "alpha@1" }
                    })
                try await submit(5, for: "beta@1")
                try install("gamma")
                #expect(
                    try await Deadline.poll {
                        try await service.client.models().models.contains { $0.id == "gamma@1" }
                    })
                let named = try await service.submit("lemon.jpg", model: "gamma")
                expected[named.id] = "gamma@1"
                for (id, model) in expected {
                    let job = try await service.finished(id)
                    #expect(job.status == .succeeded && job.model == model, "\(String(describing: job.error))")
                }
            }
        }

        @Test func theCommandLinesModelStaysTheDefault() async throws {
            try await RunningService.run(models: folder.url, arguments: ["--model", "alpha"]) { service in
                try await models(service, ["use", "beta"])
                // A package that is new shows that the service has looked since.
                try install("gamma")
                #expect(
                    try await Deadline.poll {
                        try await service.client.models().models.contains { $0.id == "gamma@1" }
                    })
                #expect(try await service.submit("lemon.jpg").model == "alpha@1")
            }
        }
    }
}
