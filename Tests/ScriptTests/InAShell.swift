import Testing

/// Everything here starts processes: one at a time, so that deadlines mean something on a small machine.
@Suite(.serialized) struct InAShell {}
