package import Glibc

/// The signals of a child that is about to be started.
package enum ChildSignals {
    /// No signal ignored or blocked: who started this process may have had some so, which a child would inherit, and
    /// then it would survive what it should be seen to die of.
    ///
    /// - Returns: for `posix_spawn`; the caller destroys it.
    package static func fresh() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }
}
