import CAllocator

/// What the process asks of the C library's allocator, which OpenVINO, libvips and Swift share.
package enum Allocator {
    /// For the start of a process: two heaps for all threads instead of eight a core. Each keeps what was freed in it:
    /// that was 10 MB of a service's memory, and won nothing that could be measured.
    package static func limitHeaps() { callocator_limit_heaps(2) }

    /// After work that needed much memory for a moment, such as compiling a model. Takes some milliseconds.
    ///
    /// The code that loaded and compiled goes too: 70 MB of a service's 143 were pages of libraries that only its
    /// start had touched. What is still needed is mapped again from the page cache, a few microseconds a page.
    package static func giveBack() {
        callocator_trim()
        callocator_drop_code()
    }
}
