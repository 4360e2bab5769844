import ArgumentParser

/// How log lines look.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
